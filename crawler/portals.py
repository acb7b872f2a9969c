"""What a crawl batch is told: portals, addresses and limits, in one work order.

The order is made by the scheduler and read by the batch process. It is all a batch knows; the
crawler has no database and no register.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from crawler.addresses import hostname_of, is_on_hosts
from crawler.records import Role
from crawler.wire import NotAsDeclared, from_plain, to_plain


class WrongOrder(ValueError):
    """A work order cannot be carried out as it stands."""

    def __init__(self, why: str) -> None:
        super().__init__(f"work order: {why}; make it again from gouji.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One portal, as the operator allows us to visit it."""

    id: str
    name: str
    home: str
    hosts: tuple[str, ...]
    """`host` or `host:port`; requests and redirects to any other are refused."""
    family: str | None
    """Name of its adapter; None to recognise it by its pages."""
    platform: str | None
    """Portals of one platform share one request at a time."""
    encoding: str | None
    """Of its pages, where their bytes alone would mislead."""
    delay: float
    """Least seconds from one request to the next."""
    allow_private: bool
    """Its hosts may resolve to private or loopback addresses."""
    column_urls: tuple[str, ...]
    """Its lists, as far as they are known."""
    discover: bool = False
    """Look for lists from its home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What was held of an address when it was last fetched."""

    etag: str | None
    last_modified: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingPage:
    """One address to fetch, and what is known of it already."""

    url: str
    portal: str
    kind: Role
    column_url: str | None = None
    page_url: str | None = None
    """For an attachment, the page that offers it."""
    list_title: str | None = None
    list_date: date | None = None
    depth: int = 0
    """For a list or a guide, steps from where the search for it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is taken at most."""

    max_bytes: int = 100 * 1024 * 1024
    """Of one body, decompressed."""
    timeout: float = 60.0
    """Seconds for one request."""
    retries: int = 2
    max_redirects: int = 6
    max_pages_per_column: int = 200
    max_requests_per_portal: int = 5000
    max_depth: int = 4
    """Steps in search of lists."""
    max_guides: int = 60
    """Pages of a portal looked through for lists."""
    max_columns: int = 500
    """Lists of a portal that other pages led to."""
    concurrent_requests: int = 64
    """Over all hosts; each host still gets one at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """Everything one batch is told."""

    run: str
    portals: tuple[Portal, ...]
    pending: tuple[PendingPage, ...]
    """Left over from earlier batches."""
    validators: Mapping[str, Validator]
    """By address."""
    archive: str
    """Folder."""
    journal: str
    """File; where it exists, the batch goes on from it."""
    user_agent: str
    limits: Limits
    single_pages: tuple[str, ...] = ()
    """Addresses fetched as pages that no list leads to."""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise WrongOrder(fault)

    def to_json(self) -> str:
        """The order as `from_json` reads it."""
        return json.dumps(to_plain(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The order written by `to_json`.

        Raises:
            WrongOrder: it is not JSON, a value is missing or wrong, or names point nowhere.
        """
        try:
            return from_plain(cls, json.loads(text))
        except json.JSONDecodeError as error:
            raise WrongOrder(f"not JSON ({error})") from error
        except NotAsDeclared as error:
            raise WrongOrder(str(error)) from error

    def portal(self, name: str) -> Portal:
        """The portal of this id; `__post_init__` saw that every id in the order has one."""
        return next(portal for portal in self.portals if portal.id == name)

    def portal_of(self, url: str) -> Portal | None:
        """The first portal on whose hosts the address lies."""
        return next((p for p in self.portals if is_on_hosts(url, p.hosts)), None)


def lanes(order: WorkOrder) -> Mapping[str, str]:
    """Host name → the lane whose requests go one at a time: its platform, else the host itself."""
    lane_of: dict[str, str] = {}
    for portal in order.portals:
        for host in portal.hosts:
            name = hostname_of(f"http://{host}/")
            if portal.platform is not None:
                lane_of[name] = f"platform {portal.platform}"
            else:
                lane_of.setdefault(name, name)
    return lane_of


def _faults(order: WorkOrder) -> list[str]:
    ids = [portal.id for portal in order.portals]
    faults = [
        f"two portals have the id {name!r}" for name in sorted(set(ids)) if ids.count(name) > 1
    ]
    faults += [f"portal {p.id!r} has no hosts" for p in order.portals if not p.hosts]
    faults += [f"portal {p.id!r}: delay {p.delay} is below 0" for p in order.portals if p.delay < 0]
    faults += [
        f"pending {page.url} names the portal {page.portal!r}, which is not in the order"
        for page in order.pending
        if page.portal not in ids
    ]
    faults += [
        f"single page {url} is on no host of a portal in the order"
        for url in order.single_pages
        if order.portal_of(url) is None
    ]
    if not order.user_agent.strip():
        faults.append("user_agent is empty; a crawler says who it is")
    if order.limits.max_bytes <= 0 or order.limits.timeout <= 0:
        faults.append("limits.max_bytes and limits.timeout are above 0")
    return faults
