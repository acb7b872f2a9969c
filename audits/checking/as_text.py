"""An audit for a person at a terminal: the sentence, the findings, what could not be checked."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from audits.result import AuditResult, AuditStatus
from audits.site.equations import ShownEquation, ShownSide, full_label, shown_equation
from audits.site.marks import SIGNS, circled
from rules.finding import Finding, Severity
from rules.judge import Judgement, NotAssessed
from rules.report import Report
from rules.spec import FormatSpec, spec_of

MOST_COLUMNS = 100

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "疑点", Severity.INFO: "提示"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_UNNAMED = "（标题中没有机关名称）"
_SHOWN_CELLS = 6
_INDENT = 5


def print_result(
    console: Console, shown_name: str, result: AuditResult, *, explain: bool = False
) -> None:
    """Prints one audit; ``explain`` adds where each cell was read."""
    console.print(f"[bold]{escape(shown_name)}[/]", highlight=False)
    if result.report is None or result.judgement is None:
        _print_refusal(console, result)
        return
    report = result.report
    spec = spec_of(report.format) if report.format else None
    year = f"{report.year}年" if report.year else "年度不明"
    form = spec.title.zh if spec else "格式无法识别"
    console.print(f"{escape(report.body or _UNNAMED)} · {year} · {form}", highlight=False)
    console.print(f"[bold]{_sentence(result.judgement)}[/]", highlight=False)
    for number, (_, findings) in enumerate(_by_fault(result.judgement.findings), start=1):
        _print_fault(console, number, tuple(findings), spec)
    _print_not_assessed(console, result.judgement.not_assessed, spec)
    if explain:
        _print_cells(console, report, spec)
    console.print()


def console_for(file_is_terminal: bool) -> Console:
    """A console of at most 100 columns; colours only on a terminal."""
    console = Console(highlight=False, soft_wrap=False, emoji=False)
    width = min(console.width, MOST_COLUMNS) if file_is_terminal else MOST_COLUMNS
    return Console(width=width, highlight=False, emoji=False, no_color=not file_is_terminal)


def _print_refusal(console: Console, result: AuditResult) -> None:
    words = "无法读取" if result.status is AuditStatus.UNREADABLE else "非年度报告"
    reason = result.reason.zh if result.reason else ""
    console.print(f"[bold yellow]▲ {words}[/]：{escape(reason)}\n")


def _sentence(judgement: Judgement) -> str:
    faults = [next(iter(group)).severity for _, group in _by_fault(judgement.findings)]
    rules = judgement.tallies
    assessed = sum(1 for tally in rules.values() if tally.passed or tally.failed)
    return (
        f"{faults.count(Severity.ERROR)} 处错误，{faults.count(Severity.WARNING)} 处疑点，"
        f"{faults.count(Severity.INFO)} 处提示；{len(rules)} 条规则中 {assessed} 条可核验。"
    )


def _by_fault(findings: Sequence[Finding]) -> Iterator[tuple[str, Iterator[Finding]]]:
    order = {f.fault: n for n, f in reversed(list(enumerate(findings)))}
    ordered = sorted(findings, key=lambda f: order[f.fault])
    yield from groupby(ordered, key=lambda f: f.fault)


def _print_fault(
    console: Console, number: int, findings: Sequence[Finding], spec: FormatSpec | None
) -> None:
    lead = findings[0]
    style = _STYLES[lead.severity]
    mark = f"{circled(number)} {SIGNS[lead.severity]} {_WORDS[lead.severity]}"
    console.print(f"\n[{style}]{mark}[/]  {lead.code} {escape(lead.message.zh)}")
    for finding in findings:
        if finding is not lead:
            console.print(f"   [dim]同因[/] {finding.code} {escape(finding.message.zh)}")
        if finding.equation is not None:
            _print_equation(console, shown_equation(finding.equation, spec))
    if lead.suggestion:
        mended = "，".join(
            f"{full_label(cell, spec).zh} {figure}" for cell, figure in lead.suggestion.items()
        )
        _print_indented(console, f"疑似应为：{escape(mended)}")
    if lead.quote:
        _print_indented(console, f"“{escape(lead.quote)}”")


def _print_equation(console: Console, shown: ShownEquation) -> None:
    """The arithmetic first, then what each figure is."""
    sides = (shown.left, shown.right)
    terms = [f"{t.label.zh} {t.figure}" for side in sides for t in side.terms]
    _print_indented(console, " ≠ ".join(_arithmetic(side) for side in sides))
    _print_indented(console, f"[dim]（{escape('，'.join(terms))}）[/]")


def _arithmetic(side: ShownSide) -> str:
    figures = " + ".join(term.figure for term in side.terms) or "0"
    return f"{figures} = {side.total}" if side.is_sum else figures


def _print_indented(console: Console, text: str) -> None:
    body = Text.from_markup(text)
    for line in body.wrap(console, console.width - _INDENT):
        line.rstrip()
        console.print(Text(" " * _INDENT) + line)


def _print_not_assessed(
    console: Console, items: Sequence[NotAssessed], spec: FormatSpec | None
) -> None:
    """Reasons, with the rules and the cells they concern."""
    if not items:
        return
    console.print("\n无法核验：")
    for reason, group in groupby(sorted(items, key=_reason), key=_reason):
        of_reason = list(group)
        codes = "、".join(dict.fromkeys(item.code for item in of_reason))
        cells = list(dict.fromkeys(cell for item in of_reason for cell in item.cells))
        named = "；".join(full_label(cell, spec).zh for cell in cells[:_SHOWN_CELLS])
        rest = f" 等 {len(cells)} 格" if len(cells) > _SHOWN_CELLS else ""
        where = f"（{escape(named)}{rest}）" if named else ""
        _print_indented(console, f"┄ {codes}：{escape(reason)}{where}")


def _reason(item: NotAssessed) -> str:
    return item.reason.zh


def _print_cells(console: Console, report: Report, spec: FormatSpec | None) -> None:
    """Each cell with both readings and where they came from."""
    table = Table(title="单元格与两次读取", show_lines=False)
    for head in ("单元格", "文本", "按格读取", "按序读取"):
        table.add_column(head, overflow="fold")
    for cell_id, cell in report.cells.items():
        where = {origin.reader: origin.where for origin in cell.origins}
        table.add_row(
            f"{cell_id}\n{full_label(cell_id, spec).zh}",
            escape(cell.raw) or "（空白）",
            where.get("grid", "—"),
            where.get("sequence", "—"),
        )
    for cell_id, dispute in report.disputed.items():
        found = {origin.reader: origin.where for origin in dispute.origins}
        table.add_row(
            f"{cell_id}\n两次读取不一致",
            "—",
            _reading(dispute.grid, found.get("grid")),
            _reading(dispute.sequence, found.get("sequence")),
        )
    console.print(table)


def _reading(raw: str | None, where: str | None) -> str:
    return "未找到" if raw is None else f"{escape(raw) or '（空白）'}\n{where or ''}"
