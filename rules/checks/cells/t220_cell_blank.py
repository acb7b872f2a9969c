"""T220: cells of a table are blank."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.figures import Figures
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.report import CellForm
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.table_cells import ReadTable


def blank_cells(case: Case) -> Iterator[Outcome]:
    """One outcome for each table that holds a number."""
    yield from each_figure_table(case, _violations)


def _violations(table: ReadTable) -> Sequence[Violation] | None:
    if not table.holds_a_number and not table.is_blank_for_zero:
        return None
    blank = table.cells_of(CellForm.BLANK)
    elsewhere = _told_by_other_rules(table.figures) if blank else frozenset()
    left = tuple(cell for cell in blank if cell not in elsewhere)
    return [table.table_violation(left)] if left else []


def _told_by_other_rules(figures: Figures) -> frozenset[str]:
    """Blank totals over figures (T231), and applicant columns left empty as a whole (T230)."""
    told = set(figures.blank_totals_over_figures)
    if figures.totals_only:
        told.update(cell for row in figures.plan.applicant_rows for cell in row.left)
    return frozenset(told)


RULE = Rule(
    code="T220",
    name="cell-blank",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="单元格空白", en="Cells are blank"),
    message=Text(
        zh="{table}有{count}个单元格空白",
        en="{table}: blank cells, {count} in all",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "没有发生的事项通行填0。空白可能是0，也可能是漏填，读者无从分辨。"
            "每表报一次，计算合计时空白的分项按0计。空白的总计另见T231，整表空白另见T221。"
        ),
        en=(
            "Where nothing happened, reports print 0. A blank may be a zero or an omission, and no "
            "reader can tell. Told once a table; in a sum a blank item counts as zero. T231 tells "
            "of blank totals, T221 of a table without any figure."
        ),
    ),
    fails_example=Text(
        zh="表三只有“自然人”和“总计”两列填有数字，其余各列空白。",
        en="In table 3 only 自然人 and 总计 hold figures, and the other columns are blank.",
    ),
    passes_example=Text(zh="没有申请的各列均填0。", en="Columns without requests hold 0."),
    check=blank_cells,
)
