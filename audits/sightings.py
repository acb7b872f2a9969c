"""What crawls and pages show of each body's reports, gathered from the store."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from audits.bodies import Body, Register, address_key
from audits.records import DutyDoubt, ListingRecord, PortalState
from audits.store.connection import Store
from audits.store.obligations import Offered, Publication, publications, settled, unsettled
from audits.store.pages import listings, portal_visits
from audits.store.register import joined_after
from audits.titles import bodies_in_title, is_report_title, names_in_title, year_in_title
from crawler.journal import EndState

FIRST_YEAR = 2021
"""The first year of the form now in force; earlier years are owed where a body's are held.

A portal whose reports all begin later shows nothing of the years before, for none of its bodies.
"""

_SEVERAL = 3
"""So many bodies of a portal without any report tell more of the portal than of the bodies."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """One crawl of what a body's report would be listed in."""

    at: datetime
    """Its end."""
    is_good: bool
    """The portal was read whole, and every list that concerns the body to its end."""
    doubt: DutyDoubt | None = None
    """Why it is not good."""
    lists: tuple[str, ...] = ()
    """Addresses of the lists that concern the body, read to their ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """What is known of one body's reports."""

    published: Mapping[int, Publication]
    """By year of each report held."""
    crawls: Sequence[Crawl]
    """In their order in time."""
    doubtful: Collection[int | None]
    """Years of what may be its report and could not be told; ``None`` where that is not known."""
    doubtful_beside: Collection[int | None] = ()
    """The same without what is held as the report of the year that its title names."""
    first_year: int = FIRST_YEAR
    """Of what its portal shows, if that begins after 2021; else 2021."""
    joined_after: date | None = None
    """Day of the last crawl before it joined a register that was there already."""
    silent_from: int | None = None
    """From this year on its portal has no report of any body, and it has several bodies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllSightings:
    """What is known of every body's reports."""

    published: Mapping[str, Sequence[Publication]]
    visits: Mapping[str, Sequence[PortalState]]
    own_lists: Mapping[tuple[str, str, str], Sequence[ListingRecord]]
    """Those that the register gives to bodies, by portal, run and ``address_key``."""
    open_lists: Mapping[tuple[str, str], Sequence[ListingRecord]]
    """The others, by portal and run."""
    of_body: Mapping[str, Sequence[Offered]]
    """What may be a body's report, by its id."""
    of_portal: Mapping[str, Sequence[Offered]]
    """What may be a report and names no body, by portal."""
    years: Mapping[str, tuple[int, int]]
    """The first and last year of which any body of a portal has a report held."""
    bodies: Mapping[str, int] = field(default_factory=dict)
    """How many bodies of the register a portal has."""
    joined_after: Mapping[str, date] = field(default_factory=dict)
    """By id, of bodies that joined the register later."""

    def of(self, body: Body) -> Sightings:
        """What is known of one body's."""
        nameless = self.of_portal.get(body.portal, ())
        doubtful = [
            *self.of_body.get(body.id, ()),
            *(each for each in nameless if _may_list(body, each.column_url)),
        ]
        first, last = self.years.get(body.portal, (FIRST_YEAR, FIRST_YEAR - 1))
        several = self.bodies.get(body.portal, 0) >= _SEVERAL
        return Sightings(
            published={each.year: each for each in self.published.get(body.id, ())},
            crawls=[self._crawl(body, visit) for visit in self.visits.get(body.portal, ())],
            doubtful={year_in_title(each.title) for each in doubtful},
            doubtful_beside={
                year
                for each in doubtful
                if (year := year_in_title(each.title)) is None or year != each.year
            },
            first_year=max(FIRST_YEAR, first),
            joined_after=self.joined_after.get(body.id),
            silent_from=last + 1 if several else None,
        )

    def _crawl(self, body: Body, visit: PortalState) -> Crawl:
        lists = self._lists(body, visit)
        divided = {each.part_of for each in lists}
        whole = bool(lists) and all(_is_whole(each, divided) for each in lists)
        doubt = None if whole else DutyDoubt.LIST_UNREAD
        if visit.state != EndState.OK:
            doubt = DutyDoubt.PORTAL_UNREAD
        return Crawl(
            at=visit.at,
            is_good=doubt is None,
            doubt=doubt,
            lists=tuple(each.column_url for each in lists if _is_whole(each, divided)),
        )

    def _lists(self, body: Body, visit: PortalState) -> Sequence[ListingRecord]:
        """Where its report would be listed; the own list of another body shows nothing."""
        if body.column_url is None:
            return self.open_lists.get((visit.portal, visit.run), ())
        return self.own_lists.get((visit.portal, visit.run, address_key(body.column_url)), ())


def sightings(store: Store, register: Register) -> AllSightings:
    """What the store shows of the reports of every body of the register."""
    offers = [
        *((_whose(each, register) or {None}, each) for each in unsettled(store)),
        *((_whose_by_title(each, register), each) for each in settled(store)),
    ]
    named = [(body, each) for bodies, each in offers for body in bodies]
    published = _grouped((each.body, each) for each in publications(store))
    portals = [body.portal for body in register]
    lists = [(address_key(each.part_of or each.column_url), each) for each in listings(store)]
    return AllSightings(
        published=published,
        years=_years(register, published),
        visits=_grouped((each.portal, each) for each in portal_visits(store)),
        own_lists=_grouped(
            ((each.portal, each.run, key), each) for key, each in lists if key in register.by_column
        ),
        open_lists=_grouped(
            ((each.portal, each.run), each) for key, each in lists if key not in register.by_column
        ),
        of_body=_grouped((body, each) for body, each in named if body is not None),
        of_portal=_grouped((each.portal, each) for body, each in named if body is None),
        bodies={portal: len(of) for portal, of in _grouped((p, p) for p in portals).items()},
        joined_after=joined_after(store),
    )


def _years(
    register: Register, published: Mapping[str, Sequence[Publication]]
) -> Mapping[str, tuple[int, int]]:
    years = _grouped(
        (body.portal, each.year) for body in register for each in published.get(body.id, ())
    )
    return {portal: (min(held), max(held)) for portal, held in years.items()}


def _whose(each: Offered, register: Register) -> Collection[str | None]:
    """Ids of the bodies whose report it may be, by title or as assigned."""
    named = {body.id for body in bodies_in_title(register, each.title)}
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


def _is_whole(listing: ListingRecord, divided: Collection[str | None]) -> bool:
    """An empty list shows nothing, unless the portal calls it empty or divides it into others."""
    told_empty = listing.declared_total == 0 or listing.column_url in divided
    return listing.complete and (listing.entries > 0 or told_empty)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, Sequence[Value]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
