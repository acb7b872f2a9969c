"""Which body owes the report of which year, and what became of it (应公开年报).

That a report is missing is said only after two good crawls of a whole portal, both after the due
date and at least three days apart, and only while nothing on the portal could be it. Anything less
is unknown.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from audits.bodies import Body, Register, address_key
from audits.records import ListingRecord, ObligationRecord, ObligationState, PortalState
from audits.store.connection import Store
from audits.store.obligations import (
    Offered,
    Publication,
    publications,
    settled,
    unsettled,
    write_obligations,
)
from audits.store.pages import listings, portal_visits
from audits.titles import body_in_title, is_report_title, names_in_title, year_in_title
from crawler.journal import EndState

FIRST_YEAR = 2021
"""The first year of the form now in force; earlier years are owed where a body's are held.

A portal whose reports all begin later shows nothing of the years before, for none of its bodies.
"""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_BETWEEN_CRAWLS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """One crawl of what a body's report would be listed in."""

    at: datetime
    is_good: bool
    """The portal was read whole, and every list that concerns the body to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """What is known of one body's reports."""

    published: Mapping[int, date | None]
    """Date of publication, where known, by year of each report held."""
    crawls: Sequence[Crawl]
    """In their order in time."""
    doubtful: Collection[int | None]
    """Years of what may be its report and could not be told; ``None`` where that is not known."""
    first_year: int = FIRST_YEAR
    """Of what its portal shows, if that begins after 2021; else 2021."""


def refresh_obligations(store: Store, register: Register, *, today: date) -> None:
    """Write what every body of the register owes up to the year before ``today``."""
    seen = _seen(store, register)
    write_obligations(
        store,
        (owed for body in register for owed in obligations_of(body, seen.of(body), today=today)),
    )


def obligations_of(body: Body, seen: Sightings, *, today: date) -> Iterator[ObligationRecord]:
    """What the body owes, from 2021 or the first year held, to last year."""
    for year in range(min((seen.first_year, *seen.published)), today.year):
        due = body.due_on(year)
        if year in seen.published:
            yield _published(body, year, due, seen.published[year])
        else:
            state = _state_of_unseen(year, due, seen, today)
            yield ObligationRecord(body=body.id, year=year, due=due, state=state)


def _published(body: Body, year: int, due: date, on: date | None) -> ObligationRecord:
    late = None if on is None else max(0, (on - due).days)
    return ObligationRecord(
        body=body.id,
        year=year,
        due=due,
        state=ObligationState.LATE if late else ObligationState.PUBLISHED,
        published_on=on,
        days_late=late,
    )


def _state_of_unseen(year: int, due: date, seen: Sightings, today: date) -> ObligationState:
    if today <= due:
        return ObligationState.NOT_DUE
    if {year, None} & set(seen.doubtful) or not _was_looked_for(due, seen.crawls):
        return ObligationState.UNKNOWN
    return ObligationState.MISSING


def _was_looked_for(due: date, crawls: Sequence[Crawl]) -> bool:
    if not crawls or not crawls[-1].is_good:
        return False
    good = [crawl.at for crawl in crawls if crawl.is_good and crawl.at.date() > due]
    return bool(good) and good[-1] - good[0] >= _BETWEEN_CRAWLS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What is known of every body's reports."""

    published: Mapping[str, Sequence[Publication]]
    visits: Mapping[str, Sequence[PortalState]]
    lists: Mapping[tuple[str, str], Sequence[ListingRecord]]
    """By portal and run."""
    of_body: Mapping[str, Sequence[Offered]]
    """What may be a body's report, by its id."""
    of_portal: Mapping[str, Sequence[Offered]]
    """What may be a report and names no body, by portal."""
    own_columns: Collection[str]
    """The lists that the register gives to bodies, by ``address_key``."""
    first_years: Mapping[str, int]
    """The first year of which any body of a portal has a report held."""

    def of(self, body: Body) -> Sightings:
        """What is known of one body's."""
        nameless = self.of_portal.get(body.portal, ())
        doubtful = [
            *self.of_body.get(body.id, ()),
            *(each for each in nameless if _may_list(body, each.column_url)),
        ]
        return Sightings(
            published={each.year: each.published_on for each in self.published.get(body.id, ())},
            crawls=[self._crawl(body, visit) for visit in self.visits.get(body.portal, ())],
            doubtful={year_in_title(each.title) for each in doubtful},
            first_year=max(FIRST_YEAR, self.first_years.get(body.portal, FIRST_YEAR)),
        )

    def _crawl(self, body: Body, visit: PortalState) -> Crawl:
        lists = [
            each
            for each in self.lists.get((visit.portal, visit.run), ())
            if self._lists(body, each.column_url)
        ]
        whole = bool(lists) and all(_is_whole(each) for each in lists)
        return Crawl(at=visit.at, is_good=visit.state == EndState.OK and whole)

    def _lists(self, body: Body, column_url: str) -> bool:
        """Whether its report would be listed there; the own list of another shows nothing."""
        if body.column_url is None:
            return address_key(column_url) not in self.own_columns
        return _may_list(body, column_url)


def _seen(store: Store, register: Register) -> _Seen:
    offers = [
        *((_whose(each, register) or {None}, each) for each in unsettled(store)),
        *((_whose_by_title(each, register), each) for each in settled(store)),
    ]
    named = [(body, each) for bodies, each in offers for body in bodies]
    published = _grouped((each.body, each) for each in publications(store))
    return _Seen(
        published=published,
        first_years=_first_years(register, published),
        visits=_grouped((each.portal, each) for each in portal_visits(store)),
        lists=_grouped(((each.portal, each.run), each) for each in listings(store)),
        of_body=_grouped((body, each) for body, each in named if body is not None),
        of_portal=_grouped((each.portal, each) for body, each in named if body is None),
        own_columns=frozenset(register.by_column),
    )


def _first_years(
    register: Register, published: Mapping[str, Sequence[Publication]]
) -> Mapping[str, int]:
    first: dict[str, int] = {}
    for body in register:
        for each in published.get(body.id, ()):
            first[body.portal] = min(each.year, first.get(body.portal, each.year))
    return first


def _whose(each: Offered, register: Register) -> Collection[str | None]:
    """Ids of the bodies whose report it may be, by title or as assigned."""
    titled = body_in_title(register, each.title)
    named = {titled.id} if titled else set()
    return named | ({each.body} if each.body is not None else set())


def _whose_by_title(each: Offered, register: Register) -> Collection[str | None]:
    """As ``_whose``, where the title is that of a year's report; else of none.

    Whatever its text was read as: the publisher says that this is the report. ``None`` stands in
    it where the title names nobody.
    """
    if year_in_title(each.title) is None or not is_report_title(each.title):
        return ()
    return _whose(each, register) or (() if names_in_title(each.title) else {None})


def _may_list(body: Body, column_url: str | None) -> bool:
    """Whether a list may hold the body's reports; any may while its own is not known."""
    if body.column_url is None:
        return True
    return column_url is not None and address_key(column_url) == address_key(body.column_url)


def _is_whole(listing: ListingRecord) -> bool:
    """An empty list shows nothing, unless the portal itself says that it is empty."""
    return listing.complete and (listing.entries > 0 or listing.declared_total == 0)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, Sequence[Value]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
