"""What is left to fetch: a pure account of the work order and the journal so far.

A batch that was killed is built again from its journal and goes on; a running batch takes each
record as it writes it. Both come to the same state, so nothing is lost and nothing is doubled.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from typing import Self

from crawler.addresses import hostname_of
from crawler.endings import Ending, meaning, state_of, stops_host
from crawler.faults import ABSENCES, Fault, strains
from crawler.portals import PendingPage, Portal, WorkOrder, WrongOrder, lanes
from crawler.records import (
    BatchEnded,
    ColumnsFound,
    EndState,
    EntriesFound,
    Fetched,
    Listed,
    PageFound,
    PortalEnded,
    Record,
    Role,
    StopReason,
)

MOST_STRAINS = 3
"""Failures in a row after which a host is left alone."""

Key = tuple[Role, str]


class Frontier:
    """Pending, done and refused addresses of one batch."""

    def __init__(self, order: WorkOrder) -> None:
        self._order = order
        self._lanes = lanes(order)
        self._known: set[Key] = set()
        self._pending: dict[str, OrderedDict[Key, PendingPage]] = {}
        self._open: Counter[str] = Counter()
        self._idle = {portal.id: None for portal in order.portals}
        self._done: set[str] = set()
        self._refused: list[PendingPage] = []
        self._stopped: dict[str, str] = {}
        self._strain: Counter[str] = Counter()
        self._endings = {portal.id: Ending() for portal in order.portals}
        self._ended: set[str] = set()
        self._asked: Counter[str] = Counter()
        self._led_to: Counter[tuple[str, Role]] = Counter()
        self._has_list: Counter[str] = Counter()
        self.batch_ended = False
        for page in _ordered(order):
            self._plan(page)

    @classmethod
    def of(cls, order: WorkOrder, records: Iterable[Record]) -> Self:
        """The frontier of an order after these records."""
        frontier = cls(order)
        for record in records:
            frontier.take(record)
        return frontier

    @property
    def pending(self) -> tuple[PendingPage, ...]:
        """What will still be asked for, by lane."""
        return tuple(page for lane in self._pending.values() for page in lane.values())

    @property
    def refused(self) -> tuple[PendingPage, ...]:
        """What will not be asked for in this batch, since its host was given up."""
        return tuple(self._refused)

    @property
    def done(self) -> frozenset[str]:
        """Pages and files that were asked for, with whatever answer."""
        return frozenset(self._done)

    def lane(self, url: str) -> str:
        """The lane of an address: its requests go one at a time."""
        host = hostname_of(url)
        return self._lanes.get(host, host)

    def lanes(self) -> tuple[str, ...]:
        """Lanes in which something is pending."""
        return tuple(self._pending)

    def first(self, lane: str) -> PendingPage:
        """The next address of a lane."""
        return next(iter(self._pending[lane].values()))

    def stopped(self, url: str) -> str | None:
        """Why the host of this address is asked for nothing more; None while it may be asked."""
        return self._stopped.get(hostname_of(url))

    def asked(self, portal: str) -> int:
        """Addresses of the portal that were asked for over the network, by the records."""
        return self._asked[portal]

    def finished(self) -> tuple[str, ...]:
        """Portals of which nothing is pending and whose end is not in the journal yet."""
        return tuple(self._idle)

    def ending(self, portal: str) -> Ending:
        """How the portal stands now; a search that came to no list is no success."""
        ending = self._endings[portal]
        asked = self._order.portal(portal)
        if asked.discover and not self._has_list[portal]:
            why = f"no list of annual reports was found from {asked.home}: name its column_urls"
            return ending.or_worse(EndState.INCOMPLETE, why)
        return ending

    def take(self, record: Record) -> None:
        """Go on by one record of the journal.

        Raises:
            WrongOrder: the record is of a portal that the order does not name.
        """
        if not isinstance(record, BatchEnded) and record.portal not in self._endings:
            raise WrongOrder(f"its journal speaks of the portal {record.portal!r}, it does not")
        match record:
            case EntriesFound():
                self._plan_entries(record)
            case ColumnsFound():
                self._plan_columns(record)
            case PageFound():
                self._plan_attachments(record)
            case Fetched():
                self._settle_fetch(record)
            case Listed():
                self._settle_list(record)
            case PortalEnded():
                self._end_portal(record)
            case BatchEnded():
                self.batch_ended = True

    def _plan_entries(self, found: EntriesFound) -> None:
        for entry in found.entries:
            self._plan(
                PendingPage(
                    url=entry.url,
                    portal=found.portal,
                    kind=Role.PAGE,
                    column_url=found.column_url,
                    list_title=entry.title,
                    list_date=entry.date,
                )
            )

    def _plan_columns(self, found: ColumnsFound) -> None:
        limits = self._order.limits
        most = {Role.GUIDE: limits.max_guides, Role.LIST: limits.max_columns}
        for column in found.columns:
            page = PendingPage(
                url=column.url,
                portal=found.portal,
                kind=column.role,
                column_url=found.column_url or column.url,
                page_url=found.page_url,
                depth=found.depth,
            )
            if _key(page.kind, page.url) in self._known:
                continue
            if (
                found.depth > limits.max_depth
                or self._led_to[found.portal, page.kind] >= most[page.kind]
            ):
                why = f"truncated: {column.role} {column.url} is not looked at"
                self._blame(found.portal, EndState.INCOMPLETE, why)
                continue
            self._led_to[found.portal, page.kind] += 1
            self._plan(page)

    def _plan_attachments(self, page: PageFound) -> None:
        for attachment in page.attachments:
            self._plan(
                PendingPage(
                    url=attachment.url,
                    portal=page.portal,
                    kind=Role.ATTACHMENT,
                    column_url=page.column_url,
                    page_url=page.url,
                    list_title=page.list_title,
                    list_date=page.list_date,
                )
            )

    def _plan(self, page: PendingPage) -> None:
        key = _key(page.kind, page.url)
        if key in self._known or page.portal in self._ended:
            return
        self._known.add(key)
        self._has_list[page.portal] += page.kind is Role.LIST
        if hostname_of(page.url) in self._stopped:
            self._refused.append(page)
            return
        self._pending.setdefault(self.lane(page.url), OrderedDict())[key] = page
        self._open[page.portal] += 1
        self._idle.pop(page.portal, None)

    def _settle_fetch(self, fetch: Fetched) -> None:
        host = hostname_of(fetch.final_url)
        if fetch.role in (Role.PAGE, Role.ATTACHMENT, Role.GUIDE):
            self._settle(_key(fetch.role, fetch.url))
        if fetch.role in (Role.PAGE, Role.ATTACHMENT):
            self._done.add(fetch.url)
        if fetch.status is not None or fetch.error in ABSENCES:
            self._asked[fetch.portal] += 1
        self._strain[host] = self._strain[host] + 1 if strains(fetch.error) else 0
        if fetch.error is None:
            return
        if fetch.role is not Role.ROBOTS:
            self._blame(fetch.portal, state_of(fetch), f"{fetch.error} {fetch.url}")
        if fetch.error == Fault.REQUEST_BUDGET:
            self._refuse(page for page in self.pending if page.portal == fetch.portal)
        if stops_host(fetch) or self._strain[host] >= MOST_STRAINS:
            self._stop_host(host, fetch)

    def _settle_list(self, listed: Listed) -> None:
        self._settle(_key(Role.LIST, listed.column_url))
        if not listed.complete:
            why = "; ".join((listed.stop_reason, *listed.warnings))
            self._blame(listed.portal, EndState.INCOMPLETE, f"{why} {listed.column_url}")
        if listed.stop_reason is StopReason.GONE:
            self._plan(_home(self._order.portal(listed.portal)))

    def _end_portal(self, ended: PortalEnded) -> None:
        self._ended.add(ended.portal)
        self._refuse(page for page in self.pending if page.portal == ended.portal)
        self._idle.pop(ended.portal, None)
        self._endings[ended.portal] = Ending(state=ended.state, reason=ended.reason)
        self._asked[ended.portal] = max(self._asked[ended.portal], ended.requests)

    def _settle(self, key: Key) -> None:
        lane = self.lane(key[1])
        self._known.add(key)
        waiting = self._pending.get(lane)
        if waiting is None or key not in waiting:
            return
        portal = waiting.pop(key).portal
        self._open[portal] -= 1
        if not self._open[portal] and portal not in self._ended:
            self._idle[portal] = None
        if not waiting:
            del self._pending[lane]

    def _stop_host(self, host: str, fetch: Fetched) -> None:
        why = fetch.error or ""
        self._stopped.setdefault(host, why)
        shut_out = [page for page in self.pending if hostname_of(page.url) == host]
        for page in shut_out:
            self._blame(page.portal, meaning(why), f"{why} {fetch.url}")
        self._refuse(shut_out)

    def _refuse(self, pages: Iterable[PendingPage]) -> None:
        for page in pages:
            self._settle(_key(page.kind, page.url))
            self._refused.append(page)

    def _blame(self, portal: str, state: EndState, reason: str) -> None:
        self._endings[portal] = self._endings[portal].or_worse(state, reason)


def _key(kind: Role, url: str) -> Key:
    """A list, a guide and a page may have one address; a file offered as a page is not two."""
    return Role.PAGE if kind is Role.ATTACHMENT else kind, url


def _home(portal: Portal) -> PendingPage:
    return PendingPage(url=portal.home, portal=portal.id, kind=Role.GUIDE)


def _ordered(order: WorkOrder) -> Iterator[PendingPage]:
    for portal in order.portals:
        if portal.discover:
            yield _home(portal)
        for url in portal.column_urls:
            yield PendingPage(url=url, portal=portal.id, kind=Role.LIST, column_url=url)
    yield from order.pending
    for url in order.single_pages:
        portal_of_page = order.portal_of(url)
        if portal_of_page is not None:
            yield PendingPage(url=url, portal=portal_of_page.id, kind=Role.PAGE)
