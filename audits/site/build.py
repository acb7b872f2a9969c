"""Everything the auditors see, written as files that need no server, no script and no network."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from audits.records import ReportRecord
from audits.site.addresses import body_page, evidence_file, in_language, report_page, rule_page
from audits.site.body_view import body_view
from audits.site.content import SiteContent
from audits.site.evidence import evidence_zip
from audits.site.ledger_view import Ledger
from audits.site.overview_view import overview_view
from audits.site.plan import LEDGER, OVERVIEW, RULES, RUNS, STATIC, files_of, static_file
from audits.site.register import SiteRegister
from audits.site.rendering import Page, render
from audits.site.report_view import ReportView, report_view
from audits.site.rule_view import rule_list_view
from audits.site.runs_view import runs_view
from audits.site.summary import ReportSummary, summary_of
from audits.site.withholding import is_withheld
from audits.site.writing import PageFolder
from rules.language import Language

ArchiveReader = Callable[[str], bytes]
"""Gives the archived bytes of a SHA-256; raises LookupError where none are kept."""

_Held = TypeVar("_Held")
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildCounts:
    """What a build did, in files."""

    reports: int
    written: int
    unchanged: int
    removed: int
    copies_missing: int
    """Reports whose archived copy could not be offered."""

    @property
    def sentence(self) -> str:
        """What the build did, in a line."""
        return (
            f"{self.reports} reports on pages: {self.written} files written, "
            f"{self.unchanged} unchanged, {self.removed} removed"
        )


def build(
    content: SiteContent,
    out: Path,
    archive_reader: ArchiveReader | None,
    generated_at: datetime,
) -> BuildCounts:
    """Make the folder ``out`` hold the pages of this content, and nothing older of ours.

    The same content gives the same bytes; files that would not change are left alone. Only the
    overview and the ledger tell ``generated_at``. Without ``archive_reader`` no copies are offered.

    Raises:
        FolderTaken: the folder holds pages of another maker, or files that no build made.
        OSError: a file could not be written; every page that stands is whole.
    """
    planned = files_of(content, with_copies=archive_reader is not None)
    with PageFolder(out, maker=content.maker, planned=planned) as folder:
        site = _Site(content, folder, archive_reader)
        summaries = tuple(summary_of(view) for view in site.write_reports())
        for page in site.other_pages(summaries, generated_at):
            site.write(page)
        for name in STATIC:
            folder.write(static_file(name), (files("audits.site") / "static" / name).read_bytes())
    return BuildCounts(
        reports=len(summaries),
        written=folder.written,
        unchanged=folder.unchanged,
        removed=folder.removed,
        copies_missing=site.copies_missing,
    )


class _Site:
    """One build: the content put in order, and the folder it goes to."""

    def __init__(
        self, content: SiteContent, folder: PageFolder, archive_reader: ArchiveReader | None
    ) -> None:
        self._content = content
        self._folder = folder
        self._read_archive = archive_reader
        self._register = SiteRegister(content.bodies)
        self._rules = {rule.code: rule for rule in content.rules}
        self._findings = _grouped(content.findings, lambda f: (f.subject.key, f.subject.year))
        self._texts = _grouped(content.reports, lambda r: (r.subject.key, r.year))
        self.copies_missing = 0

    def write(self, page: Page) -> None:
        for language in Language:
            content = render(page, language, drafts=self._content.drafts)
            self._folder.write(in_language(page.path, language), content)

    def write_reports(self) -> Iterator[ReportView]:
        for record in self._content.reports:
            if record.is_current:
                view = self._report_view(record)
                path = report_page(record.subject.key, record.year)
                self.write(Page(path=path, template="report.html.j2", view=view))
                yield view

    def other_pages(
        self, summaries: tuple[ReportSummary, ...], generated_at: datetime
    ) -> Iterator[Page]:
        content = self._content
        overview = overview_view(content, summaries, generated_at)
        yield Page(path=OVERVIEW, template="overview.html.j2", view=overview)
        ledger = Ledger(summaries, self._register, self._rules)
        pending = ledger.view(content.findings, generated_at)
        yield Page(path=LEDGER, template="ledger.html.j2", view=pending)
        yield from self._body_pages(summaries, ledger)
        yield from self._rule_pages()
        if not content.drafts:
            yield Page(path=RUNS, template="runs.html.j2", view=runs_view(content))

    def _body_pages(self, summaries: tuple[ReportSummary, ...], ledger: Ledger) -> Iterator[Page]:
        reports = _grouped(summaries, lambda s: s.record.body)
        findings = _grouped(self._content.findings, lambda f: f.subject.body)
        duties = _grouped(self._content.obligations, lambda o: o.body)
        for body in self._content.bodies:
            view = body_view(
                body,
                reports.get(body.id, ()),
                findings.get(body.id, ()),
                duties.get(body.id, ()),
                register=self._register,
                ledger=ledger,
            )
            yield Page(path=body_page(body.id), template="body.html.j2", view=view)

    def _rule_pages(self) -> Iterator[Page]:
        listed = rule_list_view(self._content.rules, self._content.findings)
        yield Page(path=RULES, template="rules.html.j2", view=listed)
        for view in listed.rules:
            yield Page(path=rule_page(view.rule.code), template="rule.html.j2", view=view)

    def _report_view(self, record: ReportRecord) -> ReportView:
        subject = record.subject.key, record.year
        texts = self._texts[subject]
        stored = self._content.open_report(record)
        findings = self._findings.get(subject, ())
        view = report_view(
            record,
            stored,
            findings,
            register=self._register,
            rules=self._rules,
            versions=tuple(sorted(texts, key=lambda r: r.version or 0, reverse=True)),
            evidence=None if is_withheld(stored, findings) else self._evidence(record),
            drafts=self._content.drafts,
        )
        return replace(view, decisions=self._content.decisions)

    def _evidence(self, record: ReportRecord) -> str | None:
        if self._read_archive is None:
            return None
        path = evidence_file(record.sha256)
        if self._folder.holds(path):
            self._folder.keep(path)
            return path
        try:
            copy = self._read_archive(record.sha256)
        except LookupError:
            self.copies_missing += 1
            return None
        self._folder.write(path, evidence_zip(record, copy))
        return path


def _grouped(
    values: Iterable[_Held], key: Callable[[_Held], _Key]
) -> Mapping[_Key, tuple[_Held, ...]]:
    groups: dict[_Key, list[_Held]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return {name: tuple(members) for name, members in groups.items()}
