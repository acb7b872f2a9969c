"""Small invented reports as bodies publish them: as a page, a Word file or flattened text."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from rules.spec import BlockSpec, FormatSpec, RowSpec, TableSpec, spec_of
from tests.sound_prose import NO_FEE, OVERVIEW, PROBLEMS, whole_year

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
TITLE = "云上市青禾区水务局2023年政府信息公开工作年度报告"
PERIOD = whole_year(2023)
_NOTES = {"partly_granted": "（区分处理的，只计这一情形，不计其他情形）"}
"""What the form prints behind the label of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A cell as it is printed, with the rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1
    attributes: str = ""
    """Further attributes of its tag on a page."""
    markup: str | None = None
    """What stands in it on a page, where that is more than its text."""
    continues: bool = False
    """In a Word file: merged with the cell above."""


Row = tuple[Printed, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A report in parts: paragraphs and tables in the order in which they are printed."""

    title: str = TITLE
    intro: str = PERIOD
    parts: tuple[str | Rows, ...] = field(default_factory=lambda: parts_of(tables_with({})))

    @property
    def tables(self) -> list[Rows]:
        return [part for part in self.parts if not isinstance(part, str)]

    def with_tables(self, tables: Mapping[int, Sequence[Rows]]) -> "Publication":
        """Other tables in place of those with these numbers, from 0."""
        numbers = iter(range(len(self.parts)))
        parts: list[str | Rows] = []
        for part in self.parts:
            if isinstance(part, str):
                parts.append(part)
            else:
                parts.extend(tables.get(next(numbers), (part,)))
        return replace(self, parts=tuple(parts))


def figures_of(
    spec: FormatSpec, figures: Mapping[str, str], otherwise: str = "0"
) -> dict[str, str]:
    """The printed text of every cell of the form."""
    return {cell: figures.get(cell, otherwise) for t in spec.tables for cell in t.cell_ids}


def tables_with(
    figures: Mapping[str, str], *, form: str = "ogi-2021", otherwise: str = "0"
) -> tuple[Rows, Rows, Rows]:
    """Tables 2, 3 and 4 of a form, filled in."""
    spec = spec_of(form)
    texts = figures_of(spec, figures, otherwise)
    return (
        table_2(spec.table("t2"), texts),
        table_3(spec.table("t3"), texts),
        table_4(spec.table("t4"), texts),
    )


def table_2(table: TableSpec, texts: Mapping[str, str]) -> Rows:
    width = max(len(block.columns) for block in table.blocks) + 1
    rows: list[Row] = []
    for block in table.blocks:
        rows.append((Printed(text=block.label or "", columns=width),))
        spans = [1] * (len(block.columns) - 1) + [width - len(block.columns)]
        heads = zip(block.columns, spans, strict=True)
        rows.append(
            (Printed(text="信息内容"), *(Printed(text=c.label, columns=s) for c, s in heads))
        )
        for row in block.rows:
            values = zip(block.columns, spans, strict=True)
            rows.append(
                (
                    Printed(text=row.label),
                    *(Printed(text=texts[f"t2/{row.id}/{c.id}"], columns=s) for c, s in values),
                )
            )
    return tuple(rows)


def table_3(table: TableSpec, texts: Mapping[str, str]) -> Rows:
    block = table.blocks[0]
    first, *middle, last = block.columns
    rows: list[Row] = [
        (Printed(text=NOTE, rows=3, columns=3), Printed(text="申请人情况", columns=7)),
        (
            Printed(text=first.label, rows=2),
            Printed(text="法人或其他组织", columns=len(middle)),
            Printed(text=last.label, rows=2),
        ),
        tuple(Printed(text=column.label) for column in middle),
    ]
    for row in block.rows:
        values = (Printed(text=texts[f"t3/{row.id}/{column.id}"]) for column in block.columns)
        rows.append((*_labels(block, row), *values))
    return tuple(rows)


def _labels(block: BlockSpec, row: RowSpec) -> Iterable[Printed]:
    inner = [r for r in block.rows if r.numeral[:1] not in {"一", "二", "四"}]
    label = max(labels_of(row), key=len)
    if row not in inner:
        return (Printed(text=label, columns=3),)
    start = [Printed(text="三、本年度办理结果", rows=len(inner))] if row is inner[0] else []
    if row.group is None:
        return (*start, Printed(text=label, columns=2))
    group = [r for r in inner if r.group == row.group]
    if row is group[0]:
        start.append(Printed(text=row.group, rows=len(group)))
    return (*start, Printed(text=label))


def labels_of(row: RowSpec) -> set[str]:
    """The label as the form prints it, without blanks; with the note behind it and without."""
    label = "".join((row.numeral + row.label).split())
    return {label, label + _NOTES.get(row.id, "")}


def table_4(table: TableSpec, texts: Mapping[str, str]) -> Rows:
    columns = table.blocks[0].columns
    reconsideration, *suits = table.rows
    width = len(columns)
    return (
        (
            Printed(text=reconsideration.label, columns=width),
            Printed(text="行政诉讼", columns=width * len(suits)),
        ),
        (
            *(Printed(text=column.label, rows=2) for column in columns),
            *(Printed(text=row.label, columns=width) for row in suits),
        ),
        tuple(Printed(text=column.label) for _ in suits for column in columns),
        tuple(Printed(text=texts[cell]) for cell in table.cell_ids),
    )


def parts_of(tables: Sequence[Rows]) -> tuple[str | Rows, ...]:
    """The six sections of a report around its tables."""
    second, third, fourth = tables
    return (
        "一、总体情况",
        OVERVIEW,
        "二、主动公开政府信息情况",
        second,
        "三、收到和处理政府信息公开申请情况",
        third,
        "四、政府信息公开行政复议、行政诉讼情况",
        fourth,
        "五、存在的主要问题及改进情况",
        PROBLEMS,
        "六、其他需要报告的事项",
        NO_FEE,
    )


def as_html(publication: Publication, *, head: str = "", cell: str = "{}") -> str:
    """A page; ``cell`` is the markup around the text of each cell."""
    body = "".join(
        f"<p>{escape(part)}</p>" if isinstance(part, str) else table_html(part, cell=cell)
        for part in publication.parts
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body><div class=content>"
        f"<p>{publication.title}</p><p>{publication.intro}</p>{body}</div></body></html>"
    )


def table_html(rows: Rows, *, cell: str = "{}") -> str:
    return f"<table>{''.join(row_html(row, cell=cell) for row in rows)}</table>"


def row_html(row: Row, *, cell: str = "{}") -> str:
    return f"<tr>{''.join(cell_html(c, cell=cell) for c in row)}</tr>"


def cell_html(printed: Printed, *, cell: str = "{}") -> str:
    spans = (f' rowspan="{printed.rows}"' if printed.rows != 1 else "") + (
        f' colspan="{printed.columns}"' if printed.columns != 1 else ""
    )
    inner = escape(printed.text) if printed.markup is None else printed.markup
    return f"<td{spans}{printed.attributes}>{cell.format(inner)}</td>"


def as_text(publication: Publication) -> str:
    """One cell a line with a bar behind it; further bars at the end make up the table's width."""
    lines = [publication.title, publication.intro]
    for part in publication.parts:
        if isinstance(part, str):
            lines.append(part)
            continue
        width = sum(cell.columns for cell in part[0])
        for row in part:
            lines += [f"{cell.text} |" for cell in row[:-1]]
            lines += [f"{cell.text} |{' |' * (width - len(row))}" for cell in row[-1:]]
    return "\n".join(lines)


def as_docx(publication: Publication) -> bytes:
    """A Word file of nothing but paragraphs and tables; merged rows as ``word_rows`` has them."""
    parts = "".join(
        paragraph_xml(part) if isinstance(part, str) else table_xml(part)
        for part in (publication.title, publication.intro, *publication.parts)
    )
    return docx_with(parts)


def docx_with(body: str) -> bytes:
    """A Word file with this body."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": xml.encode()})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            archive.writestr(member, content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_members(package: bytes, members: Mapping[str, bytes]) -> bytes:
    """A zipped file with these further members."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        own = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**own, **members})


def paragraph_xml(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table_xml(rows: Rows) -> str:
    return f"<w:tbl>{''.join(map(_row_xml, rows))}</w:tbl>"


def _row_xml(row: Row) -> str:
    return f"<w:tr>{''.join(map(cell_xml, row))}</w:tr>"


def cell_xml(printed: Printed) -> str:
    span = f'<w:gridSpan w:val="{printed.columns}"/>' if printed.columns != 1 else ""
    merge = "<w:vMerge/>" if printed.continues else ""
    if printed.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    inner = paragraph_xml(printed.text) if printed.markup is None else printed.markup
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"


def word_rows(rows: Rows) -> Rows:
    """The rows of a Word file: a merged cell stands once in each row that it covers."""
    going_on: dict[int, tuple[int, Printed]] = {}
    out: list[Row] = []
    for row in rows:
        waiting = list(row)
        cells: list[Printed] = []
        column = 0
        while waiting or column in going_on:
            left, cell = going_on.pop(column, (0, None))
            if cell is None:
                printed = waiting.pop(0)
                left = printed.rows
                cells.append(printed)
            else:
                printed = cell
                cells.append(replace(cell, text="", rows=1, continues=True))
            if left > 1:
                going_on[column] = (left - 1, printed)
            column += printed.columns
        out.append(tuple(cells))
    return tuple(out)
