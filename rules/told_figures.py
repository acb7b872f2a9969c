"""Figures of the tables as the prose of a report is held against them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rules.case import Case
from rules.figures import Figure, Unread
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN, numbers_obstacle, table_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.numbers import NumberTold
from rules.sentence_reach import reach_obstacle

Printed = dict[str, Decimal]
"""Figures by cell id."""

_NO_NUMBER = Text(zh="所涉单元格没有数字", en="The cells hold no number")


def printed_figures(case: Case, cells: Sequence[str]) -> Printed | NotAssessable:
    """The figure of each cell, or why one of them gives none.

    A blank total counts as the sum of its parts when one of them is printed.
    """
    figures = case.figures
    if case.spec is None or figures is None:
        return FORMAT_UNKNOWN
    for table in dict.fromkeys(cell.split("/")[0] for cell in cells):
        obstacle = table_obstacle(case, case.spec.table(table), figures=True)
        if obstacle is not None:
            return obstacle
    found: Printed = {}
    for cell in cells:
        figure = figures.figure(cell)
        if isinstance(figure, Unread):
            return NotAssessable(place=cell, cells=figure.cells, reason=figure.reasons[0])
        if not _is_printed(case, figure):
            return NotAssessable(place=cell, cells=(cell,), reason=_NO_NUMBER)
        found[cell] = figure.value
    return found


def told_against(
    case: Case,
    numbers: Sequence[NumberTold],
    *,
    cell: str,
    readings: Iterable[Decimal],
    printed: Decimal,
    severity: Severity | None = None,
) -> Outcome:
    """One outcome for the numbers that tell of a cell: it holds when one has a lawful reading.

    Args:
        case: the report.
        numbers: at least one.
        cell: the cell they tell of.
        readings: every figure that the words may lawfully mean.
        printed: the figure that the message names.
        severity: of the violation, where it differs from the rule's own.
    """
    suspect = numbers_obstacle(case.report)
    if suspect is not None:
        return NotAssessable(place=cell, reason=suspect, cells=(cell,))
    meant = frozenset(readings)
    if any(number.value in meant for number in numbers):
        return holds(cell)
    reasons = [reach_obstacle(case, number.sentence) for number in numbers]
    if None not in reasons:
        reason = next(reason for reason in reasons if reason is not None)
        return NotAssessable(place=cell, reason=reason, cells=(cell,))
    return told_violation(
        numbers[reasons.index(None)], cell=cell, printed=printed, severity=severity
    )


def told_violation(
    number: NumberTold, *, cell: str, printed: Decimal, severity: Severity | None = None
) -> Violation:
    """A number of the prose that no figure of the table bears out."""
    return Violation(
        place=cell,
        arguments={"told": figure_text(number.value), "printed": figure_text(printed)},
        cells=(cell,),
        quote=number.sentence,
        severity=severity,
    )


def _is_printed(case: Case, figure: Figure) -> bool:
    read = (case.report.cells.get(leaf) for leaf in figure.leaves)
    return any(cell is not None and cell.value is not None for cell in read)
