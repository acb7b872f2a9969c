"""B305: fewer papers are in force than the year alone should have left."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import not_printed
from rules.language import Text
from rules.printed_figures import figure_text
from rules.rule import Rule
from rules.sources import meaning_of
from rules.stock_rows import (
    CHANGED_OTHERWISE,
    StockRow,
    changed_otherwise,
    each_stock_row,
    row_label,
)


def stocks_above_floor(case: Case) -> Iterator[Outcome]:
    """One outcome for each row whose stock can be told; a stock of zero is for B306."""
    yield from each_stock_row(case, _outcome)


def _outcome(case: Case, row: StockRow) -> Outcome | None:
    if row.in_force == 0 and row.issued > row.repealed:
        return None
    if row.in_force >= row.issued - row.repealed:
        return holds(row.place)
    if not row.flows_printed:
        return not_printed(row.place, row.cells)
    if changed_otherwise(case.report):
        return NotAssessable(place=row.place, cells=row.cells, reason=CHANGED_OTHERWISE)
    return Violation(
        place=row.place,
        arguments={
            "row": row_label(case, row.row),
            "issued": figure_text(row.issued),
            "repealed": figure_text(row.repealed),
            "in_force": figure_text(row.in_force),
        },
        cells=row.cells,
    )


RULE = Rule(
    code="B305",
    name="stock-floor",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="现行有效件数少于本年净增件数", en="Fewer in force than the year alone left"),
    message=Text(
        zh="{row}：本年制发{issued}件、废止{repealed}件，现行有效{in_force}件，少于制发减废止",
        en="{row}: {issued} issued and {repealed} repealed this year, {in_force} in force",
    ),
    basis=meaning_of("现行有效件数"),
    explanation=Text(
        zh=(
            "本年制发减去本年废止，是本年至少留下的件数，现行有效件数一般不应更少。报告提到文件失效、清理、"
            "修改、移交或机构调整的，不予判定；废止件数空白的，也不予判定。"
        ),
        en=(
            "Issued less repealed this year is the least that should be in force. "
            "Where the report tells of papers expired, cleaned up, amended or handed over, or of "
            "bodies reorganised, or where a count is blank, the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="制发12件、废止2件，现行有效5件。", en="12 issued, 2 repealed, 5 in force."
    ),
    passes_example=Text(
        zh="制发12件、废止2件，现行有效40件。", en="12 issued, 2 repealed, 40 in force."
    ),
    formats=("ogi-2021",),
    check=stocks_above_floor,
)
