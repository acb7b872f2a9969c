"""From an answer to its records: what was learnt by asking for one address.

Everything between the network and the journal that is not Scrapy's: decoding, the family's adapter,
the walk of a list, the choice of what is followed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from crawler.adapters import Choice, choose
from crawler.adapters.adapter import Column, Detail, Entry, ListPage, Page, Request, bounded
from crawler.answers import Answer, Visit, fetched_of
from crawler.archive import Archive
from crawler.charset import decode
from crawler.discovery import columns_behind, is_annual_list, parts_behind
from crawler.media_types import is_html
from crawler.portals import PendingPage, Validator, WorkOrder
from crawler.records import (
    ColumnFound,
    ColumnsFound,
    EntriesFound,
    Fetched,
    Listed,
    ListedPage,
    PageFound,
    Record,
    Role,
    StopReason,
)
from crawler.selection import may_be_annual_report
from crawler.shells import beyond
from crawler.walk import Walk

MOST_HOPS = 2
"""Shells before a page."""
BEIJING = timezone(timedelta(hours=8))


def now() -> datetime:
    """This second, in the time zone of all records."""
    return datetime.now(BEIJING).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """A list being paged."""

    walk: Walk
    choice: Choice | None = None
    """Of the adapter, by the first page; later pages may be bare XML."""
    followed: int = 0
    """Rows that are fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one answer leads to."""

    contents: tuple[bytes, ...]
    """To be archived before the records are written."""
    records: tuple[Record, ...]
    follow: Visit | None = None
    """The next page of the same list."""


class Visits:
    """The visits of one batch; holds the walks of the lists being paged."""

    def __init__(
        self, order: WorkOrder, archive: Archive, clock: Callable[[], datetime] = now
    ) -> None:
        self._order = order
        self._archive = archive
        self._clock = clock
        self._portals = {portal.id: portal for portal in order.portals}
        self._pagings: dict[str, Paging] = {}

    def begin(self, page: PendingPage) -> Visit:
        """The visit that asks for a pending address; a list starts from its first page."""
        request = Request(url=page.url, referer=page.page_url or page.column_url)
        if page.kind is Role.LIST:
            request = Request(url=page.url)
            most = self._order.limits.max_pages_per_column
            self._pagings[page.url] = Paging(walk=Walk(first=request, most_pages=most))
        return Visit(page=page, request=request)

    def answered(self, visit: Visit, answer: Answer) -> Outcome:
        """The records of an answer, and the next page of a list.

        Raises:
            UnknownFamily: the portal's setting names no adapter.
            ArchivedBytesDamaged: the bytes that a 304 stands for are not what they were.
        """
        asked = visit.request
        validator = self.validator(asked.url) if asked.body is None else None
        fetched = fetched_of(visit, answer, validator, self._clock())
        held = self._held(fetched, answer)
        kept = () if answer.content is None or fetched.sha256 is None else (answer.content,)
        hop = self._hop(visit, fetched, held)
        if hop is not None:
            return Outcome(contents=kept, records=(_shell_of(fetched),), follow=hop)
        if visit.page.kind is Role.LIST:
            return self._list_outcome(visit, fetched, held, kept)
        if visit.page.kind is Role.GUIDE:
            found: tuple[Record, ...] = self._columns_found(visit, fetched, held)
        else:
            found = self._page_found(visit, fetched, held)
        return Outcome(contents=kept, records=(*found, fetched))

    def given_up(self, visit: Visit) -> tuple[Record, ...]:
        """The records of a list that will not be paged further, since its host is given up."""
        paging = self._pagings.pop(visit.page.url, None)
        if visit.page.kind is not Role.LIST or paging is None:
            return ()
        return (_listed(visit.page, paging, paging.walk.stopped(StopReason.ERROR)),)

    def validator(self, url: str) -> Validator | None:
        """What is held of an address, where the archive still has its bytes."""
        validator = self._order.validators.get(url)
        if validator is None or validator.sha256 not in self._archive:
            return None
        return validator

    def _held(self, fetched: Fetched, answer: Answer) -> bytes | None:
        """The bytes to read: those that came, or those that a 304 stands for."""
        read = (Role.LIST, Role.PAGE, Role.GUIDE)
        if fetched.error is not None or fetched.sha256 is None or fetched.role not in read:
            return None
        return self._archive.read(fetched.sha256) if fetched.not_modified else answer.content

    def _page(self, visit: Visit, fetched: Fetched, content: bytes) -> Page:
        told = self._portals[visit.page.portal].encoding
        return Page(url=fetched.final_url, text=bounded(decode(content, told=told).text))

    def _hop(self, visit: Visit, fetched: Fetched, held: bytes | None) -> Visit | None:
        """The visit to the page that a shell in the place of a list or a page leads to."""
        if held is None or visit.page.kind is Role.GUIDE or not is_html(held):
            return None
        if visit.hops >= MOST_HOPS or visit.request.key != self._first(visit).key:
            return None
        target = beyond(self._page(visit, fetched, held))
        if target is None:
            return None
        request = Request(url=target, referer=fetched.final_url)
        if visit.page.kind is Role.LIST:
            paging = self._pagings[visit.page.url]
            walk = replace(paging.walk, first=request)
            self._pagings[visit.page.url] = replace(paging, walk=walk)
        return Visit(page=visit.page, request=request, hops=visit.hops + 1)

    def _first(self, visit: Visit) -> Request:
        """What is asked for first, of a list; of anything else, what was asked for."""
        if visit.page.kind is not Role.LIST:
            return visit.request
        return self._pagings[visit.page.url].walk.first

    def _columns_found(
        self, visit: Visit, fetched: Fetched, held: bytes | None
    ) -> tuple[ColumnsFound, ...]:
        """The lists that a guide leads to; a shell leads to the guide behind it."""
        if held is None or not is_html(held):
            return ()
        page = self._page(visit, fetched, held)
        target = beyond(page)
        columns = columns_behind(page)
        if target is not None:
            columns = (Column(url=target, title="", is_list=False),)
        elif is_annual_list(page):
            columns = (Column(url=visit.page.url, title=""),)
        return _columns(visit.page, None, columns)

    def _page_found(self, visit: Visit, fetched: Fetched, held: bytes | None) -> tuple[Record, ...]:
        page = visit.page
        if page.kind is not Role.PAGE or held is None or fetched.sha256 is None:
            return ()
        detail = self._detail(visit, fetched, held)
        found = PageFound(
            url=page.url,
            sha256=fetched.sha256,
            portal=page.portal,
            column_url=page.column_url,
            list_title=page.list_title,
            list_date=page.list_date,
            title=detail.title,
            published_on=detail.published_on,
            source=detail.source,
            breadcrumb=detail.breadcrumb,
            attachments=detail.attachments,
            fetched_at=fetched.fetched_at,
        )
        return (found,)

    def _detail(self, visit: Visit, fetched: Fetched, held: bytes) -> Detail:
        """What a page says of itself; a file, which a row may lead to as well, says nothing."""
        if not is_html(held):
            return Detail()
        shown = self._page(visit, fetched, held)
        return choose(self._portals[visit.page.portal].family, shown).adapter.detail(shown)

    def _list_outcome(
        self, visit: Visit, fetched: Fetched, held: bytes | None, kept: tuple[bytes, ...]
    ) -> Outcome:
        paging, fresh, columns = self._turned(visit, fetched, held)
        followed = _followed(fresh)
        paging = replace(paging, followed=paging.followed + len(followed))
        self._pagings[visit.page.url] = paging
        found = (*_entries_found(visit.page, followed), *_parts(visit.page, columns))
        records: tuple[Record, ...] = (*found, fetched)
        if paging.walk.next is not None:
            follow = Visit(page=visit.page, request=paging.walk.next)
            return Outcome(contents=kept, records=records, follow=follow)
        del self._pagings[visit.page.url]
        listed = _listed(visit.page, paging, paging.walk)
        return Outcome(contents=kept, records=(*records, listed))

    def _turned(
        self, visit: Visit, fetched: Fetched, held: bytes | None
    ) -> tuple[Paging, tuple[Entry, ...], tuple[Column, ...]]:
        """The paging after one more page, and the rows and further lists that page brought."""
        paging = self._pagings[visit.page.url]
        if held is None:
            absent = fetched.error in ("http_404", "http_410")
            walk = paging.walk
            if not (absent and walk.next is not None and walk.next.may_be_absent):
                walk = replace(walk, warnings=(*walk.warnings, f"{fetched.error} {fetched.url}"))
            walk = walk.missed() if absent else walk.stopped(StopReason.ERROR)
            return replace(paging, walk=walk), (), ()
        page = self._page(visit, fetched, held)
        choice = paging.choice or choose(self._portals[visit.page.portal].family, page)
        read = _vouched(choice, choice.adapter.list_page(page))
        if paging.choice is None and is_html(held):
            read = replace(read, columns=(*read.columns, *parts_behind(page)))
        walk, fresh = replace(paging.walk, assured=choice.assured).after(read)
        return replace(paging, choice=choice, walk=walk), fresh, read.columns


def _vouched(choice: Choice, page: ListPage) -> ListPage:
    if choice.assured:
        return page
    return replace(page, warnings=(*page.warnings, "no family of these pages is known"))


def _followed(entries: tuple[Entry, ...]) -> tuple[ListedPage, ...]:
    return tuple(
        ListedPage(url=entry.url, title=entry.title, date=entry.date)
        for entry in entries
        if may_be_annual_report(entry.title)
    )


def _entries_found(page: PendingPage, followed: tuple[ListedPage, ...]) -> tuple[Record, ...]:
    if not followed:
        return ()
    column = page.column_url or page.url
    return (EntriesFound(column_url=column, portal=page.portal, entries=followed),)


def _parts(page: PendingPage, columns: tuple[Column, ...]) -> tuple[ColumnsFound, ...]:
    """The lists that a list is divided into, or that it leads to for other bodies."""
    return _columns(page, page.column_url or page.url, columns)


def _columns(
    page: PendingPage, column_url: str | None, columns: tuple[Column, ...]
) -> tuple[ColumnsFound, ...]:
    found = tuple(
        ColumnFound(
            url=column.url,
            title=column.title,
            role=Role.LIST if column.is_list else Role.GUIDE,
        )
        for column in columns
    )
    if not found:
        return ()
    return (
        ColumnsFound(
            page_url=page.url,
            portal=page.portal,
            column_url=column_url,
            depth=page.depth + 1,
            columns=found,
        ),
    )


def _shell_of(fetched: Fetched) -> Fetched:
    """The record of a shell, which does not settle what was wanted."""
    return replace(fetched, role=Role.GUIDE) if fetched.role is not Role.LIST else fetched


def _listed(page: PendingPage, paging: Paging, walk: Walk) -> Listed:
    return Listed(
        column_url=page.url,
        portal=page.portal,
        entries=len(walk.seen),
        followed=paging.followed,
        declared_total=walk.declared_total,
        stop_reason=walk.ended or StopReason.ERROR,
        complete=walk.complete,
        warnings=walk.warnings,
        part_of=page.column_url if page.column_url != page.url else None,
    )
