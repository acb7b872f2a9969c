"""What an adapter is: one CMS family's way to list and to show, as pure functions on text.

A family is one module of this package with one class that has the methods of `Adapter`. It sees
text and gives values; it opens no connection and reads no clock. The text is hostile: whatever it
says, an adapter returns what it could read and raises nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from crawler.records import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer as an adapter sees it."""

    url: str
    """Where redirects ended; links are relative to it."""
    text: str


MOST_TEXT = 4_000_000
MOST_TAGS = 20_000
"""Of a page, looked at; no list or article comes near, and a hostile one costs seconds at most."""


def bounded(text: str) -> str:
    """The beginning of a page's text, up to so many characters and tags."""
    return "<".join(text[:MOST_TEXT].split("<", MOST_TAGS)[:MOST_TAGS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address to ask for; always GET, since every family so far has one."""

    url: str
    referer: str | None = None
    may_be_absent: bool = False
    """A probe: a 404, or nothing new, says nothing about the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list."""

    url: str
    title: str
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list: its rows, and what it says of the others."""

    entries: tuple[Entry, ...]
    declared_total: int | None = None
    """Rows of the whole list."""
    declared_pages: int | None = None
    next: tuple[Request, ...] = ()
    """Other pages, in the order to ask for them; those asked before are left out by the walk."""
    end_reached: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What a page says of itself."""

    title: str | None = None
    published_on: date | None = None
    """From a meta tag or a labelled field, never from prose."""
    source: str | None = None
    breadcrumb: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class Adapter(Protocol):
    """One CMS family."""

    family: ClassVar[str]
    """The word for it in `gouji.toml`."""

    def likeness(self, page: Page) -> int:
        """How surely a column page is of this family: 0 not at all, 10 beyond doubt."""

    def list_page(self, page: Page) -> ListPage:
        """The rows of one page of a list."""

    def detail(self, page: Page) -> Detail:
        """What a page of this family says of itself."""
