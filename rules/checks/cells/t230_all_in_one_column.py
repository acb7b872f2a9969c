"""T230: all figures of table 3 stand in the total column."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.figures import APPLICANT_SUM
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.table_cells import ReadTable


def applicant_columns_filled(case: Case) -> Iterator[Outcome]:
    """One outcome for the table of requests, when it holds a number."""
    yield from each_figure_table(case, _violations)


def _violations(table: ReadTable) -> Sequence[Violation] | None:
    rows = table.figures.plan.equations.get((APPLICANT_SUM, table.id), ())
    if not rows or not table.holds_a_number:
        return None
    if not table.figures.totals_only:
        return []
    applicants = {cell for row in rows for cell in row.left}
    if not applicants.isdisjoint(table.unread):
        return []
    return [table.table_violation(tuple(cell for cell in table.cells if cell in applicants))]


RULE = Rule(
    code="T230",
    name="all-in-one-column",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="数字全部填在总计列", en="All figures stand in the total column"),
    message=Text(
        zh="{table}的数字全部填在“总计”列，各类申请人的{count}个单元格没有数字",
        en=(
            "{table}: all figures stand in the total column; the {count} cells of the applicants "
            "hold none"
        ),
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "表格要求按申请人类别分列。只填总计列的，看不出申请由谁提出，横向合计也无从核验；"
            "纵向关系仍按总计列核验。"
        ),
        en=(
            "The table wants figures by kind of applicant. With the total column alone nobody sees "
            "who asked, and sums across cannot be checked; sums down the total column still are."
        ),
    ),
    fails_example=Text(
        zh="自然人至“其他”六列空白，“总计”列各行均有数字。",
        en="The six columns of applicants are blank, and the column 总计 is filled.",
    ),
    passes_example=Text(
        zh="自然人列有数字，其余申请人列为0。",
        en="自然人 holds figures, and the other columns hold 0.",
    ),
    check=applicant_columns_filled,
)
