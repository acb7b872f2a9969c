"""T222: cells of a table hold a mark in place of a figure."""

from collections.abc import Iterator, Sequence

from rules.case import BodyKind, Case
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.report import CellForm
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.table_cells import ReadTable

_WITHOUT_RULES_OF_THEIR_OWN = frozenset({BodyKind.DEPARTMENT, BodyKind.TOWNSHIP})


def placeholder_cells(case: Case) -> Iterator[Outcome]:
    """One outcome for each table that holds a number."""

    def violations(table: ReadTable) -> Sequence[Violation] | None:
        return _violations(table, case.kind) if table.holds_a_number else None

    yield from each_figure_table(case, violations)


def _violations(table: ReadTable, kind: BodyKind | None) -> Sequence[Violation]:
    marked = table.cells_of(CellForm.PLACEHOLDER)
    if not marked:
        return []
    mild = kind in _WITHOUT_RULES_OF_THEIR_OWN and all(
        cell.startswith("t2/regulations/") for cell in marked
    )
    return [table.table_violation(marked, severity=Severity.INFO if mild else None)]


RULE = Rule(
    code="T222",
    name="cell-placeholder",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="以符号代替数字", en="Marks stand in place of figures"),
    message=Text(
        zh="{table}有{count}个单元格填写“/”“—”“无”等符号，未填数字",
        en="{table}: marks such as / or — in place of figures, {count} cells in all",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "没有发生的事项通行填0，符号含义不明。每表报一次，计算合计时按空白处理。"
            "部门、乡镇街道仅在“规章”一行填写符号的，作提示。"
        ),
        en=(
            "Where nothing happened, reports print 0; a mark may mean several things. Told once a "
            "table; in a sum a mark counts as a blank does. Where a department or township has "
            "marks in the row 规章 only, this is information."
        ),
    ),
    fails_example=Text(zh="“重复申请”一行填“/”。", en="The row 重复申请 holds “/”."),
    passes_example=Text(zh="“重复申请”一行填0。", en="The row 重复申请 holds 0."),
    check=placeholder_cells,
)
