"""Each cell of a report with what both readers read, and where they found it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rich.box import HORIZONTALS
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from audits.checking.absent_cells import absent_cells
from audits.checking.harmless import harmless
from audits.site.equations import full_label
from audits.site.wording import Wording
from rules.language import Text
from rules.place import Place
from rules.report import Cell, Dispute, Origin, Report
from rules.spec import FormatSpec

_NARROW = 72
"""Columns of a terminal below which the two readings stand one under the other."""
_RECOGNISED = Text(zh="图像识别", en="read off a picture")
_NOT_READ = Text(zh="未取得的单元格", en="Cells that were not read")


class _Reading(NamedTuple):
    text: str
    where: str


class _Row(NamedTuple):
    name: str
    grid: _Reading
    sequence: _Reading


def cell_table(
    report: Report, spec: FormatSpec | None, say: Wording, *, width: int
) -> RenderableType:
    """The cells in the order of the form, then those that no reading gave, with the reason.

    Args:
        report: the report.
        spec: its format, whose labels name the cells.
        say: the language.
        width: columns of the terminal; on a narrow one the readings stand under each other.
    """
    rows = tuple(_rows(report, spec, say))
    shown = _stacked(rows, say) if width < _NARROW else _side_by_side(rows, say)
    absent = absent_cells(report, spec) if spec else {}
    return Group(shown, *_absent(absent, spec, say))


def _rows(report: Report, spec: FormatSpec | None, say: Wording) -> Iterator[_Row]:
    for cell_id in _in_order(report, spec):
        name = f"{harmless(cell_id)}\n{harmless(say.say(full_label(cell_id, spec)))}"
        dispute = report.disputed.get(cell_id)
        if dispute is not None:
            marked = f"{name}\n[yellow]▲ {say('word.disputed')}[/]"
            yield _Row(marked, *_readings_of_dispute(dispute, say))
        else:
            cell = report.cells[cell_id]
            mark = f"\n[yellow]◇ {say.say(_RECOGNISED)}[/]" if cell.recognised else ""
            yield _Row(name + mark, *_readings_of_cell(cell, say))


def _in_order(report: Report, spec: FormatSpec | None) -> Iterable[str]:
    """As the form has them; cells of merged rows, which it has not, stand at the end."""
    known = {**dict.fromkeys(report.cells), **dict.fromkeys(report.disputed)}
    of_form = [c for table in spec.tables for c in table.cell_ids if c in known] if spec else []
    return dict.fromkeys((*of_form, *known))


def _readings_of_cell(cell: Cell, say: Wording) -> tuple[_Reading, _Reading]:
    by = {origin.reader: origin for origin in cell.origins}
    return _of_cell(cell, by.get("grid"), say), _of_cell(cell, by.get("sequence"), say)


def _of_cell(cell: Cell, origin: Origin | None, say: Wording) -> _Reading:
    if origin is None:
        return _reading(None, None, say)
    return _reading(cell.raw if origin.raw is None else origin.raw, origin.place, say)


def _readings_of_dispute(dispute: Dispute, say: Wording) -> tuple[_Reading, _Reading]:
    where = {origin.reader: origin.place for origin in dispute.origins}
    return (
        _reading(dispute.grid, where.get("grid"), say),
        _reading(dispute.sequence, where.get("sequence"), say),
    )


def _reading(raw: str | None, place: Place | None, say: Wording) -> _Reading:
    """The text as read and its place; both may be hostile."""
    if raw is None:
        return _Reading(f"[dim]{say('report.nothing_read')}[/]", "")
    text = harmless(raw) or f"[dim]{say('page.bracketed', text=say('report.blank'))}[/]"
    return _Reading(text, "\n".join(_place_lines(place, say)))


def _place_lines(place: Place | None, say: Wording) -> Iterator[str]:
    """The box stands on a line of its own: it is long, and broken it cannot be read."""
    if place is None:
        return
    for part in (place._replace(box=None), Place(box=place.box)):
        words = harmless(say.say(part.words))
        if words:
            yield f"[dim]{words}[/]"


def _side_by_side(rows: Iterable[_Row], say: Wording) -> Table:
    table = Table(show_lines=True, box=HORIZONTALS)
    for head in ("report.cell", "report.by_grid", "report.by_sequence"):
        table.add_column(say(head), overflow="fold")
    for row in rows:
        readings = (f"{r.text}\n{r.where}" if r.where else r.text for r in row[1:])
        table.add_row(row.name, *readings)
    return table


def _stacked(rows: Iterable[_Row], say: Wording) -> Group:
    heads = (say("report.by_grid"), say("report.by_sequence"))
    return Group(*(part for row in rows for part in _stack(row, heads, say)))


def _stack(row: _Row, heads: tuple[str, str], say: Wording) -> Iterator[RenderableType]:
    yield row.name
    for head, reading in zip(heads, row[1:], strict=True):
        where = f"  {reading.where}" if reading.where else ""
        yield _indented(f"{head}{say('page.colon')}{reading.text}{where}", 2)


def _indented(markup: str, columns: int) -> Padding:
    return Padding(markup, (0, 0, 0, columns), expand=False)


def _absent(
    absent: Mapping[str, Text], spec: FormatSpec | None, say: Wording
) -> Iterator[RenderableType]:
    if not absent:
        return
    yield f"\n[yellow]┄ {say.say(_NOT_READ)}[/]"
    reasons: dict[str, list[str]] = {}
    for cell, why in absent.items():
        reasons.setdefault(say.say(why), []).append(cell)
    for reason, cells in reasons.items():
        yield _indented(f"{harmless(reason)}{say('page.colon')}", 2)
        for line in _whole_rows(cells, spec):
            yield _indented(harmless(line), 4)


def _whole_rows(cells: Iterable[str], spec: FormatSpec | None) -> Iterator[str]:
    """Ids of cells; ``TABLE/*`` and ``TABLE/ROW/*`` where all of a table or row are among them."""
    left = list(cells)
    for table in spec.tables if spec else ():
        yield from _taken(left, table.cell_ids, f"{table.id}/*")
        for row in table.rows:
            of_row = [c for c in table.cell_ids if c.split("/")[1] == row.id]
            yield from _taken(left, of_row, f"{table.id}/{row.id}/*" if len(of_row) > 1 else "")
    yield from left


def _taken(left: list[str], group: Iterable[str], name: str) -> Iterator[str]:
    wanted = set(group)
    if name and wanted <= set(left):
        left[:] = [cell for cell in left if cell not in wanted]
        yield name
