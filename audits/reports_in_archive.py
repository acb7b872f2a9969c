"""Which files of an archive are one report, and how many reports it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from audits.documents.opening import prepare_documents
from audits.result import AuditResult, AuditStatus, Source, Submission
from audits.unpacking import unpacked
from rules.report import Report

_PAGE = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reports:
    """Files of the same body and year, each of which was found to be a report."""

    body: str | None
    year: int | None
    results: list[AuditResult] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def is_of(self, report: Report) -> bool:
        """Both say the same of body and year, and say it."""
        told = (report.body, report.year)
        return None not in told and told == (self.body, self.year)


def reports_in(
    archive: Source, read: Callable[[Submission], AuditResult]
) -> tuple[Submission, ...]:
    """The reports in an archive: a page and its files are one, of which the page comes first.

    What cannot be read stands for itself among several reports; next to a single one it may be
    part of it. An archive without either stands for itself.
    """
    members = unpacked(archive)
    if len(members) == 1:
        return (Submission(source=members[0]),)
    prepare_documents(member.content for member in members)
    groups: list[_Reports] = []
    pages: list[Source] = []
    unreadable: list[Source] = []
    for member in members:
        result = read(Submission(source=member))
        if result.report is not None:
            _put(groups, member, result, result.report)
        elif result.media_type == _PAGE:
            pages.append(member)
        elif result.status is AuditStatus.UNREADABLE:
            unreadable.append(member)
    if len(groups) == 1:
        return (_one_report(groups[0], pages, unreadable),)
    several = [_one_report(group, (), ()) for group in groups]
    several.extend(Submission(source=source) for source in unreadable)
    return tuple(several) or (Submission(source=archive),)


def _put(groups: list[_Reports], source: Source, result: AuditResult, report: Report) -> None:
    group = next((group for group in groups if group.is_of(report)), None)
    if group is None:
        group = _Reports(body=report.body, year=report.year)
        groups.append(group)
    group.results.append(result)
    group.sources.append(source)


def _one_report(
    group: _Reports, pages: Sequence[Source], unreadable: Sequence[Source]
) -> Submission:
    """A page that is the report comes first, else one that may offer it, else the report."""
    own_pages = [
        source
        for source, result in zip(group.sources, group.results, strict=True)
        if result.media_type == _PAGE
    ]
    others = [*group.sources, *unreadable]
    first = next(iter((*own_pages, *pages)), group.sources[0])
    return Submission(
        source=first, attachments=tuple(source for source in others if source is not first)
    )
