"""Rules that judge the cells of a report table by table."""

from collections.abc import Callable, Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, holds
from rules.gates import FORMAT_UNKNOWN, table_obstacle
from rules.language import Text
from rules.table_cells import ReadTable

_UNREAD_CELLS = Text(
    zh="有单元格未能定位，或两次读取不一致",
    en="Some cells could not be located, or were read differently by the two readers",
)


def each_figure_table(
    case: Case, outcomes: Callable[[ReadTable], Sequence[Outcome] | None]
) -> Iterator[Outcome]:
    """The outcomes of a rule on the cells of each table.

    ``outcomes`` gives ``None`` where the rule does not apply to a table, and nothing where it
    finds nothing wrong: the table then holds, if all of its cells could be read.
    """
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    for spec in case.spec.tables:
        obstacle = table_obstacle(case, spec, figures=True)
        if obstacle is not None:
            yield obstacle
            continue
        table = case.tables[spec.id]
        found = outcomes(table)
        if found is not None:
            yield from found or (_holds_if_read(table),)


def _holds_if_read(table: ReadTable) -> Outcome:
    if table.unread or not table.cells:
        return NotAssessable(place=table.id, cells=table.unread, reason=_UNREAD_CELLS)
    return holds(table.id)
