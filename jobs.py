"""The jobs of the line, each put together from the settings: crawl, audit, pages, notices.

Each job opens the store for writing as long as it works, so two never overlap. Every job can be run
again at any time: what is done is not done twice.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from datetime import time as clock_time
from pathlib import Path

from audits.bodies import Register
from audits.checking.inputs import CheckInput
from audits.engine import AuditRun, audit_archive
from audits.intake import Intake, fold_journal
from audits.records import PortalState, RunFailure, RunState
from audits.register_file import read_register
from audits.result import AuditResult, Source, Submission
from audits.site.build import BuildCounts, build
from audits.site.drafts import content_of_drafts
from audits.site.from_store import content_of
from audits.store import pages as stored_pages
from audits.store import register as stored_register
from audits.store import runs as stored_runs
from audits.store.connection import Store, open_for_reading, open_for_writing
from crawler.archive import Archive, ArchivedBytesMissing
from crawler.journal import Journal
from crawler.one_page import PageRefused, fetch_page
from crawler.orders import journal_path, unfinished_order, write_order
from crawler.portals import Limits, Portal, Validator, WorkOrder
from crawler.supervision import run_order
from notifier.channels.opening import ChannelMeans, opened
from notifier.channels.smtp_account import Security, SmtpAccount
from notifier.letterhead import Letterhead
from notifier.notices import NotifyCounts, preview, trial
from notifier.notices import notify as tell
from notifier.supervisor import QuietHours, Supervisor
from rules.language import Language, Text
from settings import PortalSettings, Settings, SettingsFaulty

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")

Progress = Callable[[int, int], None]
"""Called with what is done and how much is known of; 0 where the end is not known."""


def china_now() -> datetime:
    """The time in China, to the second."""
    return datetime.now(CHINA).replace(microsecond=0)


def no_progress(_done: int, _known: int) -> None:
    """For callers whom nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlEnded:
    """What one crawl brought, and what went wrong on our side."""

    intake: Intake
    failure: str | None

    portals_left: tuple[PortalState, ...] = ()
    """Portals that could not be read whole, and why."""

    @property
    def is_whole(self) -> bool:
        """Every portal was read to its end."""
        return self.failure is None and self.intake.state is RunState.OK

    @property
    def sentence(self) -> str:
        """What happened, in a line; portals that failed are named."""
        counts = self.intake.counts
        told = (
            f"Crawled {counts.get('portals', 0)} portals: {counts.get('pages', 0)} pages, "
            f"{counts.get('fetched', 0)} answers, {counts.get('fetch_failed', 0)} failed."
        )
        left = [
            f" {p.portal} is {p.state}: {p.reason or 'no reason known'}." for p in self.portals_left
        ]
        failure = f" The crawler: {self.failure}." if self.failure else ""
        return told + "".join(left) + failure


def register_of(settings: Settings, file: Path | None = None) -> Register:
    """The register as its file stands now; ``file`` in place of the one the settings name.

    Raises:
        RegisterFaulty: the file has faults; all of them are listed.
        OSError: it cannot be opened.
    """
    return read_register(
        file or settings.register_path,
        portals=settings.portals.keys(),
        supervisors=settings.supervisors.keys(),
    )


# Crawl


def crawl(settings: Settings, *, progress: Progress = no_progress) -> CrawlEnded:
    """Visit every portal, or go on with a crawl that was cut off, and fold in what it found."""
    register = register_of(settings)
    with open_for_writing(settings.database) as store:
        stored_runs.interrupt_running(store, china_now())
        stored_register.write_register(store, register)
        order_file, order = _order_to_run(settings, store, register)
        journal = Path(order.journal)
        failure = run_order(
            order_file,
            journal=journal,
            deadline=settings.crawl.deadline_minutes * 60,
            progress=lambda records: progress(records, 0),
        )
        intake = fold_journal(
            store,
            Journal(journal).read() if journal.exists() else (),
            run=order.run,
            started_at=datetime.fromtimestamp(order_file.stat().st_mtime, CHINA),
            register=register,
        )
        if failure is not None:
            failed = RunFailure(place="crawler", error=failure)
            stored_runs.add_failures(store, order.run, [failed])
        left = tuple(
            p for p in stored_pages.portal_states(store) if p.run == order.run and p.state != "ok"
        )
    return CrawlEnded(intake=intake, failure=failure, portals_left=left)


def _order_to_run(settings: Settings, store: Store, register: Register) -> tuple[Path, WorkOrder]:
    """The order of a crawl that was cut off, else a new one."""
    now = china_now()
    left = unfinished_order(settings.runs, now=now)
    if left is not None:
        return left, WorkOrder.from_json(left.read_text(encoding="utf-8"))
    run = stored_runs.start_run(store, "crawl", now)
    order = work_order(settings, register, run=run, validators=_validators(store))
    return write_order(settings.runs, order), order


def work_order(
    settings: Settings, register: Register, *, run: str, validators: dict[str, Validator]
) -> WorkOrder:
    """All a crawl is told: portals with their lists, and what is held already."""
    return WorkOrder(
        run=run,
        portals=tuple(_portal(name, portal, register) for name, portal in settings.portals.items()),
        pending=(),
        validators=validators,
        archive=str(settings.archive.resolve()),
        journal=str(journal_path(settings.runs, run)),
        user_agent=settings.crawl.user_agent,
        limits=Limits(
            max_bytes=settings.crawl.max_bytes,
            timeout=settings.crawl.timeout,
            max_pages_per_column=settings.crawl.max_pages_per_column,
            max_requests_per_portal=settings.crawl.max_requests_per_portal,
        ),
    )


def _portal(name: str, portal: PortalSettings, register: Register) -> Portal:
    """A portal with its own lists, then those that bodies of the register name."""
    named = (body.column_url for body in register if body.portal == name and body.column_url)
    return Portal(
        id=name,
        name=portal.name,
        home=portal.home,
        hosts=portal.all_hosts,
        family=portal.family,
        platform=portal.platform,
        encoding=portal.encoding,
        delay=portal.delay,
        allow_private=portal.allow_private,
        column_urls=tuple(dict.fromkeys((*portal.column_urls, *named))),
    )


def _validators(store: Store) -> dict[str, Validator]:
    return {
        held.url: Validator(etag=held.etag, last_modified=held.last_modified, sha256=held.sha256)
        for held in stored_pages.validators(store)
    }


def fetched_input(address: str, settings: Settings, *, allow_private: bool) -> CheckInput:
    """A published page as an input to check, fetched as a crawl would."""
    try:
        fetched = fetch_page(
            address, user_agent=settings.crawl.user_agent, allow_private=allow_private
        )
    except PageRefused as refused:
        reason = Text(zh=f"未能取得（{refused.word}）：{refused}", en=f"{refused.word}: {refused}")
        return CheckInput(name=address, submission=None, refusal=reason)
    submission = Submission(
        source=Source(name=address, content=fetched.page.content),
        attachments=tuple(
            Source(name=file.address, content=file.content) for file in fetched.attachments
        ),
        unread_attachments=fetched.missing,
    )
    return CheckInput(name=address, submission=submission)


# Audit


def audit(settings: Settings, *, progress: Progress = no_progress) -> AuditRun:
    """Audit what neither its bytes nor the rules left as it was."""
    register = register_of(settings)
    with open_for_writing(settings.database) as store:
        return audit_archive(
            store,
            Archive(settings.archive),
            register,
            today=china_now().date(),
            workers=settings.audit_workers,
            progress=lambda at: progress(at.done, at.due),
        )


# Pages


def pages(settings: Settings, out: Path) -> BuildCounts:
    """Make the folder hold the pages of what the store says now."""
    with open_for_reading(settings.database) as store:
        return build(content_of(store), out, _reader(settings.archive), china_now())


def draft_pages(results: Sequence[AuditResult], out: Path) -> BuildCounts:
    """Pages of reports that were checked and not fetched."""
    now = china_now()
    return build(content_of_drafts(results, now), out, None, now)


def _reader(archive: Path) -> Callable[[str], bytes]:
    held = Archive(archive)

    def read(sha256: str) -> bytes:
        try:
            return held.read(sha256)
        except ArchivedBytesMissing as missing:
            raise LookupError(str(missing)) from missing

    return read


# Notices


def notify(settings: Settings) -> NotifyCounts:
    """Queue what is new for each supervisor, and send what is due."""
    now = china_now()
    people = supervisors_of(settings)
    wanted = {channel for person in people for channel in person.channels}
    with (
        open_for_writing(settings.database) as store,
        opened(wanted, _means(settings)) as channels,
    ):
        run = stored_runs.start_run(store, "notify", now)
        told = tell(store, people, channels, letterhead_of(settings), now)
        stored_runs.add_failures(store, run, told.delivery.failures)
        stored_runs.end_run(
            store,
            run,
            state=RunState.INCOMPLETE if told.delivery.failures else RunState.OK,
            counts=told.as_counts(),
            at=china_now(),
        )
    return told


def previewed(settings: Settings) -> Iterator[str]:
    """What would be sent now, as text."""
    with open_for_reading(settings.database) as store:
        drafts = preview(store, supervisors_of(settings), letterhead_of(settings), china_now())
    for draft in drafts:
        body = draft.message.get_body(("plain",))
        text = body.get_content() if body else ""
        yield f"{draft.message['To']}\n{draft.message['Subject']}\n\n{text}"


def send_trial(settings: Settings, supervisor: str) -> str:
    """Send a supervisor a message that tells of nothing, by each of its channels.

    Raises:
        SettingsFaulty: no supervisor has that id.
        ChannelFault: a channel did not take it.
    """
    person = next((p for p in supervisors_of(settings) if p.id == supervisor), None)
    if person is None:
        raise SettingsFaulty(f"no [supervisors.{supervisor}] in {settings.configuration}")
    message = trial(person, letterhead_of(settings), china_now())
    with opened(person.channels, _means(settings)) as channels:
        for channel in channels.values():
            channel.send(message, person)
    return f"A test message went to {person.email} by {', '.join(person.channels)}."


def _means(settings: Settings) -> ChannelMeans:
    return ChannelMeans(mail_folder=settings.mail_folder, account=lambda: smtp_account_of(settings))


def supervisors_of(settings: Settings) -> tuple[Supervisor, ...]:
    """The supervisors as the notifier knows them."""
    return tuple(
        Supervisor(
            id=name,
            name=written.name,
            language=Language(written.language),
            email=written.email,
            channels=written.channels,
            quiet=_quiet(written.quiet_hours),
        )
        for name, written in settings.supervisors.items()
    )


def _quiet(written: str | None) -> QuietHours | None:
    if written is None:
        return None
    start, end = (clock_time.fromisoformat(part) for part in written.split("-"))
    return QuietHours(start=start, end=end)


def letterhead_of(settings: Settings) -> Letterhead:
    """What every notice has in common."""
    return Letterhead(
        sender=settings.mail.sender,
        reply_to=settings.mail.reply_to,
        pages_address=settings.site.address,
    )


def smtp_account_of(settings: Settings) -> SmtpAccount:
    """The account that mails go through, with its password from the environment or its file."""
    mail = settings.mail
    return SmtpAccount(
        host=mail.host,
        port=mail.port,
        security=Security(mail.security),
        user=mail.user,
        password=settings.smtp_password(os.environ),
        timeout=mail.timeout,
        authority=mail.authority,
    )
