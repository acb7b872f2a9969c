"""Which body owes the report of which year, and what became of it (应公开年报).

That a report is missing is said only after two good crawls of a whole portal, both after the due
date and at least three days apart, and only while nothing on the portal could be it. Anything less
is unknown, with the reason.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from audits.bodies import Body, Register, address_key
from audits.records import DutyDoubt, ObligationRecord, ObligationState
from audits.sightings import Crawl, Sightings, sightings
from audits.store.connection import Store
from audits.store.obligations import Publication, write_obligations

_BETWEEN_CRAWLS = timedelta(days=3)
_MOVED_TOGETHER = timedelta(days=3)
"""Pages of several years that bear dates so near each other were moved to the portal then."""


def refresh_obligations(store: Store, register: Register, *, today: date) -> None:
    """Write what every body of the register owes up to the year before ``today``."""
    seen = sightings(store, register)
    write_obligations(
        store,
        (owed for body in register for owed in obligations_of(body, seen.of(body), today=today)),
    )


def obligations_of(body: Body, seen: Sightings, *, today: date) -> Iterator[ObligationRecord]:
    """What the body owes, from 2021 or the first year held, to last year."""
    for year in range(min((seen.first_year, *seen.published)), today.year):
        held = seen.published.get(year)
        if held is None:
            yield _not_held(body, year, seen, today)
        else:
            yield _held(body, year, seen, held)


def _held(body: Body, year: int, seen: Sightings, held: Publication) -> ObligationRecord:
    due, on = body.due_on(year), _day_of(held)
    late = None if on is None else max(0, (on - due).days)
    lacking = _lacking(seen, year, held)
    return ObligationRecord(
        body=body.id,
        year=year,
        due=due,
        state=ObligationState.LATE if late else ObligationState.PUBLISHED,
        published_on=on,
        days_late=late,
        doubt=_doubt_of_date(year, seen, held) if late else None,
        absent_on=_absence(lacking, due),
        absent_past_law=_breaks_law(body, year, lacking),
        was_watched=_was_watched(seen.crawls, due),
        page_url=held.page_url,
    )


def _day_of(held: Publication) -> date | None:
    """The day that its page gives, or the earlier one on which we saw it there."""
    if held.published_on is None or held.first_seen is None:
        return held.published_on
    return min(held.published_on, held.first_seen.date())


def _not_held(body: Body, year: int, seen: Sightings, today: date) -> ObligationRecord:
    due = body.due_on(year)
    if today <= due:
        return ObligationRecord(body=body.id, year=year, due=due, state=ObligationState.NOT_DUE)
    good = [crawl for crawl in seen.crawls if crawl.is_good]
    absent = _absence(good, due)
    doubt = _doubt_of_absence(body, year, seen, is_absent=absent is not None)
    return ObligationRecord(
        body=body.id,
        year=year,
        due=due,
        state=ObligationState.UNKNOWN if doubt else ObligationState.MISSING,
        doubt=doubt,
        absent_on=absent,
        absent_past_law=_breaks_law(body, year, good),
        was_watched=_was_watched(seen.crawls, due),
        page_url=body.column_url or next((url for c in good[-1:] for url in c.lists), None),
    )


def _doubt_of_absence(
    body: Body, year: int, seen: Sightings, *, is_absent: bool
) -> DutyDoubt | None:
    if {year, None} & set(seen.doubtful):
        return DutyDoubt.MAY_BE_LISTED
    if not seen.crawls:
        return DutyDoubt.NEVER_CRAWLED
    if not seen.crawls[-1].is_good:
        return seen.crawls[-1].doubt or DutyDoubt.PORTAL_UNREAD
    return _doubt_of_duty(body, year, seen) if is_absent else DutyDoubt.TOO_FEW_CRAWLS


def _doubt_of_duty(body: Body, year: int, seen: Sightings) -> DutyDoubt | None:
    if seen.silent_from is not None and year >= seen.silent_from:
        return DutyDoubt.PORTAL_SILENT
    if _existed_before(year, seen.published) or _was_its_time(body, year, seen):
        return None
    return DutyDoubt.BEFORE_ITS_FIRST


def _existed_before(year: int, published: Collection[int]) -> bool:
    return any(held < year for held in published)


def _was_its_time(body: Body, year: int, seen: Sightings) -> bool:
    """A good crawl found it absent while no later report was due, of a body that was known by then.

    One that joined the register after the due date may have been founded then.
    """
    due, next_due = body.due_on(year), body.due_on(year + 1)
    if seen.joined_after is not None and seen.joined_after > due:
        return False
    return any(crawl.is_good and due < crawl.at.date() <= next_due for crawl in seen.crawls)


def _lacking(seen: Sightings, year: int, held: Publication) -> Sequence[Crawl]:
    """Good crawls that ended before any page of the report was known, and would have shown it.

    A crawl would have, where it read the list that names the report now, or where the report's
    own date is later than the crawl. None are, while another page may be an earlier report.
    """
    first = held.first_seen
    if first is None or {year, None} & set(seen.doubtful_beside):
        return ()
    lists = {address_key(url) for url in held.lists}
    return [
        crawl
        for crawl in seen.crawls
        if crawl.is_good and crawl.at < first and _would_have_shown(crawl, lists, held.published_on)
    ]


def _would_have_shown(crawl: Crawl, lists: Collection[str], published_on: date | None) -> bool:
    if published_on is not None and published_on > crawl.at.date():
        return True
    return any(address_key(url) in lists for url in crawl.lists)


def _absence(good: Sequence[Crawl], after: date) -> tuple[date, date] | None:
    """First and last of these crawls after a day, if they are at least three days apart."""
    later = [crawl.at for crawl in good if crawl.at.date() > after]
    if not later or later[-1] - later[0] < _BETWEEN_CRAWLS:
        return None
    return later[0].date(), later[-1].date()


def _breaks_law(body: Body, year: int, lacking: Sequence[Crawl]) -> bool:
    law = body.law_due_on(year)
    return law is not None and _absence(lacking, law) is not None


def _was_watched(crawls: Sequence[Crawl], due: date) -> bool:
    return any(crawl.is_good and crawl.at.date() <= due for crawl in crawls)


def _doubt_of_date(year: int, seen: Sightings, held: Publication) -> DutyDoubt | None:
    if held.published_on != _day_of(held):
        return DutyDoubt.SEEN_BEFORE
    if held.date_of_list:
        return DutyDoubt.LIST_DATE
    if held.says_again:
        return DutyDoubt.PUBLISHED_AGAIN
    others = (
        on
        for other, each in seen.published.items()
        if other != year
        for on in (each.published_on, *each.dates)
    )
    day = held.published_on
    if any(day and other and abs(day - other) < _MOVED_TOGETHER for other in others):
        return DutyDoubt.SAME_DATE
    return None
