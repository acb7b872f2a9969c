"""An audit for a person at a terminal: the sentence, the findings, what could not be checked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.text import Text as Line

from audits.checking.cell_table import cell_table
from audits.checking.harmless import harmless
from audits.checking.told import told_rows
from audits.result import AuditResult, AuditStatus
from audits.site.equations import ShownEquation, ShownSide, full_label, shown_equation
from audits.site.marks import SIGNS, circled
from audits.site.wording import Wording, wording
from rules.finding import Finding, Severity
from rules.judge import Judgement, NotAssessed
from rules.language import Language, Text
from rules.report import Report
from rules.spec import FormatSpec, spec_of

MOST_COLUMNS = 100

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_UNNAMED = Text(zh="（标题中没有机关名称）", en="(no body named in the title)")
_YEAR = Text(zh="{n}年", en="{n}")
_YEAR_UNKNOWN = Text(zh="年度不明", en="year unknown")
_FORMAT_UNKNOWN = Text(zh="格式无法识别", en="format not recognised")
_COUNTS = Text(
    zh="{error} 处错误，{warning} 处疑点，{info} 处提示；{asked} 条规则中 {applied} 条可核验。",
    en="Errors {error}, warnings {warning}, info {info}; {applied} of {asked} rules could be"
    " applied.",
)
_SAME_CAUSE = Text(zh="同因", en="same cause")
_MORE_CELLS = Text(zh=" 等 {n} 格", en=" and others, {n} cells in all")
_SHOWN_CELLS = 6
_INDENT = 5


def print_result(
    console: Console,
    shown_name: str,
    result: AuditResult,
    *,
    language: Language = Language.ZH,
    explain: bool = False,
) -> None:
    """Prints one audit; ``explain`` adds what both readers read in each cell, and where."""
    _Sheet(console=console, say=wording(language)).print(shown_name, result, explain=explain)


def console_for(*, is_terminal: bool) -> Console:
    """A console of at most 100 columns; colours only on a terminal."""
    there = Console(highlight=False, emoji=False)
    width = min(there.width, MOST_COLUMNS) if is_terminal else MOST_COLUMNS
    return Console(width=width, highlight=False, emoji=False, no_color=not is_terminal)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One audit on its way to a console."""

    console: Console
    say: Wording

    def print(self, shown_name: str, result: AuditResult, *, explain: bool) -> None:
        self._line(f"[bold]{harmless(shown_name)}[/]")
        if result.report is None or result.judgement is None:
            self._refusal(result)
            return
        report, judgement = result.report, result.judgement
        spec = spec_of(report.format) if report.format else None
        self._line(self._identity(report, spec))
        self._line(f"[bold]{self._sentence(judgement)}[/]")
        if report.suspect is not None:
            sign = harmless(self.say.say(report.suspect))
            self._line(f"[yellow]▲ {self.say('word.suspect')}[/]{self._colon}{sign}")
        for number, findings in enumerate(_by_fault(judgement.findings), start=1):
            self._fault(number, findings, spec)
        self._not_assessed(judgement.not_assessed, spec)
        if explain:
            self._explanation(result, report, spec)
        self.console.print()

    def _explanation(self, result: AuditResult, report: Report, spec: FormatSpec | None) -> None:
        self.console.print()
        for row in told_rows(result, report, spec, self.say):
            self._hanging(f"{row.word}{self._colon}{harmless(row.value)}", first=0)
            if row.quote:
                self._hanging(f"[dim]“{harmless(row.quote)}”[/]")
        self.console.print()
        self.console.print(cell_table(report, spec, self.say, width=self.console.width))

    def _refusal(self, result: AuditResult) -> None:
        words = self.say(f"status.{result.status}")
        reason = self.say.say(result.reason) if result.reason else ""
        mark = "▲" if result.status is AuditStatus.UNREADABLE else "○"
        self._line(f"[bold yellow]{mark} {words}[/]{self._colon}{harmless(reason)}")
        for note in result.notes:
            self._hanging(harmless(self.say.say(note)))
        self.console.print()

    def _identity(self, report: Report, spec: FormatSpec | None) -> str:
        year = self._put(_YEAR, n=report.year) if report.year else self.say.say(_YEAR_UNKNOWN)
        form = self.say.say(_title(spec) if spec else _FORMAT_UNKNOWN)
        return f"{harmless(report.body or self.say.say(_UNNAMED))} · {year} · {form}"

    def _sentence(self, judgement: Judgement) -> str:
        faults = [group[0].severity for group in _by_fault(judgement.findings)]
        tallies = judgement.tallies.values()
        return self._put(
            _COUNTS,
            error=faults.count(Severity.ERROR),
            warning=faults.count(Severity.WARNING),
            info=faults.count(Severity.INFO),
            asked=len(tallies),
            applied=sum(1 for tally in tallies if tally.passed or tally.failed),
        )

    def _fault(self, number: int, findings: Sequence[Finding], spec: FormatSpec | None) -> None:
        lead = findings[0]
        words = self.say(f"severity.{lead.severity}")
        mark = f"[{_STYLES[lead.severity]}]{circled(number)} {SIGNS[lead.severity]} {words}[/]"
        self.console.print()
        self._hanging(f"{mark}  {lead.code} {harmless(self.say.say(lead.message))}", first=0)
        for finding in findings:
            if finding is not lead:
                same = f"[dim]{self.say.say(_SAME_CAUSE)}[/] {finding.code}"
                self._hanging(f"{same} {harmless(self.say.say(finding.message))}")
            if finding.equation is not None:
                self._equation(shown_equation(finding.equation, spec))
        if lead.suggestion:
            figures = self._listed(
                f"{self.say.say(full_label(cell, spec))} {figure}"
                for cell, figure in lead.suggestion.items()
            )
            self._hanging(f"{self.say('word.suggestion')}{self._colon}{harmless(figures)}")
        if lead.quote:
            self._hanging(f"“{harmless(lead.quote)}”")
        if lead.counterpart:
            beside = f"{self.say.say(lead.counterpart.report)}{self._colon}"
            self._hanging(f"{harmless(beside)}“{harmless(lead.counterpart.quote)}”")

    def _equation(self, shown: ShownEquation) -> None:
        """The arithmetic first, then what each figure is."""
        sides = (shown.left, shown.right)
        self._hanging(" ≠ ".join(_arithmetic(side) for side in sides))
        told = self._listed(part for side in sides for part in self._terms(side))
        self._hanging(f"[dim]{harmless(self._bracketed(told))}[/]")

    def _terms(self, side: ShownSide) -> Iterator[str]:
        """What each figure is, where it stands for something not printed, and how many are 0."""
        for term in side.terms:
            blank = self.say("report.counted_zero") if term.blank else ""
            summed = self.say("report.summed") if term.summed else ""
            yield f"{self.say.say(term.label)} {term.figure}{blank}{summed}"
        if side.zeros:
            yield self.say("report.zeros", n=len(side.zeros))

    def _not_assessed(self, items: Sequence[NotAssessed], spec: FormatSpec | None) -> None:
        """Reasons, with the rules and the cells they concern."""
        if not items:
            return

        def reason(item: NotAssessed) -> str:
            return self.say.say(item.reason)

        self._line(f"\n{self.say('word.not_assessable')}{self._colon}")
        for why, group in groupby(sorted(items, key=reason), key=reason):
            of_reason = tuple(group)
            codes = " ".join(dict.fromkeys(item.code for item in of_reason))
            cells = tuple(dict.fromkeys(cell for item in of_reason for cell in item.cells))
            self._hanging(
                f"┄ {codes}{self._colon}{harmless(why)}{harmless(self._where(cells, spec))}"
            )

    def _where(self, cells: Sequence[str], spec: FormatSpec | None) -> str:
        if not cells:
            return ""
        named = self._listed(self.say.say(full_label(cell, spec)) for cell in cells[:_SHOWN_CELLS])
        rest = self._put(_MORE_CELLS, n=len(cells)) if len(cells) > _SHOWN_CELLS else ""
        return self.say("page.bracketed", text=named + rest)

    def _bracketed(self, text: str) -> str:
        return self.say("page.bracketed", text=text).strip()

    @property
    def _colon(self) -> str:
        return self.say("page.colon")

    def _listed(self, parts: Iterable[str]) -> str:
        return self.say("page.comma").join(parts)

    def _put(self, text: Text, **values: object) -> str:
        return self.say.say(text).format(**values)

    def _line(self, markup: str) -> None:
        self.console.print(markup)

    def _hanging(self, markup: str, *, first: int = _INDENT) -> None:
        """A paragraph whose later lines stand in from the margin, and whose first as told."""
        words = Line.from_markup(markup)
        lines = words.wrap(self.console, self.console.width - _INDENT)
        for number, line in enumerate(lines):
            line.rstrip()
            self.console.print(Line(" " * (_INDENT if number else first)) + line)


def _title(spec: FormatSpec) -> Text:
    return Text(zh=spec.title.zh, en=spec.title.en)


def _by_fault(findings: Sequence[Finding]) -> Iterator[tuple[Finding, ...]]:
    """The findings of each fault, in the order in which faults are met."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.fault, []).append(finding)
    yield from map(tuple, groups.values())


def _arithmetic(side: ShownSide) -> str:
    """The figures that are not 0 and their sum; a single one is its own sum."""
    figures = " + ".join(term.figure for term in side.terms) or "0"
    return f"{figures} = {side.total}" if len(side.terms) > 1 else figures
