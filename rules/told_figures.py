"""Figures of the tables as the prose of a report is held against them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from rules.case import Case
from rules.figures import Figure, Unread
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN, prose_numbers_obstacle, table_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.numbers import NumberTold
from rules.sentence_reach import reach_obstacle

Printed = dict[str, Decimal]
"""Figures by cell id."""

_NO_NUMBER = Text(zh="所涉单元格没有数字", en="The cells hold no number")
_PICTURED = Text(
    zh="表中数字据图片识别，不与文字核对",
    en="The figures of the table were read off a picture and are not held against the prose",
)


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
        reason = _unsure(case, figure)
        if reason is not None:
            return NotAssessable(place=cell, cells=(cell,), reason=reason)
        found[cell] = figure.value
    return found


def told_against(
    case: Case,
    numbers: Sequence[NumberTold],
    *,
    cells: Sequence[str],
    readings: Iterable[Decimal],
    printed: Decimal,
    severity: Severity | None = None,
    names: Mapping[str, Text] | None = None,
) -> Outcome:
    """One outcome for the numbers that tell of cells: it holds when one has a lawful reading.

    Args:
        case: the report.
        numbers: at least one.
        cells: the cells they tell of; the first is the place of the outcome.
        readings: every figure that the words may lawfully mean.
        printed: the figure that the message names.
        severity: of the violation, where it differs from the rule's own.
        names: what else the message names.
    """
    suspect = prose_numbers_obstacle(case.report)
    if suspect is not None:
        return NotAssessable(place=cells[0], reason=suspect, cells=tuple(cells))
    meant = frozenset(readings)
    if any(number.value in meant for number in numbers):
        return holds(cells[0])
    sentences = dict.fromkeys(number.sentence for number in numbers)
    reasons = {sentence: reach_obstacle(case, sentence) for sentence in sentences}
    number = next((n for n in numbers if reasons[n.sentence] is None), None)
    if number is None:
        reason = next(reason for reason in reasons.values() if reason is not None)
        return NotAssessable(place=cells[0], reason=reason, cells=tuple(cells))
    figures = {"told": figure_text(number.value), "printed": figure_text(printed)}
    return Violation(
        place=cells[0],
        arguments={**figures, **(names or {})},
        cells=tuple(cells),
        quote=number.sentence,
        severity=severity,
        cause=cause_in(number.sentence),
    )


def cause_in(sentence: str) -> str:
    """The cause of every fault that the counts of one sentence show: they are mended together."""
    return f"told {sentence}"


def _unsure(case: Case, figure: Figure) -> Text | None:
    """Why a figure is not sure enough to be held against the prose; ``None`` where it is."""
    found = (case.report.cells.get(leaf) for leaf in figure.leaves)
    read = [cell for cell in found if cell is not None]
    if any(cell.recognised for cell in read):
        return _PICTURED
    return None if any(cell.value is not None for cell in read) else _NO_NUMBER
