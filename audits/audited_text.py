"""An audit result as it goes into the store: JSON and digests instead of objects.

Workers make it, because pickling the cells of a report takes longer than auditing it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from audits.evidence import digest
from audits.result import AuditResult, AuditStatus
from audits.store.encoding import (
    JUDGEMENTS,
    TALLY_COUNTS,
    json_of,
    packed,
)
from audits.store.reading_json import reading_json
from rules.judge import Judgement
from rules.language import Text
from rules.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedText:
    """What an audit gave, ready to be written."""

    url: str
    """Address of what was audited: the page, or a file that it offers."""
    sha256: str
    media_type: str
    status: AuditStatus
    reason: Text | None
    title_body: str | None
    year: int | None
    format: str | None
    published_on: date | None
    suspect: str | None
    content_key: str
    """Digest of what the report says; where it stood and when it came out do not count."""
    judgement: Judgement | None
    cells: str
    """JSON: cell id to raw text where that is the figure, else to raw text and figure."""
    tallies: str
    """JSON: code to passed, failed, not assessable."""
    packed_reading: bytes | None
    packed_judgement: bytes | None


def audited_text(result: AuditResult) -> AuditedText:
    """The stored form of a result."""
    report, judgement = result.report, result.judgement
    reading = reading_json(report) if report else None
    return AuditedText(
        url=result.name,
        sha256=result.sha256,
        media_type=result.media_type,
        status=result.status,
        reason=result.reason,
        title_body=report.body if report else None,
        year=report.year if report else None,
        format=report.format if report else None,
        published_on=report.published_on if report else None,
        suspect=report.suspect.zh if report and report.suspect else None,
        content_key=digest(_content(report)) if report else result.status,
        judgement=judgement,
        cells=reading.cells if reading else "{}",
        tallies=_tallies(judgement) if judgement else "{}",
        packed_reading=packed(reading.whole) if reading else None,
        packed_judgement=packed(json_of(JUDGEMENTS, judgement).encode()) if judgement else None,
    )


def _tallies(judgement: Judgement) -> str:
    counts = {
        code: (tally.passed, tally.failed, tally.not_assessable)
        for code, tally in judgement.tallies.items()
    }
    return json_of(TALLY_COUNTS, counts)


def _words(text: Text | None) -> str | None:
    return text.zh if text else None


def _content(report: Report) -> Iterator[str | None]:
    yield from (report.format, report.title, report.body, str(report.year))
    yield _words(report.suspect)
    yield from report.intro
    for key, section in report.sections.items():
        yield from (key, section.heading, *section.paragraphs)
        yield f"{section.tables} {section.pictures} {section.frames} {section.attachments}"
    for key, table in report.tables.items():
        yield from (key, table.state, _words(table.reason), _words(table.shape_doubt))
        yield from (*table.rows_missing, "|", *table.columns_missing, "|", *table.rows_surplus)
        yield from (label for pair in table.labels.items() for label in pair)
    yield from chain.from_iterable((key, cell.raw) for key, cell in report.cells.items())
    for key, dispute in report.disputed.items():
        yield from (key, dispute.grid, dispute.sequence)
