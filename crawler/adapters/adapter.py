"""What an adapter is: one CMS family's way to list and to show, as pure functions on text.

A family is one module of this package with one class that has the methods of `Adapter`. It sees
text and gives values; it opens no connection and reads no clock. The text is hostile: whatever it
says, an adapter returns what it could read and raises nothing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
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


FORM = "application/x-www-form-urlencoded; charset=UTF-8"
JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for: a GET, or a POST where there is a body."""

    url: str
    referer: str | None = None
    body: str | None = None
    """Of a POST."""
    body_type: str = FORM
    scripted: bool = False
    """A script of the site's own page asks for it, and says so (X-Requested-With)."""
    may_be_absent: bool = False
    """A probe: a 404, or nothing new, says nothing about the list."""
    instead: tuple["Request", ...] = ()
    """Asked for in its place, one after the other, while the portal has no rows for it."""

    @property
    def key(self) -> str:
        """What tells this request from any other of a list."""
        return self.url if self.body is None else f"{self.url} {self.body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list."""

    url: str
    title: str
    date: date | None


class Unusable(StrEnum):
    """Why an answer is no page of a list."""

    LIST_FORMAT = "list_format"
    """Not in the form that its family gives lists; asked for once more."""
    NEEDS_BROWSER = "needs_browser"
    """Only a script in a browser can ask for it; it is left to a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A link that leads to another list, or to a page that leads there."""

    url: str
    title: str
    is_list: bool = True
    """False where only the pages behind it show lists."""


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
    columns: tuple[Column, ...] = ()
    """Further lists of the same reports: years, towns, bodies with a list of their own."""
    unusable: Unusable | None = None
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
