"""Notices on their way: queued with the events they tell of, then sent one by one.

Queueing is one transaction: a notice and the events it tells of are there together or not at all.
Each sending is followed by a transaction of its own. Only a crash between a channel's yes and that
transaction sends a notice again, and then under the same Message-ID.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from audits.lifecycle import after_notice
from audits.records import NoticeRecord, NoticeState, RunFailure
from audits.store.connection import Store
from audits.store.findings import findings_by_id, write_changes
from audits.store.notices import add_notices, notices, update_notice
from notifier.channels.channel import Channel, ChannelFault, ChannelRefused, ChannelUnavailable
from notifier.digest import Digest
from notifier.letter_writing import letter_of
from notifier.letterhead import Letterhead
from notifier.message import address_to, compose
from notifier.rendering import write_digest
from notifier.supervisor import Supervisor

ATTEMPTS = 5
"""A notice that could not be sent so often is dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """A notice as it would be sent by one channel."""

    id: str
    digest: Digest
    channel: str
    message: EmailMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryCounts:
    """What became of the notices that were due."""

    sent: int = 0
    pending: int = 0
    """Failed, to be sent again in a later run."""
    held: int = 0
    """Waiting for the end of quiet hours."""
    dead: int = 0
    """Refused for good, or failed too often."""
    failures: tuple[RunFailure, ...] = ()
    """Each notice that was not sent and why, for the record of the run."""


def drafts_of(digests: Sequence[Digest], letterhead: Letterhead) -> tuple[NoticeDraft, ...]:
    """What the digests come to as notices: one for each channel of each supervisor."""
    return tuple(draft for digest in digests for draft in _drafts(digest, letterhead))


def queue(store: Store, drafts: Sequence[NoticeDraft]) -> None:
    """Put notices into the outbox; from then on their events count as told."""
    add_notices(store, tuple(_record(draft) for draft in drafts))


def deliver(
    store: Store,
    channels: Mapping[str, Channel],
    supervisors: Sequence[Supervisor],
    now: datetime,
) -> DeliveryCounts:
    """Send every notice that is due, oldest first; one call is one attempt at each.

    The open findings that a notice tells of become notified when it is sent.
    """
    known = {supervisor.id: supervisor for supervisor in supervisors}
    counts = DeliveryCounts()
    for notice in notices(store, states=(NoticeState.PENDING, NoticeState.HELD), due_at=now):
        after = _attempted(notice, channels, known.get(notice.supervisor), now)
        _settle(store, after, now)
        counts = _counted(counts, after)
    return counts


def _drafts(digest: Digest, letterhead: Letterhead) -> tuple[NoticeDraft, ...]:
    written = write_digest(letter_of(digest, letterhead))
    ids = {channel: _notice_id(digest, channel) for channel in digest.supervisor.channels}
    return tuple(
        NoticeDraft(
            id=notice_id,
            digest=digest,
            channel=channel,
            message=compose(written, digest.supervisor, letterhead, notice_id, digest.at),
        )
        for channel, notice_id in ids.items()
    )


def _notice_id(digest: Digest, channel: str) -> str:
    told = ",".join(str(event) for event in digest.events)
    identity = "\n".join((digest.supervisor.id, channel, digest.at.isoformat(), told))
    return sha256(identity.encode()).hexdigest()[:16]


def _record(draft: NoticeDraft) -> NoticeRecord:
    return NoticeRecord(
        id=draft.id,
        supervisor=draft.digest.supervisor.id,
        channel=draft.channel,
        created_at=draft.digest.at,
        sent_at=None,
        state=NoticeState.PENDING,
        findings=draft.digest.findings,
        events=draft.digest.events,
        payload=draft.message.as_bytes().decode("ascii"),
    )


def _attempted(
    notice: NoticeRecord,
    channels: Mapping[str, Channel],
    supervisor: Supervisor | None,
    now: datetime,
) -> NoticeRecord:
    quiet_until = supervisor.quiet.end_after(now) if supervisor and supervisor.quiet else None
    if quiet_until is not None:
        return replace(notice, state=NoticeState.HELD, next_attempt_at=quiet_until)
    try:
        _send(notice, channels, supervisor)
    except ChannelFault as fault:
        return _failed(notice, fault)
    return replace(
        notice,
        state=NoticeState.SENT,
        sent_at=now,
        attempts=notice.attempts + 1,
        next_attempt_at=None,
        error=None,
    )


def _send(
    notice: NoticeRecord, channels: Mapping[str, Channel], supervisor: Supervisor | None
) -> None:
    if supervisor is None:
        raise ChannelUnavailable(
            f"no supervisor {notice.supervisor!r} is set up any more; add [supervisors."
            f"{notice.supervisor}] again"
        )
    channel = channels.get(notice.channel)
    if channel is None:
        raise ChannelUnavailable(
            f"no channel {notice.channel!r} is set up; set it up, or take it from"
            f" [supervisors.{supervisor.id}]"
        )
    message = message_from_bytes(notice.payload.encode("ascii"), policy=SMTP)
    address_to(message, supervisor)
    channel.send(message, supervisor)


def _failed(notice: NoticeRecord, fault: ChannelFault) -> NoticeRecord:
    attempts = notice.attempts + 1
    is_over = isinstance(fault, ChannelRefused) or attempts >= ATTEMPTS
    return replace(
        notice,
        state=NoticeState.DEAD if is_over else NoticeState.PENDING,
        attempts=attempts,
        next_attempt_at=None,
        error=str(fault),
    )


def _settle(store: Store, notice: NoticeRecord, now: datetime) -> None:
    with store.transaction():
        update_notice(store, notice)
        if notice.state is NoticeState.SENT:
            told = (after_notice(found, now) for found in findings_by_id(store, notice.findings))
            write_changes(store, (change for change in told if change is not None))


def _counted(counts: DeliveryCounts, notice: NoticeRecord) -> DeliveryCounts:
    match notice.state:
        case NoticeState.SENT:
            return replace(counts, sent=counts.sent + 1)
        case NoticeState.HELD:
            return replace(counts, held=counts.held + 1)
    failure = RunFailure(
        place=f"notice {notice.id} to {notice.supervisor} by {notice.channel}, {notice.state}"
        f" after {notice.attempts} of {ATTEMPTS} attempts",
        error=notice.error or "",
    )
    failures = (*counts.failures, failure)
    if notice.state is NoticeState.DEAD:
        return replace(counts, dead=counts.dead + 1, failures=failures)
    return replace(counts, pending=counts.pending + 1, failures=failures)
