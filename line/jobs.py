"""The jobs of the line, each put together from the settings: crawl, audit, pages, notices.

A job that writes holds the store as long as it works, so two never overlap. Every job can be run
again at any time: what is done is not done twice.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from audits.bodies import Register
from audits.checking.harmless import printable
from audits.china_time import china_now
from audits.engine import AuditProgress, AuditRun, audit_archive
from audits.intake import Intake, fold_journal
from audits.records import PortalState, RunFailure, RunState
from audits.site.build import build
from audits.site.from_store import content_of
from audits.store import pages as stored_pages
from audits.store import register as stored_register
from audits.store import runs as stored_runs
from audits.store.connection import Store, open_for_reading, open_for_writing
from crawler.archive import Archive, ArchivedBytesMissing
from crawler.journal import Journal, JournalDamaged
from crawler.orders import FiledOrder, file_order, journal_path, unfinished_order
from crawler.portals import Validator, WrongOrder
from crawler.supervision import run_order
from line.assembly import (
    auditor_of,
    channel_means,
    letterhead_of,
    register_of,
    supervisors_of,
    work_order,
)
from line.stopping import AskedToEnd
from notifier.channels.opening import opened
from notifier.notices import notify as tell
from notifier.notices import preview, trial
from rules.privacy.masking import masked
from settings import Settings, SettingsFaulty

_NEVER = Event()

Progress = Callable[[int, int], None]
"""Called with what is done and how much is known of; 0 where the end is not known."""
Watch = Callable[[str], AbstractContextManager[Progress]]
"""Shows how far the job of that name is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDone:
    """What a job did."""

    sentence: str
    """In a line, with what went wrong."""
    is_whole: bool
    """All that it should have done is done."""


def unwatched(_done: int, _known: int) -> None:
    """For jobs that nobody watches."""


def run_line(
    settings: Settings, out: Path, watch: Watch, *, asked: Event = _NEVER
) -> Iterator[JobDone]:
    """All four jobs in their order, each given as soon as it is done.

    Raises:
        AskedToEnd: ``asked`` was set; the next run goes on.
    """
    with watch("crawl") as progress:
        crawled = crawl(settings, progress=progress, asked=asked)
    yield crawled
    _heed(asked)
    with watch("audit") as progress:
        audited = audit(settings, progress=progress, asked=asked)
    yield audited
    yield pages(settings, out)
    _heed(asked)
    yield notify(settings)


def _heed(asked: Event) -> None:
    if asked.is_set():
        raise AskedToEnd


def crawl(settings: Settings, *, progress: Progress = unwatched, asked: Event = _NEVER) -> JobDone:
    """Visit every portal, or go on with a crawl that was cut off, and fold in what it found.

    When ``asked`` is set, the crawl is stopped and what it found until then is folded in.
    """
    register = register_of(settings)
    with open_for_writing(settings.database) as store:
        stored_register.write_register(store, register)
        failures = _fold_cut_off(settings, store, register)
        filed, given_up = _order_to_run(settings, store, register)
        run = filed.order.run
        failure = run_order(
            filed.path,
            journal=Path(filed.order.journal),
            deadline=settings.crawl.deadline_minutes * 60,
            progress=lambda records: progress(records, 0),
            asked_to_end=asked.is_set,
        )
        if given_up is not None:
            failures.append(given_up)
        if failure is not None:
            failures.append(f"{failure}; the next crawl goes on")
        intake = _fold(settings, store, register, run=run, started_at=filed.made_at)
        failures = [printable(masked(failure)) for failure in failures]
        if failures:
            told = RunFailure(place="crawler", error="; ".join(failures))
            stored_runs.add_failures(store, run, [told])
        left = [p for p in stored_pages.portal_states(store) if p.run == run and p.state != "ok"]
    return JobDone(
        sentence=_crawl_sentence(intake, left, failures),
        is_whole=not failures and intake.state is RunState.OK,
    )


def _fold_cut_off(settings: Settings, store: Store, register: Register) -> list[str]:
    """Bring in what runs found whose parent died; why a journal of theirs could not be read."""
    failures = []
    now = china_now()
    for run in stored_runs.interrupt_running(store, now):
        if not journal_path(settings.runs, run).exists():
            continue
        try:
            _fold(settings, store, register, run=run, started_at=now)
        except JournalDamaged as fault:
            failures.append(str(fault))
    return failures


def _fold(
    settings: Settings, store: Store, register: Register, *, run: str, started_at: datetime
) -> Intake:
    """What the journal of a run holds, brought into the store; without one it found nothing."""
    journal = journal_path(settings.runs, run)
    records = Journal(journal).read() if journal.exists() else ()
    return fold_journal(store, records, run=run, started_at=started_at, register=register)


def _order_to_run(
    settings: Settings, store: Store, register: Register
) -> tuple[FiledOrder, str | None]:
    """The order of a crawl that was cut off, else a new one and why the old one was given up."""
    now = china_now()
    given_up = None
    try:
        left = unfinished_order(settings.runs, now=now)
    except (JournalDamaged, WrongOrder) as fault:
        left, given_up = None, f"a crawl that was cut off is not gone on with: {fault}"
    if left is not None:
        return left, None
    order = work_order(
        settings,
        register,
        run=stored_runs.start_run(store, "crawl", now),
        validators=_validators(store),
    )
    return file_order(settings.runs, order, made_at=now), given_up


def _validators(store: Store) -> dict[str, Validator]:
    return {
        held.url: Validator(etag=held.etag, last_modified=held.last_modified, sha256=held.sha256)
        for held in stored_pages.validators(store)
    }


def _crawl_sentence(intake: Intake, left: Sequence[PortalState], failures: Sequence[str]) -> str:
    """What happened, in a line; portals that could not be read whole are named."""
    counts = intake.counts
    told = (
        f"Crawled {counts.get('portals', 0)} portals: {counts.get('pages', 0)} pages, "
        f"{counts.get('fetched', 0)} answers, {counts.get('fetch_failed', 0)} failed."
    )
    portals = (f"{p.portal} is {p.state}: {p.reason or 'no reason known'}." for p in left)
    ours = (f"The crawler: {failure}." for failure in failures)
    intakes = (f"{failure.place}: {failure.error}" for failure in intake.failures)
    return " ".join((told, *portals, *ours, *intakes))


def audit(settings: Settings, *, progress: Progress = unwatched, asked: Event = _NEVER) -> JobDone:
    """Audit what neither its bytes nor the rules left as it was.

    Raises:
        AskedToEnd: ``asked`` was set; the next audit does what is left.
    """
    with open_for_writing(settings.database) as store:
        done = audit_into(store, settings, register_of(settings), progress=progress, asked=asked)
    return JobDone(sentence=done.sentence, is_whole=not done.failures)


def audit_into(
    store: Store,
    settings: Settings,
    register: Register,
    *,
    progress: Progress = unwatched,
    asked: Event = _NEVER,
) -> AuditRun:
    """As ``audit``, into a store that is open already.

    Raises:
        AskedToEnd: ``asked`` was set.
    """

    def watched(at: AuditProgress) -> None:
        progress(at.done, at.due)
        _heed(asked)

    return audit_archive(
        store,
        Archive(settings.archive),
        register,
        today=china_now().date(),
        workers=settings.audit_workers,
        auditor=auditor_of(settings),
        progress=watched,
    )


def pages(settings: Settings, out: Path) -> JobDone:
    """Make the folder hold the pages of what the store says now."""
    archive = Archive(settings.archive)

    def read(sha256: str) -> bytes:
        try:
            return archive.read(sha256)
        except ArchivedBytesMissing as missing:
            raise LookupError(str(missing)) from missing

    with open_for_reading(settings.database) as store:
        built = build(content_of(store), out, read, china_now())
    return JobDone(sentence=f"{built.sentence}. Open {out / 'index.html'}", is_whole=True)


def notify(settings: Settings) -> JobDone:
    """Queue what is new for each supervisor, and send what is due."""
    now = china_now()
    people = supervisors_of(settings)
    wanted = {channel for person in people for channel in person.channels}
    with (
        open_for_writing(settings.database) as store,
        opened(wanted, channel_means(settings)) as channels,
    ):
        run = stored_runs.start_run(store, "notify", now)
        state, counts = RunState.FAILED, {}
        try:
            told = tell(store, people, channels, letterhead_of(settings), now)
            stored_runs.add_failures(store, run, told.delivery.failures)
            state = RunState.INCOMPLETE if told.delivery.failures else RunState.OK
            counts = dict(told.as_counts())
        finally:
            stored_runs.end_run(store, run, state=state, counts=counts, at=china_now())
    return JobDone(sentence=told.sentence, is_whole=not told.delivery.failures)


def previewed(settings: Settings) -> Iterator[str]:
    """What would be sent now, as text."""
    with open_for_reading(settings.database) as store:
        drafts = preview(store, supervisors_of(settings), letterhead_of(settings), china_now())
    for draft in drafts:
        body = draft.message.get_body(("plain",))
        text = body.get_content() if body else ""
        yield f"{draft.message['To']}\n{draft.message['Subject']}\n\n{text}"


def send_trial(settings: Settings, supervisor: str) -> JobDone:
    """Send a supervisor a message that tells of nothing, by each of its channels.

    Raises:
        SettingsFaulty: no supervisor has that id.
        ChannelFault: a channel did not take it.
    """
    person = next((p for p in supervisors_of(settings) if p.id == supervisor), None)
    if person is None:
        where = settings.configuration or "any gouji.toml"
        raise SettingsFaulty(f"there is no [supervisors.{supervisor}] in {where}; add it")
    message = trial(person, letterhead_of(settings), china_now())
    with opened(person.channels, channel_means(settings)) as channels:
        for channel in channels.values():
            channel.send(message, person)
    by = ", ".join(person.channels)
    return JobDone(sentence=f"A test message went to {person.email} by {by}.", is_whole=True)
