"""One report, from its bytes to its outcomes: pure, and the same wherever it runs."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from audits.documents.document import Document, DocumentUnreadable
from audits.documents.opening import media_type_of, open_document
from audits.kept_pictures import with_pictures_of
from audits.offering import host_of, page_that_offers
from audits.one_report import is_of_page, one_report
from audits.pictured import enclosed_documents, with_pictures
from audits.reading.bound_together import refuse_reports_bound_together
from audits.reading.identity import (
    identity_of,
    is_titled_as_report,
    list_title_of,
    names_in_fields,
)
from audits.reading.read import READING_VERSION, may_be_report, read_report
from audits.reading.title import Identity
from audits.reports_in_archive import reports_in
from audits.result import AuditResult, AuditStatus, Known, Source, Submission
from audits.unpacking import ARCHIVES, is_archive, unpacked
from rules.case import Case
from rules.judge import judge
from rules.language import Text
from rules.privacy.hiding import without_personal_data
from rules.privacy.masking import masked, masked_text
from rules.prose.downloads import download_told
from rules.regional_limits import NO_LIMITS, RegionalLimits
from rules.registry import all_rules, switched_off
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
_ARCHIVE_UNREAD = Text(
    zh="压缩包套在压缩包里，层数过多，未读取；请解压后再核验",
    en="an archive in an archive in an archive was not opened; take its files out and check them",
)
_UNTITLED = Identity()
_NO_MEDIA_TYPE = "application/octet-stream"


def rules_but(without: Collection[str] | None) -> tuple[Rule, ...]:
    """Every rule whose code is not among these; ``None``: all but those off by default."""
    if without is None:
        without = switched_off()
    return tuple(rule for rule in all_rules() if rule.code not in without)


def fingerprint(without: Collection[str] | None = None, limits: RegionalLimits = NO_LIMITS) -> str:
    """Changes whenever the same bytes may be read or judged differently than before."""
    versions = ",".join(f"{rule.code}:{rule.version}" for rule in rules_but(without))
    asked = ",".join(f"{region}:{most}" for region, most in sorted(limits.overview))
    return hashlib.sha256(f"{READING_VERSION};{versions};{asked}".encode()).hexdigest()[:16]


def audit(
    submission: Submission,
    *,
    known: Known | None = None,
    previous: Report | None = None,
    without: Collection[str] | None = None,
    limits: RegionalLimits = NO_LIMITS,
) -> AuditResult:
    """A page or file, read and judged, with the files it offers.

    A page and its attachments are one report: the one that holds most of the form is audited, and
    what the others show is never said to be missing. A file of another body or year, or in which
    no report was found, is no part of it: the page then offers content that was not read.
    ``known`` overrides what is read; ``previous`` is the same body's report of the year before;
    rules whose codes are in ``without`` are not asked; ``None``: those off by default. ``limits``
    are those of the regions.
    No text of the result holds personal data: it is hidden here, before any rule is asked.
    """
    audit_files = partial(
        _audit_of_files, known=known, previous=previous, without=without, limits=limits
    )
    if not is_archive(submission.source):
        return audit_files(submission)
    reports = reports_in(submission.source, _audit_of_files)
    if len(reports) > 1:
        several = Text(
            zh=f"压缩包内有 {len(reports)} 份报告或无法读取的文件，请解压后分别核验",
            en=f"the archive holds {len(reports)} reports or unreadable files; check each of them",
        )
        return replace(_unread(submission.source), reason=several)
    if reports[0].source is submission.source:
        return _without_report(submission.source)
    files = (*reports[0].attachments, *submission.attachments)
    return audit_files(replace(submission, source=reports[0].source, attachments=files))


def _without_report(archive: Source) -> AuditResult:
    opened = _opened(archive)
    if opened.document is None:
        return opened.unread
    return replace(opened.unread, status=AuditStatus.NOT_A_REPORT, reason=_NO_REPORT)


def _audit_of_files(
    submission: Submission,
    *,
    known: Known | None = None,
    previous: Report | None = None,
    without: Collection[str] | None = None,
    limits: RegionalLimits = NO_LIMITS,
) -> AuditResult:
    page, pictures = _with_pictures(_opened(submission.source), submission.attachments)
    alone = read_report(page.document) if page.document else None
    title = _title_of(page, alone)
    files = [
        _read(_with_pictures(_opened(member), ())[0])
        for source in (*submission.attachments, *_enclosed_in(page))
        if source.name not in pictures
        for member in unpacked(source)
    ]
    of_page = [file for file in files if file.report and is_of_page(file.report, title)]
    unread = bool(submission.unread_attachments) or len(of_page) < len(files)
    read = tuple(source.name for source in submission.attachments)
    as_shown = alone if not unread and not read else None
    results = [_read(page, title, as_shown, unread=unread, attachments_read=read), *of_page]
    best = max((*results, *(f for f in files if f.report is None)), key=_completeness)
    if best.report is None:
        return best
    others = [(r.name, r.report) for r in results if r.report is not None and r is not best]
    report = one_report(
        best.report,
        [other for _, other in others],
        title,
        unread=unread,
        names=[name for name, _ in others],
    )
    known = known or Known()
    report = _with_known(_published_by(report, page.document), known)
    report = without_personal_data(report, [other for _, other in others])
    case = Case(
        report=report,
        spec=spec_of(report.format) if report.format else None,
        kind=known.kind,
        region_code=known.region,
        limits=limits,
        previous=previous,
        registered=known.registered,
        page=page_that_offers(
            submission.source,
            page.document,
            alone,
            audited=best.name,
            wants_download=download_told(report) is not None,
        ),
        host=host_of(submission.source.name, is_listed=known.host_is_listed),
    )
    judgement = judge(case, rules_but(without))
    report = with_pictures_of(report, judgement)
    return replace(best, report=report, judgement=judgement, notes=_notes(best, results))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A source taken apart, or what is said of it when it cannot be."""

    unread: AuditResult
    document: Document | None = None


def _unread(
    source: Source,
    media_type: str | None = None,
    *,
    reason: Text | None = None,
    notes: tuple[Text, ...] = (),
) -> AuditResult:
    return AuditResult(
        name=masked(source.name),
        sha256=hashlib.sha256(source.content).hexdigest(),
        media_type=media_type or media_type_of(source.content),
        status=AuditStatus.UNREADABLE,
        reason=masked_text(reason) if reason else None,
        notes=tuple(map(masked_text, notes)),
    )


def _opened(source: Source) -> _Opened:
    try:
        opened = open_document(source.content)
        refuse_reports_bound_together(opened.document.blocks)
    except DocumentUnreadable as fault:
        return _Opened(unread=_unread(source, reason=Text(zh=fault.zh, en=fault.en)))
    unread = _unread(source, opened.media_type, notes=opened.document.notes)
    return _Opened(unread=unread, document=opened.document)


def _with_pictures(
    page: _Opened, attachments: Collection[Source]
) -> tuple[_Opened, frozenset[str]]:
    """The page with its pictures read, and the names of the attachments that these are."""
    if page.document is None or page.unread.media_type in ARCHIVES:
        return page, frozenset()
    done = with_pictures(page.document, attachments)
    return replace(page, document=done.document), done.names


def _enclosed_in(page: _Opened) -> Iterator[Source]:
    """Documents written into the page; what is no document is left out."""
    if page.document is not None and page.unread.media_type not in ARCHIVES:
        for source in enclosed_documents(page.document):
            if media_type_of(source.content) != _NO_MEDIA_TYPE:
                yield source


def _title_of(page: _Opened, report: Report | None) -> Identity:
    """What a page says of body and year: as a report, in its fields, or by its one title."""
    document = page.document
    if document is None:
        return Identity()
    if report is not None:
        return Identity(title=report.title, body=report.body, year=report.year)
    fields = identity_of(document, (), ())
    if fields.title is not None or not is_titled_as_report(document):
        return fields
    return identity_of(document, document.blocks, ())


def _read(
    opened: _Opened,
    title: Identity = _UNTITLED,
    report: Report | None = None,
    *,
    unread: bool = False,
    attachments_read: Collection[str] = (),
) -> AuditResult:
    """Nothing is judged yet; ``report`` is what was read in it, where that was done before."""
    document = opened.document
    if document is None:
        return opened.unread
    report = report or read_report(
        document, unread_attachments=unread, attachments_read=attachments_read
    )
    if report is not None:
        return replace(opened.unread, status=AuditStatus.AUDITED, report=report)
    if opened.unread.media_type in ARCHIVES and document.enclosed:
        return replace(opened.unread, reason=_ARCHIVE_UNREAD)
    if may_be_report(document) or (unread and title.title is not None):
        return replace(opened.unread, reason=_CONTENT_UNREAD)
    return replace(opened.unread, status=AuditStatus.NOT_A_REPORT, reason=_NO_REPORT)


def _completeness(result: AuditResult) -> tuple[int, int, int, int]:
    """Most figures first, then cells, then sections; unreadable before no report at all."""
    report = result.report
    if report is None:
        return (0, 0, 0, 1 if result.status is AuditStatus.UNREADABLE else 0)
    figures = sum(cell.value is not None for cell in report.cells.values())
    return (figures, len(report.cells), len(report.sections), 2)


def _published_by(report: Report, page: Document | None) -> Report:
    """A file without a date, list title or names of its own has those of its page."""
    if page is None:
        return report
    return replace(
        report,
        published_on=report.published_on or page.fields.published_on,
        list_title=report.list_title or list_title_of(page),
        named_by_page=report.named_by_page or names_in_fields(page),
    )


def _notes(best: AuditResult, results: Sequence[AuditResult]) -> tuple[Text, ...]:
    """Those of the audited source, then those of the report's other sources with their names."""
    others = (
        Text(zh=f"{result.name}：{note.zh}", en=f"{result.name}: {note.en}")
        for result in results
        if result is not best
        for note in result.notes
    )
    return (*best.notes, *map(masked_text, others))


def _with_known(report: Report, known: Known) -> Report:
    return replace(
        report,
        body=known.body or report.body,
        year=known.year or report.year,
        published_on=known.published_on or report.published_on,
    )
