"""The way in: what the store says becomes notices, shown or sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256

from audits.china_time import in_china
from audits.records import FindingFilter
from audits.site.faults import PENDING
from audits.store.connection import Store
from audits.store.findings import findings
from audits.store.obligations import obligations
from audits.store.pages import portal_states
from audits.store.register import register
from audits.store.reports import reports, tallies_of_current
from audits.store.untold import events_untold, last_notices
from notifier.channels.channel import Channel
from notifier.digest import digests_of
from notifier.letterhead import Letterhead
from notifier.message import compose
from notifier.outbox import DeliveryCounts, NoticeDraft, deliver, drafts_of, queue
from notifier.rendering import write_trial
from notifier.routing import bodies_by_supervisor
from notifier.situation import RulesApplied, Situation
from notifier.supervisor import Supervisor
from rules.judge import Tally
from rules.registry import codes_for_operator


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyCounts:
    """What one run told."""

    queued: int
    delivery: DeliveryCounts

    @property
    def sentence(self) -> str:
        """What was told, in a line; every failure with its reason."""
        done = self.delivery
        told = (
            f"{self.queued} notices queued, {done.sent} sent, {done.pending} to be sent again, "
            f"{done.held} held, {done.dead} given up."
        )
        return " ".join((told, *(f"{failure.place}: {failure.error}" for failure in done.failures)))

    def as_counts(self) -> Mapping[str, int]:
        """The figures as a run records them."""
        return {
            "queued": self.queued,
            "sent": self.delivery.sent,
            "pending": self.delivery.pending,
            "held": self.delivery.held,
            "dead": self.delivery.dead,
        }


def preview(
    store: Store, supervisors: Sequence[Supervisor], letterhead: Letterhead, now: datetime
) -> tuple[NoticeDraft, ...]:
    """What ``notify`` would queue now; nothing is written or sent."""
    situation = situation_of(store, supervisors)
    return drafts_of(digests_of(situation, supervisors, now), letterhead)


def notify(
    store: Store,
    supervisors: Sequence[Supervisor],
    channels: Mapping[str, Channel],
    letterhead: Letterhead,
    now: datetime,
) -> NotifyCounts:
    """Queue what is new for each supervisor and send what is due, left from earlier or new."""
    drafts = preview(store, supervisors, letterhead, now)
    queue(store, drafts)
    return NotifyCounts(queued=len(drafts), delivery=deliver(store, channels, supervisors, now))


def trial(supervisor: Supervisor, letterhead: Letterhead, now: datetime) -> EmailMessage:
    """A mail that tells of nothing, to see whether notices reach the supervisor."""
    written = write_trial(supervisor, letterhead, in_china(now).date())
    name = sha256(f"{supervisor.id}\n{now.isoformat()}".encode()).hexdigest()[:16]
    return compose(written, supervisor, letterhead, f"test-{name}", now)


def situation_of(store: Store, supervisors: Sequence[Supervisor]) -> Situation:
    """What the store says now that these supervisors may be told."""
    bodies = register(store)
    answered = bodies_by_supervisor(bodies, [supervisor.id for supervisor in supervisors])
    return Situation(
        register=bodies,
        undelivered={
            supervisor: events_untold(store, supervisor, theirs)
            for supervisor, theirs in answered.items()
        },
        last_notice_at=last_notices(store),
        standing=tuple(
            found
            for found in findings(store, FindingFilter(states=tuple(PENDING)))
            if found.finding.code not in codes_for_operator()
        ),
        reports=tuple(reports(store)),
        checks={text: _applied(tally) for text, tally in tallies_of_current(store)},
        portals=portal_states(store),
        obligations=obligations(store),
    )


def _applied(tallies: Mapping[str, Tally]) -> RulesApplied:
    told = sum(tally.passed + tally.failed > 0 for tally in tallies.values())
    return RulesApplied(asked=len(tallies), applied=told)
