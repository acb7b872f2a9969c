"""T223: a cell holds words or units, or several numbers."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.report import CellForm
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.table_cells import ReadTable


def cells_with_words(case: Case) -> Iterator[Outcome]:
    """One violation for each such cell; one outcome for a table without any."""
    yield from each_figure_table(case, _violations)


def _violations(table: ReadTable) -> Sequence[Violation]:
    worded = table.cells_of(CellForm.TEXT, CellForm.NUMBER_WITH_TEXT)
    return [table.cell_violation(cell) for cell in worded]


RULE = Rule(
    code="T223",
    name="cell-not-number",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="单元格不是单纯的数字", en="A cell is not a plain number"),
    message=Text(
        zh="{cell}填写为“{raw}”，不是单纯的数字",
        en="{cell} holds “{raw}”, which is not a plain number",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "单元格应只填数字，单位已在表头。带单位而数字明确的，仍按该数字核算；"
            "有两个数字或没有数字的，所涉合计无法核验。"
        ),
        en=(
            "A cell should hold a number only; units stand in the head. One clear number beside a "
            "unit still counts in sums. With two numbers or none, the sums it stands in cannot be "
            "assessed."
        ),
    ),
    fails_example=Text(zh="采购总金额填“251000元”。", en="采购总金额 holds “251000元”."),
    passes_example=Text(
        zh="行政许可填“1,204”，千位分隔符不算文字。",
        en="行政许可 holds “1,204”: a comma between thousands is no word.",
    ),
    check=cells_with_words,
)
