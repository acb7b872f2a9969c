"""One address fetched as a crawl would: the page, and the files it offers.

Used where somebody asks about a single published report. Nothing is kept.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawler.archive import Archive
from crawler.journal import Journal
from crawler.portals import Limits, Portal, WorkOrder, WrongOrder
from crawler.records import Fetched, PageFound, Role
from crawler.supervision import run_order

LONGEST = 300.0
"""Seconds for a page and its files."""


class PageRefused(Exception):
    """The address could not be had; ``word`` is a word of ``crawler.faults``."""

    def __init__(self, word: str, why: str) -> None:
        super().__init__(why)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedFile:
    """The bytes that an address gave."""

    address: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """A page with the files it offers; a file that could not be had is only named."""

    page: FetchedFile
    attachments: tuple[FetchedFile, ...]
    missing: tuple[str, ...]


def fetch_page(address: str, *, user_agent: str, allow_private: bool = False) -> FetchedPage:
    """The page at an address.

    Args:
        address: an http or https address.
        user_agent: who asks.
        allow_private: the address may lead to a private or loopback host.

    Raises:
        PageRefused: robots, the portal, the network or a limit kept it from us.
    """
    with tempfile.TemporaryDirectory(prefix="gouji-page-") as folder:
        order = _order(address, Path(folder), user_agent, allow_private=allow_private)
        order_file = Path(folder) / "order.json"
        order_file.write_text(order.to_json(), encoding="utf-8")
        journal = Path(order.journal)
        failure = run_order(order_file, journal=journal, deadline=LONGEST)
        records = tuple(Journal(journal).read()) if journal.exists() else ()
        fetched = [r for r in records if isinstance(r, Fetched)]
        offered = [a.url for r in records if isinstance(r, PageFound) for a in r.attachments]
        return _page(address, fetched, offered, Archive(Path(order.archive)), failure)


def _order(address: str, folder: Path, user_agent: str, *, allow_private: bool) -> WorkOrder:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise PageRefused("bad_address", f"{address}: no http or https address without a login")
    portal = Portal(
        id="page",
        name=parts.netloc,
        home=f"{parts.scheme}://{parts.netloc}/",
        hosts=(parts.netloc,),
        family=None,
        platform=None,
        encoding=None,
        delay=1.0,
        allow_private=allow_private,
        column_urls=(),
    )
    try:
        return WorkOrder(
            run="page",
            portals=(portal,),
            pending=(),
            validators={},
            archive=str(folder / "archive"),
            journal=str(folder / "journal.jsonl"),
            user_agent=user_agent,
            limits=Limits(),
            single_pages=(address,),
        )
    except WrongOrder as fault:
        raise PageRefused("bad_address", str(fault)) from fault


def _page(
    address: str,
    fetched: list[Fetched],
    offered: list[str],
    archive: Archive,
    failure: str | None,
) -> FetchedPage:
    answer = next((f for f in fetched if f.role is Role.PAGE), None)
    if answer is None:
        robots = next((f.error for f in fetched if f.role is Role.ROBOTS and f.error), None)
        raise PageRefused(robots or "unreachable", failure or "no answer came")
    if answer.error is not None or answer.sha256 is None:
        raise PageRefused(answer.error or "unreachable", f"{address}: {answer.error}")
    files = {
        f.url: FetchedFile(address=f.url, content=archive.read(f.sha256))
        for f in fetched
        if f.role is Role.ATTACHMENT and f.error is None and f.sha256 is not None
    }
    return FetchedPage(
        page=FetchedFile(address=address, content=archive.read(answer.sha256)),
        attachments=tuple(files.values()),
        missing=tuple(url for url in offered if url not in files),
    )
