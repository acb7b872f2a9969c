"""Reports as held: every text of every page, and which one speaks for a year."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from audits.result import AuditStatus
from rules.judge import Judgement
from rules.language import Text
from rules.report import Report


class DateSource(StrEnum):
    """Where the publication date of a report was taken from."""

    PAGE = "page"
    """The page's own publication field."""
    LIST = "list"
    """The list that names the page; the page itself gives none."""
    DOCUMENT = "document"
    """The file that was audited; neither page nor list gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose report of which year; while body or year is not known its page stands for both."""

    body: str | None
    page_url: str
    year: int | None

    @property
    def key(self) -> str:
        """The part of a finding's identity that names whose report it is."""
        return self.body if self.body is not None and self.year is not None else self.page_url

    @property
    def is_known(self) -> bool:
        """Body and year are both known."""
        return self.body is not None and self.year is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """One text held of a report: a row of ``v_reports`` and what stands behind it."""

    id: str
    body: str | None
    """Id of the body; ``None`` while unassigned."""
    year: int | None
    version: int | None
    """Counts the texts held of the body's year; ``None`` where the year is not known."""
    url: str
    page_url: str
    sha256: str
    media_type: str
    portal: str
    column_url: str | None
    """The list that led to the page."""
    status: AuditStatus
    reason: Text | None
    format: str | None
    published_on: date | None
    date_source: DateSource | None
    suspect: str | None
    """Why its text is thought to have lost digits or brackets; else ``None``."""
    title_body: str | None
    """The body in its title, as printed."""
    is_current: bool
    """It speaks for its body and year; its judgement moves the findings."""
    first_held: datetime
    """When this text was first fetched from its page."""
    last_held: datetime
    """When this text was last seen there."""

    @property
    def subject(self) -> Subject:
        """Whose report of which year it is."""
        return Subject(body=self.body, page_url=self.page_url, year=self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report that was audited, whole."""

    record: ReportRecord
    report: Report
    judgement: Judgement
