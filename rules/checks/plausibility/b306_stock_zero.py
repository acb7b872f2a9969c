"""B306: papers were issued this year and none is in force."""

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


def stocks_not_empty(case: Case) -> Iterator[Outcome]:
    """One outcome for each row whose stock can be told."""
    yield from each_stock_row(case, _outcome)


def _outcome(case: Case, row: StockRow) -> Outcome:
    if row.in_force != 0 or row.issued <= row.repealed:
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
        },
        cells=row.cells,
    )


RULE = Rule(
    code="B306",
    name="stock-zero",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="本年有制发而现行有效为0", en="Issued this year, and none in force"),
    message=Text(
        zh="{row}：本年制发{issued}件、废止{repealed}件，现行有效件数为0",
        en="{row}: {issued} issued and {repealed} repealed this year, and 0 in force",
    ),
    basis=meaning_of("现行有效件数"),
    explanation=Text(
        zh=(
            "本年制发多于废止，年末应有文件现行有效。报告提到文件失效、清理、修改、移交或机构调整的，不予判定；"
            "废止件数空白的，也不予判定。"
        ),
        en=(
            "Where more was issued than repealed, something should be in force at the end of the "
            "year. Where the report tells of papers expired, cleaned up, amended or handed over, "
            "or of bodies reorganised, or where a count is blank, the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="制发3件、废止1件，现行有效0件。", en="3 issued, 1 repealed, 0 in force."
    ),
    passes_example=Text(
        zh="制发3件、废止3件，现行有效0件。", en="3 issued, 3 repealed, 0 in force."
    ),
    formats=("ogi-2021",),
    check=stocks_not_empty,
)
