"""Pages as portals write them and the generator does not: their tables, and what hides them."""

import base64
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from benchmarks.acceptance_forms.form import Form, one_by_one
from benchmarks.acceptance_forms.published import Cell, PublishedReport, Table, published_report

_HTML = frozenset({"html", "htm", "shtml"})
_WIDEST = 15

_Setting = Callable[[Table, random.Random], str]
"""How a table is written."""


def _page(report: PublishedReport, body: str) -> str:
    title = escape(report.title)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="PubDate" content="{report.published_on}">'
        f'<meta name="ContentSource" content="{escape(report.body)}"></head><body>'
        f'<div class="crumbs"><a href="/">首页</a>&gt;<a href="../">政府信息公开年报</a></div>'
        f"<h1>{title}</h1>{body}</body></html>"
    )


def _content(report: PublishedReport, chance: random.Random, setting: _Setting) -> str:
    return "\n".join(
        setting(block, chance) if isinstance(block, Table) else f"<p>{escape(block)}</p>"
        for block in report.blocks
    )


def _cell(cell: Cell) -> str:
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return f"<td{rows}{columns}>{escape(cell.text)}</td>"


def _row(cells: Iterable[Cell]) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _table(rows: Iterable[Sequence[Cell]]) -> str:
    return f'<table border="1">{"".join(map(_row, rows))}</table>'


def _plain(table: Table, chance: random.Random) -> str:
    del chance
    return _table(table.rows)


def _spread(table: Table) -> list[list[Cell | None]]:
    """Every place of the grid with the cell that covers it."""
    grid: list[list[Cell | None]] = [[None] * table.width for _ in table.rows]
    for row, column, cell in table.placed:
        for down in range(cell.row_span):
            for right in range(cell.column_span):
                grid[row + down][column + right] = cell
    return grid


def _in_boxes(table: Table, chance: random.Random) -> str:
    """``display:table`` without merged cells: what a cell covers besides its first place is blank.

    Blank places after the last cell of a row are left out by some makers.
    """
    del chance
    first = {(placed.row, placed.column): placed.cell.text for placed in table.placed}
    rows = (
        "".join(
            f'<div style="display:table-cell">{escape(first.get((row, column), ""))}</div>'
            for column in range(table.width)
        )
        for row in range(len(table.rows))
    )
    return (
        '<div style="display:table;width:100%">'
        + "".join(f'<div style="display:table-row">{row}</div>' for row in rows)
        + "</div>"
    )


def _without_row_starts(table: Table, chance: random.Random) -> str:
    """Some rows end and never begin, which a browser mends."""
    rows = [_row(cells) for cells in table.rows]
    mended = [
        row.removeprefix("<tr>") if number and chance.random() < 0.5 else row
        for number, row in enumerate(rows)
    ]
    return f'<table border="1"><tbody>{"".join(mended)}</tbody></table>'


def _cut(table: Table, chance: random.Random) -> str:
    """Two or three tables instead of one; a merged cell goes on as a cell of its own."""
    count = len(table.rows)
    heads = 3
    if count < 3 * heads:
        return _table(table.rows)
    cuts = sorted(chance.sample(range(heads + 1, count - 1), chance.choice((1, 2))))
    repeats = chance.random() < 0.5
    pieces = (
        _table(_rows_between(table, start, end, repeats=repeats))
        for start, end in zip([0, *cuts], [*cuts, count], strict=True)
    )
    return "\n".join(pieces)


def _rows_between(table: Table, start: int, end: int, *, repeats: bool) -> Iterator[list[Cell]]:
    """Rows of the table with what its merged cells show of them."""
    rows: list[list[tuple[int, Cell]]] = [[] for _ in range(end - start)]
    for row, column, cell in table.placed:
        top, bottom = max(row, start), min(row + cell.row_span, end)
        if top < bottom:
            text = cell.text if top == row or repeats else ""
            rows[top - start].append((column, cell._replace(text=text, row_span=bottom - top)))
    for row_cells in rows:
        yield [cell for _, cell in sorted(row_cells, key=lambda placed: placed[0])]


def _labels_repeated(table: Table, chance: random.Random) -> str:
    """No cell is merged downwards: the group is printed on each of its rows."""
    del chance
    rows: list[list[Cell]] = []
    for covered in _spread(table):
        row: list[Cell] = []
        last: Cell | None = None
        for cell in covered:
            if cell is not None and cell is not last:
                row.append(cell._replace(row_span=1))
            last = cell
        rows.append(row)
    return _table(rows)


def _empty_columns(table: Table, chance: random.Random) -> str:
    """Columns without anything, before, after or between the label and the figures."""
    blank = Cell(text="")
    where = chance.choice(("before", "after", "both"))
    rows = [
        [
            *([blank] if where != "after" else []),
            *cells,
            *([blank] if where != "before" else []),
        ]
        for cells in table.rows
    ]
    return _table(rows)


def _spans_too_wide(table: Table, chance: random.Random) -> str:
    """Heads reach further than the columns that there are."""
    rows = [list(cells) for cells in table.rows]
    for number, cells in enumerate(rows):
        is_head = not any(cell.is_value for cell in cells)
        if cells and is_head and (number == 0 or len(cells) == 1):
            wider = cells[-1].column_span + chance.choice((1, 2, 20))
            cells[-1] = cells[-1]._replace(column_span=wider)
    return _table(rows)


def _one_for_all(report: PublishedReport, chance: random.Random) -> str:
    """A single table: prose in rows of one cell, the report's tables among its rows."""
    del chance
    rows: list[Sequence[Cell]] = []
    for block in report.blocks:
        if isinstance(block, Table):
            rows.extend(block.rows)
        else:
            rows.append([Cell(text=block, column_span=_WIDEST)])
    return _table(rows)


def _set_by(setting: _Setting) -> Callable[[bytes, random.Random], bytes]:
    def convert(content: bytes, chance: random.Random) -> bytes:
        report = published_report(content)
        return _page(report, _content(report, chance, setting)).encode()

    return convert


def _in_one_table(content: bytes, chance: random.Random) -> bytes:
    report = published_report(content)
    return _page(report, _one_for_all(report, chance)).encode()


def _as_inner_page(content: bytes, chance: random.Random) -> tuple[PublishedReport, str]:
    report = published_report(content)
    return report, f"<html><body>{_content(report, chance, _plain)}</body></html>"


def _in_srcdoc(content: bytes, chance: random.Random) -> bytes:
    report, inner = _as_inner_page(content, chance)
    return _page(report, f'<iframe srcdoc="{escape(inner)}"></iframe>').encode()


def _in_data_address(content: bytes, chance: random.Random) -> bytes:
    report, inner = _as_inner_page(content, chance)
    packed = base64.b64encode(inner.encode()).decode()
    address = f"data:text/html;charset=utf-8;base64,{packed}"
    return _page(report, f'<iframe src="{address}"></iframe>').encode()


def _in_script(content: bytes, chance: random.Random) -> bytes:
    """A PDF that a viewer of the page unpacks."""
    name = chance.choice(("pdfData", "base64Str", "fileContent"))
    packed = base64.b64encode(content).decode()
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>政府信息公开年报</title></head>'
        f'<body><div id="viewer"></div><script>var {name} = "{packed}";'
        f"show(atob({name}));</script></body></html>"
    ).encode()


def _in_object(content: bytes, chance: random.Random) -> bytes:
    """A PDF in the address of the element that shows it."""
    address = f"data:application/pdf;base64,{base64.b64encode(content).decode()}"
    shown = chance.choice(
        (
            f'<embed src="{address}" type="application/pdf">',
            f'<object data="{address}" type="application/pdf"></object>',
            f'<iframe src="{address}"></iframe>',
        )
    )
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>政府信息公开年报</title></head>'
        f"<body>{shown}</body></html>"
    ).encode()


def _form(
    name: str,
    convert: Callable[[bytes, random.Random], bytes],
    made_of: frozenset[str] = _HTML,
) -> Form:
    return Form(
        name=name,
        made_of=made_of,
        extension="html",
        write=one_by_one(convert),
        is_page=made_of is _HTML,
    )


_PDF = frozenset({"pdf"})
FORMS = (
    _form("boxes", _set_by(_in_boxes)),
    _form("rowless", _set_by(_without_row_starts)),
    _form("cut", _set_by(_cut)),
    _form("repeated", _set_by(_labels_repeated)),
    _form("emptycolumns", _set_by(_empty_columns)),
    _form("wide", _set_by(_spans_too_wide)),
    _form("onetable", _in_one_table),
    _form("srcdoc", _in_srcdoc),
    _form("dataaddress", _in_data_address),
    _form("script", _in_script, _PDF),
    _form("object", _in_object, _PDF),
)
