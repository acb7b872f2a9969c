"""T221: a table holds no number at all."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import Outcome, Severity, holds
from rules.language import Text
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.table_cells import ReadTable


def tables_without_number(case: Case) -> Iterator[Outcome]:
    """One outcome for each table; a table with unread cells is never called empty."""
    yield from each_figure_table(case, _outcomes)


def _outcomes(table: ReadTable) -> Sequence[Outcome]:
    if table.holds_a_number or (table.is_blank_for_zero and not table.unread):
        return [holds(table.id)]
    return [] if table.unread or not table.cells else [table.table_violation(tuple(table.cells))]


RULE = Rule(
    code="T221",
    name="table-all-blank",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="整张表没有数字", en="A whole table is blank"),
    message=Text(
        zh="{table}的{count}个单元格中没有一个数字",
        en="{table}: none of its {count} cells holds a number",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "表格已列出而全表没有一个数字时报出。空表没有报告任何数据，合计关系也无从核验。"
            "其他表有数字、仅复议诉讼表留空的，视为没有发生，另见T220。"
        ),
        en=(
            "The rule fires when a table is there and none of its cells holds a number. An empty "
            "form reports nothing, and none of its sums can be checked. Where only table 4 is "
            "blank and the others hold figures, nothing is taken to have happened: see T220."
        ),
    ),
    fails_example=Text(
        zh="主动公开情况表十个单元格全部空白。",
        en="All ten cells of table 2 are blank.",
    ),
    passes_example=Text(
        zh="申请情况表各单元格均为0。",
        en="Every cell of table 3 holds 0.",
    ),
    check=tables_without_number,
)
