"""Texts as the store holds them, without an archive behind them."""

from datetime import UTC, datetime

from audits.audited_text import AuditedText, audited_text
from audits.evidence import Evidence, HeldFile, HeldText
from audits.records import ReportRecord
from audits.result import AuditResult, AuditStatus
from rules.judge import Judgement
from rules.report import Report

HELD_AT = datetime(2026, 2, 1, tzinfo=UTC)


def audited(report: Report) -> AuditedText:
    """A report that no rule was asked about, ready to be written."""
    return audited_text(
        AuditResult(
            name="https://www.example.gov.cn/1.html",
            sha256="0" * 64,
            media_type="text/html",
            status=AuditStatus.AUDITED,
            report=report,
            judgement=Judgement(findings=(), tallies={}, not_assessed=()),
        )
    )


def held(text_id: str, body: str, year: int, text: AuditedText) -> HeldText:
    """The text that speaks for a body and year."""
    address = f"https://www.example.gov.cn/{text_id}.html"
    record = ReportRecord(
        id=text_id,
        body=body,
        year=year,
        version=1,
        url=address,
        page_url=address,
        sha256=text.sha256,
        media_type=text.media_type,
        portal="county",
        column_url=None,
        status=text.status,
        reason=None,
        format=text.format,
        published_on=None,
        date_source=None,
        suspect=None,
        title_body=text.title_body,
        is_current=True,
        first_held=HELD_AT,
        last_held=HELD_AT,
    )
    return HeldText(
        record=record,
        evidence=Evidence(page=HeldFile(url=address, sha256=text.sha256)),
        circumstances_key="",
        previous=None,
        previous_key="",
        auditor_key="1",
        content_key=text.content_key,
    )
