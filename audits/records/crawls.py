"""Runs, what crawls brought back, and the pages it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RunState(StrEnum):
    """How a run stands (``v_runs.state``)."""

    RUNNING = "running"
    OK = "ok"
    INCOMPLETE = "incomplete"
    """It ended, and something it should have done was not done; its failures say what."""
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """Its process ended without saying how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFailure:
    """One thing that went wrong on our side in a run; never a fault of the publisher."""

    place: str
    """Address of the page, or what was being done."""
    error: str
    trace: str = ""
    """For those who mend it: where in the program it arose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run of a crawl, an audit or another job."""

    id: str
    kind: str
    started_at: datetime
    ended_at: datetime | None
    state: RunState
    counts: Mapping[str, int]
    failures: tuple[RunFailure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalState:
    """How a portal was left by the last crawl that visited it."""

    portal: str
    run: str
    state: str
    reason: str | None
    requests: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRecord:
    """What one crawl saw of one list of reports."""

    run: str
    portal: str
    column_url: str
    at: datetime
    entries: int
    declared_total: int | None
    complete: bool
    stop_reason: str | None
    part_of: str | None = None
    """The list that led to this one and is whole only with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """One request and what came of it (``v_fetches``)."""

    url: str
    fetched_at: datetime
    status: int | None
    error: str | None
    media_type: str | None
    sha256: str | None
    size: int | None
    portal: str
    role: str
    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a crawler sends so that an unchanged file is not sent again."""

    url: str
    sha256: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """A file that a page offers; ``sha256`` is ``None`` while its bytes are not held."""

    url: str
    text: str
    sha256: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A page that may offer a report, as last fetched."""

    url: str
    portal: str
    column_url: str | None
    """The list that led here; ``None`` where none did."""
    body: str | None
    """Id of the body it was assigned to."""
    sha256: str
    fetched_at: datetime
    list_title: str | None
    list_date: date | None
    title: str | None
    published_on: date | None
    source: str | None
    breadcrumb: tuple[str, ...]
    attachments: tuple[AttachmentRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClues:
    """What tells whose page it is."""

    url: str
    body: str | None
    """Id of the body it is assigned to now."""
    title: str | None
    title_body: str | None
    """The body in the title of the report that was read from it, as printed."""
    source: str | None
    column_url: str | None
