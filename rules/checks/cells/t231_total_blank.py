"""T231: totals are blank though their parts are not."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.table_cells import ReadTable


def totals_filled(case: Case) -> Iterator[Outcome]:
    """One outcome for each table that has totals and holds a number."""
    yield from each_figure_table(case, _violations)


def _violations(table: ReadTable) -> Sequence[Violation] | None:
    if table.cells.keys().isdisjoint(table.figures.plan.ways) or not table.holds_a_number:
        return None
    blank = tuple(c for c in table.figures.blank_totals_over_figures if c in table.cells)
    return [table.table_violation(blank)] if blank else []


RULE = Rule(
    code="T231",
    name="total-blank",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="总计空白", en="Totals are blank"),
    message=Text(
        zh="{table}有{count}个总计单元格空白，而其分项大于0",
        en="{table}: totals are blank while their parts are above zero, {count} in all",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "分项有数字而总计空白时，每表报一次。空白的总计从不按0计，核验其他关系时以分项之和代替；"
            "该总计自身的合计关系无法核验。"
        ),
        en=(
            "Told once a table when totals are blank over parts that are not. A blank total never "
            "counts as zero: other sums take the sum of its parts, and its own sum cannot be "
            "assessed."
        ),
    ),
    fails_example=Text(
        zh="“予以公开”自然人一栏为3，总计一栏空白。",
        en="予以公开 holds 3 under 自然人 and nothing under 总计.",
    ),
    passes_example=Text(
        zh="“重复申请”各栏与总计均为空白（另见T220）。",
        en="重复申请 is blank in every column, the total too (see T220).",
    ),
    check=totals_filled,
)
