"""Many audits: what is due → workers → store. What did not change is not audited again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import groupby, islice

from audits.across import SEARCHES, Occasion, searched
from audits.audited_text import AuditedText
from audits.auditor import Auditor, Batch, Broken, current_auditor
from audits.bodies import Register
from audits.china_time import china_now
from audits.crew import Crew, Done
from audits.decisions import end_waivers, take_back
from audits.evidence import Work
from audits.executors import local_executor
from audits.filing import Desk, file_audits
from audits.intake import assign_pages
from audits.obligations import refresh_obligations
from audits.our_failures import OurFailures
from audits.records import RunFailure, RunState
from audits.store import runs
from audits.store.connection import Store
from audits.store.findings import confirm_standing
from audits.store.register import write_register
from audits.store.work import (
    Due,
    due_pages,
    due_texts,
    pages_held,
    work_on_pages,
    work_on_texts,
)
from crawler.archive import Archive

_COUNTED = ("audited", "unreadable", "not_a_report", "failed", "skipped")
_TO_A_BATCH = 25
_TO_A_TRANSACTION = 100

Load = Callable[[Sequence[str]], tuple[Work, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProgress:
    """How far a run is."""

    done: int
    due: int
    """Grows where one audit makes another due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun:
    """What a run did."""

    run: str
    state: RunState
    counts: Mapping[str, int]
    """``audited``, ``unreadable``, ``not_a_report``, ``failed`` (by our fault), ``skipped``."""
    failures: tuple[RunFailure, ...]

    @property
    def sentence(self) -> str:
        """What the run did, in a line."""
        counts = self.counts
        told = (
            f"Audited {counts.get('audited', 0)} reports; {counts.get('skipped', 0)} unchanged, "
            f"{counts.get('unreadable', 0)} unreadable, {counts.get('not_a_report', 0)} no reports."
        )
        if self.failures:
            first = self.failures[0]
            told += (
                f" {len(self.failures)} failed by our own fault, the first: {first.place}:"
                f" {first.error}."
            )
        return told


def audit_archive(  # noqa: PLR0913
    store: Store,
    archive: Archive,
    register: Register,
    *,
    today: date,
    workers: int = 1,
    make_executor: Callable[[], Executor] | None = None,
    auditor: Auditor | None = None,
    clock: Callable[[], datetime] = china_now,
    progress: Callable[[AuditProgress], None] = lambda _: None,
) -> AuditRun:
    """Audit every page that was not audited as it stands, and every text of an earlier auditor.

    A report that breaks an audit or kills its worker is recorded as our failure, with its page;
    the others go on, and it is due again in the next run. So is a rule that breaks down: the other
    rules go on, and nothing of its code is found or closed.

    Args:
        store: open for writing.
        archive: where the bytes are; workers open it themselves.
        register: written to the store first; pages are assigned by it.
        today: for obligations and the ends of waivers.
        workers: 1 audits in this process.
        make_executor: another executor than a pool on this machine; ``workers`` then says how many
            it has.
        auditor: the rules and the reading; those of this version where not told.
        clock: gives aware times.
        progress: told after each transaction.
    """
    run = runs.start_run(store, "audit", clock())
    shift = _Shift(
        store=store,
        archive=archive,
        register=register,
        auditor=auditor or current_auditor(),
        clock=clock,
        progress=progress,
    )
    try:
        write_register(store, register)
        assign_pages(store, register)
        with Crew(make_executor or partial(local_executor, workers), at_once=2 * workers) as crew:
            shift.audit_all(crew)
        refresh_obligations(store, register, today=today)
        shift.look_across(today)
        take_back(store, shift.auditor.codes_off, at=clock())
        confirm_standing(store)
        end_waivers(store, today=today, at=clock())
    except BaseException as ended_by:
        failed = isinstance(ended_by, Exception)
        shift.end(run, RunState.FAILED if failed else RunState.INTERRUPTED)
        raise
    return shift.end(run, RunState.INCOMPLETE if shift.failures.all else RunState.OK)


@dataclass(slots=True, kw_only=True)
class _Shift:
    """One run under way."""

    store: Store
    archive: Archive
    register: Register
    auditor: Auditor
    clock: Callable[[], datetime]
    progress: Callable[[AuditProgress], None]
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_COUNTED, 0))
    failures: OurFailures = field(default_factory=OurFailures)
    _attempted: set[tuple[str, str]] = field(default_factory=set)
    _due: int = 0
    _done: int = 0

    def audit_all(self, crew: Crew) -> None:
        """Texts of an earlier auditor first, so that new texts are compared like with like.

        Then pages, until none is due: a report is due again when the one of the year before it
        came later in the same run.
        """
        stale = due_texts(self.store, self.auditor.key)
        self._audit(crew, stale, partial(work_on_texts, self.store, self.register))
        shown: Sequence[Due] = due_pages(self.store, self.register, self.auditor.key)
        self.counts["skipped"] = max(0, pages_held(self.store) - len(stale) - len(shown))
        while shown:
            self._audit(crew, shown, partial(work_on_pages, self.store, self.register))
            shown = self._not_attempted(due_pages(self.store, self.register, self.auditor.key))

    def look_across(self, today: date) -> None:
        """What needs several reports at once; where it breaks down, the fault is ours."""
        occasion = Occasion(
            store=self.store,
            register=self.register,
            today=today,
            at=self.clock(),
            codes=self.auditor.codes_across,
        )
        for module, codes in SEARCHES.items():
            if self.auditor.codes_across.keys().isdisjoint(codes):
                continue
            try:
                for broken in searched(module, occasion):
                    self.failures.rule_broke(broken.page_url, broken.failure)
            except Exception as failure:  # noqa: BLE001  # recorded on the run, and logged
                self.failures.search_broke(", ".join(codes), failure)

    def end(self, run: str, state: RunState) -> AuditRun:
        """Record how the run ended, with what failed by our fault."""
        failures = self.failures.all
        runs.add_failures(self.store, run, failures)
        runs.end_run(self.store, run, state=state, counts=self.counts, at=self.clock())
        return AuditRun(run=run, state=state, counts=self.counts, failures=failures)

    def _not_attempted(self, due: Sequence[Due]) -> Sequence[Due]:
        return [each for each in due if (each.name, each.reason) not in self._attempted]

    def _audit(self, crew: Crew, due: Sequence[Due], load: Load) -> None:
        self._attempted.update((each.name, each.reason) for each in due)
        self._due += len(due)
        for _, of_year in groupby(due, key=lambda each: each.year):
            outcomes = crew.outcomes(self._batches(of_year, load))
            while some := list(islice(outcomes, _TO_A_TRANSACTION)):
                self._file(some)

    def _batches(self, due: Iterator[Due], load: Load) -> Iterator[Batch]:
        while names := [each.name for each in islice(due, _TO_A_BATCH)]:
            yield Batch(works=load(names), archive=self.archive, audit=self.auditor.audit)

    def _file(self, outcomes: Sequence[Done]) -> None:
        desk = Desk(register=self.register, auditor_key=self.auditor.key, codes=self.auditor.codes)
        done: list[tuple[Work, AuditedText]] = []
        for work, outcome in outcomes:
            if isinstance(outcome, Broken):
                self.counts["failed"] += 1
                self.failures.report_broke(work.page_url, outcome)
                continue
            self.counts[outcome.status.value] += 1
            done.append((work, outcome))
            for failure in outcome.judgement.failures if outcome.judgement else ():
                self.failures.rule_broke(work.page_url, failure)
        file_audits(self.store, desk, done, self.clock())
        self._done += len(outcomes)
        self.progress(AuditProgress(done=self._done, due=self._due))
