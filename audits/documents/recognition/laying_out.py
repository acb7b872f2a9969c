"""Sheets into blocks of the first reading and lines of the second, in the order of the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audits.documents.document import Block, Grid, GridCell, Line, Paragraph, Table
from audits.documents.pdf.furniture import without_furniture
from audits.documents.pdf.joining import chains_of, grid_of
from audits.documents.pdf.page import PageText, RuledCell, TablePart, TextLine
from audits.documents.pdf.prose import PlacedLine, measure_of, paragraphs_of
from audits.documents.recognition.sheet import Region, Sheet, SheetCell, SheetLine
from audits.documents.recognition.type_size import UsualType, type_of, usual_type
from audits.documents.white_space import fold
from rules.place import Box, Place

_SAME_LINE = 0.5  # of the lower height
_SAME_WIDTH = 0.03
_LONGEST_SIDE = 842.0  # points, where the size of the paper is not known: A4


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSheet:
    """A sheet as the page of a file."""

    sheet: Sheet
    number: int
    """Of its page, from 1."""
    scale: float
    """Points for a pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What the sheets hold."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]


def scale_of(sheet: Sheet, *, longest_side: float = _LONGEST_SIDE) -> float:
    """Points for a pixel where the page's longer side has so many points."""
    return longest_side / max(sheet.width, sheet.height)


def laid_out(sheets: Sequence[PlacedSheet]) -> LaidOut:
    """The sheets of pages that follow each other."""
    pages = without_furniture([_page_text(placed) for placed in sheets], is_recognised=True)
    tables = _tables_of(sheets)
    parts: dict[int, tuple[TablePart, ...]] = {}
    for table in tables:
        parts[table.first.page] = (*parts.get(table.first.page, ()), table.first)
    by_part = {_key(table.first): table for table in tables}
    placed = [
        _Item(at=(chain[0].page, chain[0].box.top), tables=tuple(by_part[_key(p)] for p in chain))
        for chain in chains_of(pages, parts)
    ]
    items = sorted([*_prose_of(pages, placed), *placed], key=lambda item: item.at)
    return LaidOut(blocks=tuple(_blocks(items)), lines=tuple(_lines(items)))


_Key = tuple[int, Box]


@dataclass(frozen=True, slots=True, kw_only=True)
class _TwoParts:
    """A table of a page in both readings.

    The parts stand at the left edge and are as wide as others nearly are, because every page was
    put into its scanner anew.
    """

    first: TablePart
    second: TablePart
    box: Box
    """Where it stands in truth."""
    cells: dict[_Key, tuple[SheetCell, Box]]
    """By page and box in the parts; with the box in truth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    at: tuple[int, float]
    """Page and height."""
    line: PlacedLine | None = None
    tables: tuple[_TwoParts, ...] = ()
    """Parts of one table."""


def _key(part: TablePart) -> _Key:
    return part.page, part.box


def _page_text(placed: PlacedSheet) -> PageText:
    sheet = placed.sheet
    usual = usual_type(sheet)
    return PageText(
        number=placed.number,
        width=sheet.width * placed.scale,
        height=sheet.height * placed.scale,
        lines=tuple(_text_line(row, usual, placed) for row in _rows(sheet.lines)),
    )


def _rows(lines: Sequence[SheetLine]) -> Iterator[list[SheetLine]]:
    """Pieces of one line each, from left to right."""
    row: list[SheetLine] = []
    for line in sorted(lines, key=lambda line: line.region.top + line.region.bottom):
        if row and not _is_beside(line.region, row[0].region):
            yield sorted(row, key=lambda line: line.region.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda line: line.region.left)


def _is_beside(one: Region, other: Region) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > _SAME_LINE * min(one.height, other.height)


def _text_line(row: Sequence[SheetLine], usual: UsualType, placed: PlacedSheet) -> TextLine:
    box = _box(
        Region(
            min(line.region.left for line in row),
            min(line.region.top for line in row),
            max(line.region.right for line in row),
            max(line.region.bottom for line in row),
        ),
        placed.scale,
    )
    text = fold(" ".join(line.text for line in row))
    return TextLine(text=text, box=box, em=type_of(row, usual) * placed.scale)


def _box(region: Region, scale: float) -> Box:
    return Box(*(side * scale for side in region))


def _tables_of(sheets: Sequence[PlacedSheet]) -> list[_TwoParts]:
    widths: list[float] = []
    tables: list[_TwoParts] = []
    for placed in sheets:
        for table in placed.sheet.tables:
            box = _around([_box(cell.region, placed.scale) for cell in table])
            own = box.right - box.left
            width = next((w for w in widths if abs(w - own) <= _SAME_WIDTH * w), None)
            if width is None:
                widths.append(own)
            tables.append(_two_parts(table, placed, box, width or own))
    return tables


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def _two_parts(
    table: Sequence[SheetCell], placed: PlacedSheet, whole: Box, width: float
) -> _TwoParts:
    stretch = width / (whole.right - whole.left)
    true = [_box(cell.region, placed.scale) for cell in table]
    moved = [
        box._replace(
            left=(box.left - whole.left) * stretch, right=(box.right - whole.left) * stretch
        )
        for box in true
    ]
    first, second = (
        TablePart(
            page=placed.number,
            box=_around(moved),
            cells=tuple(
                _ruled_cell(box, cell, text, placed)
                for box, cell, text in zip(moved, table, texts, strict=True)
            ),
        )
        for texts in ([cell.first for cell in table], [cell.second for cell in table])
    )
    cells = {
        (placed.number, box): (cell, own) for box, cell, own in zip(moved, table, true, strict=True)
    }
    return _TwoParts(first=first, second=second, box=whole, cells=cells)


def _ruled_cell(box: Box, cell: SheetCell, text: str, placed: PlacedSheet) -> RuledCell:
    return RuledCell(
        box=box,
        text=fold(text),
        room=cell.room * placed.scale,
        em=placed.sheet.em * placed.scale if text else 0.0,
    )


def _prose_of(pages: Sequence[PageText], tables: Sequence[_Item]) -> Iterator[_Item]:
    boxes = [(part.first.page, part.box) for item in tables for part in item.tables]
    for page in pages:
        for line in page.lines:
            x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
            if not any(number == page.number and box.holds(x, y) for number, box in boxes):
                placed = PlacedLine(line=line, page=page.number)
                yield _Item(at=(page.number, line.box.top), line=placed)


def _blocks(items: Sequence[_Item]) -> Iterator[Block]:
    measure = measure_of([item.line for item in items if item.line is not None])
    above: list[PlacedLine] = []
    for item in (*items, None):
        if item is not None and item.line is not None:
            above.append(item.line)
            continue
        if measure is not None:
            yield from (Paragraph(text=text) for text in paragraphs_of(above, measure))
        above = []
        if item is not None:
            yield Table(grid=_grid(item.tables, [part.first for part in item.tables]))


def _lines(items: Sequence[_Item]) -> Iterator[Line]:
    count = 0
    for item in items:
        if item.line is not None:
            line = item.line.line
            yield Line(text=line.text, place=Place(page=item.line.page, box=line.box))
            continue
        for cell in _grid(item.tables, [part.second for part in item.tables]).cells:
            count += 1
            place = cell.place or Place()
            yield Line(text=cell.text, place=place._replace(cell=count), is_cell=True)


def _grid(tables: Sequence[_TwoParts], parts: Sequence[TablePart]) -> Grid:
    """The parts joined; each cell says that it was read off a picture, and shows it."""
    known = {key: value for table in tables for key, value in table.cells.items()}
    grid = grid_of(tuple(parts))
    return replace(grid, cells=tuple(_with_picture(cell, known) for cell in grid.cells))


def _with_picture(cell: GridCell, known: dict[_Key, tuple[SheetCell, Box]]) -> GridCell:
    place = cell.place
    if place is None or place.page is None or place.box is None:
        return cell._replace(recognised=True)
    own = known.get((place.page, place.box))
    if own is None:
        return cell._replace(recognised=True)
    return cell._replace(recognised=True, picture=own[0].picture, place=place._replace(box=own[1]))
