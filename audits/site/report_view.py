"""What the page of one report shows."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from audits.bodies import Body
from audits.chain_years import ChainYear, chain_year
from audits.records import ReportRecord, StateChange, StoredFinding, StoredReport
from audits.site.cards import Card, cards_of, flags_of
from audits.site.checks import Checks, Obstacle, checks_of, obstacles_of
from audits.site.equations import full_label
from audits.site.faults import Fault, FaultCounts, counts_of, faults_of
from audits.site.figures import FilledTable, Flag, filled_tables
from audits.site.register import SiteRegister
from audits.site.withholding import is_withheld
from rules.finding import Severity
from rules.language import Text
from rules.report import Origin, Report
from rules.rule import Rule
from rules.spec import FormatSpec, spec_of

_NOT_READ = Text(zh="报告没有核查", en="the report was not checked")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+=*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDispute:
    """A cell with both of its readings."""

    cell: str
    label: Text
    grid: str | None
    sequence: str | None
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """A cell as it stands in the picture that it was read off."""

    label: Text
    png: str
    """In base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section of the form and whether the report has it."""

    numeral: str
    label: Text
    heading: str | None
    """As printed in the report; ``None`` where it was not found."""
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report with everything known of it."""

    record: ReportRecord
    name: str
    """Of the body: by the register, else as printed, else the address."""
    body: Body | None
    above: tuple[Body, ...]
    """The governments it belongs to, the highest first."""
    report: Report | None
    """``None`` where the text was not audited."""
    spec: FormatSpec | None
    counts: FaultCounts
    """Faults that somebody still has to deal with."""
    checks: Checks
    tables: tuple[FilledTable, ...]
    drawn: frozenset[str]
    """Ids of the cells that stand on the page."""
    cards: tuple[Card, ...]
    earlier: tuple[Card, ...]
    """Found in an older text and neither confirmed nor refuted by this one."""
    settled: tuple[Card, ...]
    obstacles: tuple[Obstacle, ...]
    disputes: tuple[ShownDispute, ...]
    pictures: Mapping[str, ShownPicture]
    """By the id of the cell that each shows."""
    sections: tuple[ShownSection, ...]
    versions: tuple[ReportRecord, ...]
    evidence: str | None
    """Path of the zipped copy; ``None`` where no copy is at hand or it is withheld."""
    withheld: bool
    """There is a copy, and it lays personal data open."""
    next_step: str
    """Label of the sentence that says what to do."""
    chained: ChainYear | None
    """What it lends to the chains of its body; ``None`` where its year is not known."""
    decisions: Mapping[str, tuple[StateChange, ...]] = field(default_factory=dict)
    """By the id of a finding, what people decided about it and what ended that, oldest first."""

    def history(self, fault: Fault) -> tuple[StateChange, ...]:
        """What was decided about any finding of a fault, each decision once, oldest first."""
        told = [c for found in fault.findings for c in self.decisions.get(found.id, ())]
        once = {(c.at, c.cause, c.by, c.reason, c.until): c for c in told}
        return tuple(sorted(once.values(), key=lambda change: change.at))


def report_view(
    record: ReportRecord,
    stored: StoredReport | None,
    findings: Collection[StoredFinding],
    *,
    register: SiteRegister,
    rules: Mapping[str, Rule],
    versions: tuple[ReportRecord, ...],
    evidence: str | None,
    drafts: bool,
) -> ReportView:
    """The view of the report that speaks for its body and year; ``findings`` are that year's."""
    report = stored.report if stored else None
    spec = spec_of(report.format) if report and report.format else None
    now, earlier, settled = _sorted_out(record, findings)
    cards = cards_of(now, rules, spec)
    earlier_cards = cards_of(earlier, rules, spec, first=len(cards) + 1)
    flags = flags_of(cards)
    tables = filled_tables(report, spec, flags) if report and spec else ()
    counts = counts_of(fault for fault in (*now, *earlier) if fault.is_pending)
    body = register.body(record.body)
    return ReportView(
        record=record,
        name=register.name_of(record),
        body=body,
        above=register.above(body),
        report=report,
        spec=spec,
        counts=counts,
        checks=checks_of(stored.judgement) if stored else Checks(),
        tables=tables,
        drawn=frozenset(cell for table in tables for cell in table.figures),
        cards=cards,
        earlier=earlier_cards,
        settled=cards_of(settled, rules, spec, first=len(cards) + len(earlier_cards) + 1),
        obstacles=obstacles_of(stored.judgement, rules) if stored else (),
        disputes=_disputes(report, spec) if report else (),
        pictures=_pictures(report, spec) if report else {},
        sections=_sections(report, spec) if report and spec else (),
        versions=versions,
        evidence=evidence,
        withheld=not drafts and is_withheld(stored, findings),
        next_step=_next_step(counts, flags, drafts=drafts),
        chained=_chained(record, stored),
    )


def _chained(record: ReportRecord, stored: StoredReport | None) -> ChainYear | None:
    if record.year is None:
        return None
    return chain_year(record.year, stored, record.reason or _NOT_READ)


def _sorted_out(
    record: ReportRecord, findings: Iterable[StoredFinding]
) -> tuple[tuple[Fault, ...], tuple[Fault, ...], tuple[Fault, ...]]:
    """Faults of this text; those of older texts still standing; those done with."""
    standing: list[StoredFinding] = []
    earlier: list[StoredFinding] = []
    settled: list[StoredFinding] = []
    for found in findings:
        if not found.state.is_standing:
            settled.append(found)
        elif found.report == record.id:
            standing.append(found)
        else:
            earlier.append(found)
    return faults_of(standing), faults_of(earlier), faults_of(settled)


def _disputes(report: Report, spec: FormatSpec | None) -> tuple[ShownDispute, ...]:
    return tuple(
        ShownDispute(
            cell=cell,
            label=full_label(cell, spec),
            grid=dispute.grid,
            sequence=dispute.sequence,
            origins=dispute.origins,
        )
        for cell, dispute in report.disputed.items()
    )


def _pictures(report: Report, spec: FormatSpec | None) -> Mapping[str, ShownPicture]:
    """Of cells that were read off pictures, as far as these were kept."""
    read = {cell: found.picture for cell, found in report.cells.items()}
    read |= {cell: found.picture for cell, found in report.disputed.items()}
    return {
        cell: ShownPicture(label=full_label(cell, spec), png=png)
        for cell, png in read.items()
        if _BASE64.fullmatch(png)
    }


def _sections(report: Report, spec: FormatSpec) -> tuple[ShownSection, ...]:
    shown = []
    for section in spec.sections:
        found = report.sections.get(section.key)
        shown.append(
            ShownSection(
                numeral=section.numeral,
                label=section.label.text,
                heading=found.heading if found else None,
                empty=found.is_empty if found else False,
            )
        )
    return tuple(shown)


def _next_step(counts: FaultCounts, flags: Mapping[str, tuple[Flag, ...]], *, drafts: bool) -> str:
    if drafts:
        return "next.draft_faults" if counts.total else "next.draft_clean"
    if counts.errors:
        on_cells = (
            flag.severity is Severity.ERROR for on_cell in flags.values() for flag in on_cell
        )
        return "next.errors" if any(on_cells) else "next.errors_beside_cells"
    return "next.doubts" if counts.total else "next.clean"
