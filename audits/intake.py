"""Crawl journals → store, and page → body.

A page is the body's whose exact name its title or the report's own title gives. Only where neither
names anybody is it the body's in the page's publisher field, else that whose column alone it was
listed in. It stays unassigned where the titles name nobody of the register, or two bodies. No name
is ever matched by likeness.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from audits.bodies import Body, Register, name_key
from audits.records import PageClues, RunFailure, RunState
from audits.store import pages, runs
from audits.store.connection import Store
from audits.store.crawls import TimedRecord, answers_out_of_order, write_crawl
from audits.titles import body_in_title, names_in_title
from audits.told_by_portals import without_personal_data
from crawler.journal import BatchEnded, EndState, Fetched, PageFound, Record

_STRETCH = 1000
"""Records to a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a journal held."""

    run: str
    state: RunState
    counts: Mapping[str, int]
    """Good and failed fetches, pages read, and what the batch itself counted."""
    failures: tuple[RunFailure, ...] = ()
    """What it brought and could not be used, by our own fault."""


def fold_journal(
    store: Store, journal: Iterable[Record], *, run: str, started_at: datetime, register: Register
) -> Intake:
    """Fold the journal of a batch whose process has ended into the store.

    The same journal twice changes nothing, and a fold that is killed is done again from the start.
    Answers that are older than those an earlier run brought replace nothing; the run then is
    incomplete, and its failure says that the clock was set back.

    Args:
        store: open for writing.
        journal: its records in their order.
        run: id of the run that made it; the run is recorded where it is not known.
        started_at: when that run started; for a journal without any answer.
        register: the bodies pages are assigned to.
    """
    runs.know_run(store, run, kind="crawl", at=started_at)
    counts: Counter[str] = Counter()
    stated: Mapping[str, int] = {}
    state, last = RunState.INTERRUPTED, started_at
    timed = _timed(map(without_personal_data, journal), started_at)
    while stretch := list(islice(timed, _STRETCH)):
        with store.transaction():
            write_crawl(store, run, stretch)
            _assign(store, register, [page.url for page in _pages(stretch)])
        for record in stretch:
            counts.update(_counted(record.record))
            stated = record.record.counts if isinstance(record.record, BatchEnded) else stated
            state = _state_after(record.record, state)
        last = stretch[-1].at
    whole = {**counts, **stated}
    failures = tuple(_clock_failures(store, run))
    runs.add_failures(store, run, failures)
    state = RunState.INCOMPLETE if failures and state is RunState.OK else state
    runs.end_run(store, run, state=state, counts=whole, at=last)
    return Intake(run=run, state=state, counts=whole, failures=failures)


def assign_pages(store: Store, register: Register) -> int:
    """Assign every page anew, after the register changed; gives how many changed."""
    return _assign(store, register, None)


def body_of(register: Register, clues: PageClues) -> Body | None:
    """The body a page belongs to, by exact names only; ``None`` while it cannot be told."""
    page_says = names_in_title(clues.title)
    text_says = (clues.title_body,) if clues.title_body else ()
    if not page_says and not text_says:
        return _named(register, clues.source) or _listed(register, clues.column_url)
    of_page = body_in_title(register, clues.title)
    of_text = _named(register, clues.title_body)
    if of_page and of_text:
        return of_page if of_page == of_text else None
    if of_page:
        return of_page if _none_contradicts(text_says, of_page) else None
    return of_text if of_text and _none_contradicts(page_says, of_text) else None


def _none_contradicts(printed: Iterable[str], body: Body) -> bool:
    """Whether each may be the body's name, printed with a place before it or without one."""
    keys = [name_key(name) for name in body.names]
    return all(
        any(key.endswith(said) or said.endswith(key) for key in keys)
        for said in map(name_key, printed)
    )


def _named(register: Register, name: str | None) -> Body | None:
    return register.body_named(name) if name else None


def _listed(register: Register, column_url: str | None) -> Body | None:
    return register.only_body_of_column(column_url) if column_url else None


def _clock_failures(store: Store, run: str) -> Iterator[RunFailure]:
    out_of_order = answers_out_of_order(store, run)
    if out_of_order:
        yield RunFailure(
            place="clock",
            error=(
                f"{out_of_order} answers are dated before those of an earlier run and replace"
                " nothing: this machine's clock was set back, or had been ahead; set it right, and"
                " crawl again once it has passed the time of the earlier run"
            ),
        )


def _assign(store: Store, register: Register, urls: list[str] | None) -> int:
    changes = {}
    for clues in pages.clues(store, urls):
        body = body_of(register, clues)
        assigned = body.id if body else None
        if assigned != clues.body:
            changes[clues.url] = assigned
    pages.assign(store, changes)
    return len(changes)


def _pages(stretch: Iterable[TimedRecord]) -> Iterator[PageFound]:
    for timed in stretch:
        if isinstance(timed.record, PageFound):
            yield timed.record


def _timed(journal: Iterable[Record], started_at: datetime) -> Iterator[TimedRecord]:
    """The records with their times: those of one answer stand before its ``Fetched``."""
    waiting: list[Record] = []
    at = started_at
    for record in journal:
        waiting.append(record)
        if isinstance(record, Fetched):
            at = record.fetched_at
            yield from (TimedRecord(record=w, at=at) for w in waiting)
            waiting.clear()
    yield from (TimedRecord(record=w, at=at) for w in waiting)


def _counted(record: Record) -> Mapping[str, int]:
    match record:
        case Fetched():
            return {"fetched" if record.error is None else "fetch_failed": 1}
        case PageFound():
            return {"pages": 1}
        case _:
            return {}


def _state_after(record: Record, state: RunState) -> RunState:
    if not isinstance(record, BatchEnded):
        return state
    return RunState.OK if record.state is EndState.OK else RunState.INCOMPLETE
