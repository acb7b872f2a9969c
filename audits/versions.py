"""Which text is which: new or held, its version number, and which one speaks for a year. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audits.audited_text import AuditedText
from audits.bodies import Body, address_key
from audits.evidence import HeldText, Work
from audits.records import DateSource, ReportRecord
from audits.result import AuditStatus
from audits.titles import year_in_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A work that was done, and what came of it."""

    work: Work
    text: AuditedText
    body: Body | None
    """Whose report it is, now that its title was read."""

    @property
    def year(self) -> int | None:
        """As the report says; of one that could not be read, as its page's title says."""
        return self.text.year or year_in_title(self.work.page_title)

    @property
    def was_misled(self) -> bool:
        """It was judged as another body's or year's; the judgement is not to be used."""
        work, body = self.work, self.body
        around = (body.kind, body.region) if body else (None, None)
        named = body.id if body else None
        other = (named, self.year) != (work.body, work.year)
        return (
            around != (work.circumstances.kind, work.circumstances.region)
            or (work.previous is not None and other)
            or (work.circumstances.registered is not None and named != work.body)
        )


def held_text(of_page: Sequence[HeldText], audit: Audit, auditor_key: str) -> HeldText:
    """The text of an audit: one held of the page, brought up to date, or a new one.

    It is held when it is read again, when its bytes are those held, or when what it says is.
    """
    known = _same_text(of_page, audit)
    work, text = audit.work, audit.text
    return HeldText(
        record=_record(known, audit, len(of_page)),
        evidence=work.evidence,
        circumstances_key=work.circumstances.key,
        previous=work.previous.report if work.previous else None,
        previous_key=work.previous.content_key if work.previous else "",
        auditor_key=auditor_key,
        content_key=text.content_key,
        rules_failed=_rules_failed(text),
    )


def numbered(texts: Sequence[HeldText]) -> tuple[HeldText, ...]:
    """The texts of one body and year, each with its version; numbers once given stay."""
    highest = max((text.record.version or 0 for text in texts), default=0)
    result = []
    for text in texts:
        if _wants_number(text.record):
            highest += 1
            result.append(replace(text, record=replace(text.record, version=highest)))
        else:
            result.append(text)
    return tuple(result)


def with_current(texts: Sequence[HeldText], body: Body | None) -> tuple[HeldText, ...]:
    """The texts of one body and year, with the one marked that speaks for it.

    It is the newest of the page in the body's own column, else of its own portal, else of all.
    """
    reports = [text for text in texts if text.record.status is not AuditStatus.NOT_A_REPORT]
    current = max(reports, key=lambda text: _rank(text.record, body), default=None)
    return tuple(
        text
        if text.record.is_current == (text is current)
        else replace(text, record=replace(text.record, is_current=text is current))
        for text in texts
    )


def _wants_number(record: ReportRecord) -> bool:
    is_report = record.status is not AuditStatus.NOT_A_REPORT
    return record.version is None and record.year is not None and is_report


def _same_text(of_page: Sequence[HeldText], audit: Audit) -> HeldText | None:
    work = audit.work
    for text in of_page:
        if work.text == text.record.id:
            return text
    for text in reversed(of_page):
        if text.evidence.key == work.evidence.key:
            return text
    for text in reversed(of_page):
        if text.content_key == audit.text.content_key:
            return text
    return None


def _record(known: HeldText | None, audit: Audit, texts_held: int) -> ReportRecord:
    work, text = audit.work, audit.text
    body = audit.body.id if audit.body else None
    version = None
    if known is not None and (known.record.body, known.record.year) == (body, audit.year):
        version = known.record.version
    published_on = text.published_on or work.circumstances.published_on
    return ReportRecord(
        id=known.record.id if known else _text_id(work.page_url, texts_held),
        body=body,
        year=audit.year,
        version=version,
        url=text.url,
        page_url=work.page_url,
        sha256=text.sha256,
        media_type=text.media_type,
        portal=work.portal,
        column_url=work.column_url,
        status=text.status,
        reason=text.reason,
        format=text.format,
        published_on=published_on,
        date_source=_date_source(audit) if published_on else None,
        suspect=text.suspect,
        title_body=text.title_body,
        is_current=False,
        first_held=min(known.record.first_held, work.first_held) if known else work.first_held,
        last_held=max(known.record.last_held, work.last_held) if known else work.last_held,
    )


def _date_source(audit: Audit) -> DateSource:
    return audit.work.circumstances.date_source or DateSource.DOCUMENT


def _rules_failed(text: AuditedText) -> tuple[str, ...]:
    return tuple(f.code for f in text.judgement.failures) if text.judgement else ()


def _text_id(page_url: str, texts_held: int) -> str:
    return hashlib.sha256(f"{page_url}\n{texts_held}".encode()).hexdigest()[:16]


def _rank(record: ReportRecord, body: Body | None) -> tuple[bool, bool, datetime, str]:
    in_own_column = bool(
        body
        and body.column_url
        and record.column_url
        and address_key(body.column_url) == address_key(record.column_url)
    )
    on_own_portal = body is not None and body.portal == record.portal
    return in_own_column, on_own_portal, record.last_held, record.id
