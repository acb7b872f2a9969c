"""What is handed to an audit, and what it gives back; both cross process borders."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.case import BodyKind
from rules.judge import Judgement
from rules.language import Text
from rules.registered import Registered
from rules.report import Report


class AuditStatus(StrEnum):
    """What became of an input."""

    AUDITED = "audited"
    UNREADABLE = "unreadable"
    """It is or may be a report, and what we read cannot be trusted."""
    NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one file and what it was called."""

    name: str
    """Path or address; only its ending is used, and only where the bytes leave a doubt."""
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A page or file as published, with the files it offers."""

    source: Source
    attachments: tuple[Source, ...] = ()
    unread_attachments: tuple[str, ...] = ()
    """Names of offered files whose bytes are not at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a report from elsewhere; it overrides what is read from the text."""

    body: str | None = None
    year: int | None = None
    kind: BodyKind | None = None
    region: str | None = None
    """Six digits, GB/T 2260."""
    published_on: date | None = None
    """From the page that offers the file."""
    registered: Registered | None = None
    """The body and those around it by the register; ``None`` where no register was asked."""
    host_is_listed: bool | None = None
    """A portal of the operator's has the host of the page; ``None`` where they are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """An input, read and judged; ``report`` and ``judgement`` are there when it was audited."""

    name: str
    """Name of the source that was audited: the page or one of its attachments."""
    sha256: str
    media_type: str
    status: AuditStatus
    reason: Text | None = None
    """Why it is unreadable or no report."""
    report: Report | None = None
    judgement: Judgement | None = None
    notes: tuple[Text, ...] = ()
    """What was met while the source was read that a person should know: pages left out, ..."""
