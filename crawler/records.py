"""The records of a journal: what was fetched, found and decided in one batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a fetched address is to us."""

    LIST = "list"
    PAGE = "page"
    ATTACHMENT = "attachment"
    ROBOTS = "robots"
    GUIDE = "guide"
    """Looked through for lists, or only the shell of the page that was wanted."""


class StopReason(StrEnum):
    """Why the paging of a list came to its end."""

    END = "end"
    NO_NEW = "no_new"
    TOTAL_REACHED = "total_reached"
    CAP = "cap"
    ERROR = "error"
    GONE = "gone"
    """Its first page is not there any more."""
    REPEATED_PAGE = "repeated_page"


class EndState(StrEnum):
    """How a portal or a batch ended."""

    OK = "ok"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that a page offers."""

    url: str
    text: str
    """The words of its link, white space folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A row of a list that may be an annual report, and is followed."""

    url: str
    title: str
    date: date | None
    """As the row shows it; no evidence of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesFound:
    """The rows of one list page that will be fetched; what the frontier needs after a kill."""

    column_url: str
    portal: str
    entries: tuple[ListedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFound:
    """A list, or a page that leads to lists."""

    url: str
    title: str
    role: Role
    """LIST or GUIDE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsFound:
    """The lists that one page leads to."""

    page_url: str
    portal: str
    column_url: str | None
    """The list that they are part of; None where each stands for itself."""
    depth: int
    """Steps from where the search began to these."""
    columns: tuple[ColumnFound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFound:
    """What a page says of itself. One for each time its content was read."""

    url: str
    sha256: str
    portal: str
    column_url: str | None
    """None where no list led here."""
    list_title: str | None
    list_date: date | None
    title: str | None
    published_on: date | None
    """From the page's own meta tag or labelled field only."""
    source: str | None
    """The publisher field (来源, 发布机构)."""
    breadcrumb: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One address was asked for, and how it went. The last record of its answer."""

    url: str
    """As asked; `final_url` is where redirects ended."""
    final_url: str
    fetched_at: datetime
    status: int | None
    """Of HTTP; None where no answer came or none was asked for."""
    error: str | None
    """A word of `crawler.faults`; None where the answer is good."""
    media_type: str | None
    sha256: str | None
    """Of the archived bytes; with an error, of the refusal kept as evidence."""
    size: int | None
    """Bytes, decompressed."""
    portal: str
    role: Role
    page_url: str | None
    """For an attachment, the page that offers it."""
    etag: str | None
    last_modified: str | None
    not_modified: bool
    """The portal said 304; `sha256` is that of the bytes held."""
    posted: str | None = None
    """The body of a POST; its answers are never told from one another by their address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list was paged to its end, or as far as it went."""

    column_url: str
    portal: str
    entries: int
    """Different rows seen, followed or not."""
    followed: int
    declared_total: int | None
    """Rows, as the portal states them."""
    stop_reason: StopReason
    complete: bool
    """Every row was seen, as far as the portal's own figures can show."""
    warnings: tuple[str, ...]
    part_of: str | None = None
    """The list that led to this one and is whole only with it; None where it stands for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalEnded:
    """Nothing more will be asked of a portal in this batch."""

    portal: str
    state: EndState
    reason: str | None
    requests: int
    """Sent, with retries and robots.txt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEnded:
    """Nothing is left to do. A journal without this record is of an interrupted batch."""

    state: EndState
    counts: Mapping[str, int]


Record = EntriesFound | ColumnsFound | PageFound | Fetched | Listed | PortalEnded | BatchEnded
