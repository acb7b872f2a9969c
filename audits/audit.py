"""One report, from its bytes to its outcomes: pure, and the same wherever it runs."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from audits.documents.document import Document, DocumentUnreadable
from audits.documents.opening import media_type_of, open_document
from audits.reading.identity import is_titled_as_report
from audits.reading.read import READING_VERSION, may_be_report, read_report
from audits.result import AuditResult, AuditStatus, Known, Source, Submission
from rules.case import Case
from rules.judge import judge
from rules.language import Text
from rules.registry import all_rules
from rules.report import Report
from rules.rule import Rule
from rules.spec import spec_of

_NO_REPORT = Text(
    zh="不是政府信息公开工作年度报告：没有年报的表格，也没有年报的标题和章节",
    en="no annual report: neither its tables nor its title and sections were found",
)
_CONTENT_UNREAD = Text(
    zh="标题是年度报告，正文在未能读取的附件、图片或框架中",
    en="titled as an annual report, whose text is in an attachment, picture or frame not read",
)


def rules_but(without: Collection[str]) -> tuple[Rule, ...]:
    """Every rule whose code is not among these."""
    return tuple(rule for rule in all_rules() if rule.code not in without)


def fingerprint(without: Collection[str] = ()) -> str:
    """Changes whenever the same bytes may be read or judged differently than before."""
    versions = ",".join(f"{rule.code}:{rule.version}" for rule in rules_but(without))
    return hashlib.sha256(f"{READING_VERSION};{versions}".encode()).hexdigest()[:16]


def audit(
    submission: Submission,
    *,
    known: Known | None = None,
    previous: Report | None = None,
    without: Collection[str] = (),
) -> AuditResult:
    """A page or file, read and judged, with the files it offers.

    A page and its attachments are one report: the one that holds most of the form is audited.
    ``known`` overrides what is read; ``previous`` is the same body's report of the year before;
    rules whose codes are in ``without`` are not asked.
    """
    results = [_read(submission.source, unread_attachments=bool(submission.unread_attachments))]
    results += [_read(source, unread_attachments=False) for source in submission.attachments]
    best = max((read.result for read in results), key=_completeness)
    if best.report is None:
        return best
    report = _with_known(_dated(best.report, results[0].published_on), known or Known())
    case = Case(
        report=report,
        spec=spec_of(report.format) if report.format else None,
        kind=known.kind if known else None,
        previous=previous,
    )
    return replace(best, report=report, judgement=judge(case, rules_but(without)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _SourceRead:
    """A source as far as reading goes, and the date that a page gives for what it offers."""

    result: AuditResult
    published_on: date | None = None


def _read(source: Source, *, unread_attachments: bool) -> _SourceRead:
    """Nothing is judged yet."""
    unread = AuditResult(
        name=source.name,
        sha256=hashlib.sha256(source.content).hexdigest(),
        media_type=media_type_of(source.content),
        status=AuditStatus.UNREADABLE,
    )
    try:
        opened = open_document(source.content)
    except DocumentUnreadable as fault:
        return _SourceRead(result=replace(unread, reason=Text(zh=fault.zh, en=fault.en)))
    report = read_report(opened.document, unread_attachments=unread_attachments)
    if report is not None:
        result = replace(unread, status=AuditStatus.AUDITED, report=report)
    elif _may_be_report(opened.document, offers_files=unread_attachments):
        result = replace(unread, reason=_CONTENT_UNREAD)
    else:
        result = replace(unread, status=AuditStatus.NOT_A_REPORT, reason=_NO_REPORT)
    return _SourceRead(result=result, published_on=opened.document.fields.published_on)


def _completeness(result: AuditResult) -> tuple[int, int, int]:
    """Most cells first, then most sections; unreadable before no report at all."""
    if result.report is None:
        return (0, 0, 1 if result.status is AuditStatus.UNREADABLE else 0)
    return (len(result.report.cells), len(result.report.sections), 2)


def _may_be_report(document: Document, *, offers_files: bool) -> bool:
    return may_be_report(document) or (offers_files and is_titled_as_report(document))


def _dated(report: Report, page_date: date | None) -> Report:
    """A file without a date of its own has that of the page that offers it."""
    return replace(report, published_on=report.published_on or page_date)


def _with_known(report: Report, known: Known) -> Report:
    return replace(
        report,
        body=known.body or report.body,
        year=known.year or report.year,
        published_on=known.published_on or report.published_on,
    )
