"""Whether a table can be judged at all, and the cells that can be judged in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Violation
from rules.language import Text
from rules.report import Cell, CellForm, Report, TableReading, TableState
from rules.spec import FormatSpec, TableSpec

FORMAT_UNKNOWN = NotAssessable(
    place="report",
    reason=Text(
        zh="未能判定报告所用的格式",
        en="The format that the report follows could not be told",
    ),
)
UNREAD_CELLS = Text(
    zh="有单元格未能定位，或两次读取不一致",
    en="Some cells could not be located, or were read differently by the two readers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A table that stands in the report as text."""

    spec: TableSpec
    reading: TableReading
    cells: Mapping[str, Cell]
    """The cells read alike by both readers, by id, in print order."""
    unread: tuple[str, ...]
    """Cells of its rows and columns that were not located, or are disputed."""

    @property
    def id(self) -> str:
        """``t3``."""
        return self.spec.id

    @property
    def holds_a_number(self) -> bool:
        """Some cell holds a figure."""
        return any(cell.value is not None for cell in self.cells.values())

    def cells_of(self, *forms: CellForm) -> tuple[str, ...]:
        """Ids of the cells whose text is of one of these forms."""
        return tuple(name for name, cell in self.cells.items() if cell.form in forms)


def table_obstacle(case: Case, table: TableSpec, *, figures: bool) -> NotAssessable | None:
    """Why a table cannot be judged; ``None`` when it can.

    Args:
        case: the report.
        table: a table of its form.
        figures: whether figures are to be judged, which a suspect text does not allow.
    """
    reason = _obstacle(case.report, table, figures=figures)
    return None if reason is None else NotAssessable(place=table.id, reason=reason)


def _obstacle(report: Report, table: TableSpec, *, figures: bool) -> Text | None:
    reading = report.tables.get(table.id)
    zh, en = table.label.zh, table.label.en
    if reading is None:
        return Text(zh=f"{zh}没有经过读取", en=f"{en} has not been read")
    match reading.state:
        case TableState.ABSENT:
            return Text(zh=f"报告中没有{zh}", en=f"The report lacks {en}")
        case TableState.PICTURE:
            return Text(
                zh=f"{zh}可能在图片、框架页或附件中，没有可读取的文字",
                en=f"{en} may be in a picture, frame or attachment; there is no text to read",
            )
        case TableState.UNREAD:
            return unread_reason(table, reading)
    if figures and report.suspect is not None:
        return Text(
            zh=f"文本疑似残缺，数字不予核验：{report.suspect}",
            en=f"The text seems damaged, so figures are not judged: {report.suspect}",
        )
    return None


def unread_reason(table: TableSpec, reading: TableReading) -> Text:
    """Why a table that is there could not be read."""
    cause = reading.reason or "—"
    return Text(
        zh=f"未能读取{table.label.zh}：{cause}",
        en=f"{table.label.en} could not be read: {cause}",
    )


def read_table(report: Report, table: TableSpec) -> ReadTable:
    """The cells of a table that was read, without those of missing rows and columns.

    Raises:
        KeyError: the report says nothing of the table.
    """
    reading = report.tables[table.id]
    printed = printed_cells(table, reading)
    cells = {name: report.cells[name] for name in printed if name in report.cells}
    unread = tuple(name for name in printed if name not in cells)
    return ReadTable(spec=table, reading=reading, cells=cells, unread=unread)


def printed_cells(table: TableSpec, reading: TableReading) -> tuple[str, ...]:
    """Ids of the cells that a table has as it is printed: merged rows in place of their parts."""
    if not (reading.rows_missing or reading.columns_missing or reading.rows_merged):
        return table.cell_ids
    merged = {
        part: row.id
        for block in table.blocks
        for row in block.merged_rows
        if row.id in reading.rows_merged
        for part in row.parts
    }
    found: dict[str, None] = {}
    for cell in table.cell_ids:
        _, row, column = cell.split("/")
        row = merged.get(row, row)
        gone = {column, f"{row}/{column}"} & set(reading.columns_missing)
        if row not in reading.rows_missing and not gone:
            found[f"{table.id}/{row}/{column}"] = None
    return tuple(found)


def each_figure_table(
    case: Case, violations: Callable[[ReadTable, FormatSpec], Sequence[Violation] | None]
) -> Iterator[Outcome]:
    """The outcomes of a rule on the cells of each table.

    A table without a violation holds only when all of its cells could be read. ``violations``
    gives ``None`` where the rule does not apply to a table.
    """
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    for table_spec in case.spec.tables:
        obstacle = table_obstacle(case, table_spec, figures=True)
        if obstacle is not None:
            yield obstacle
            continue
        table = read_table(case.report, table_spec)
        found = violations(table, case.spec)
        if found is not None:
            yield from found or (_holds_if_read(table),)


def _holds_if_read(table: ReadTable) -> Outcome:
    if table.unread:
        return NotAssessable(place=table.id, cells=table.unread, reason=UNREAD_CELLS)
    return Holds(place=table.id)
