"""What a damaged document shows a person under each label, told apart from the readers.

Pages are laid out by a browser's parser and the rules of HTML, Word files and workbooks by their
own; flattened text by what stands between one label and the next. Of the other kinds nothing is
told here: in those no figure may be seen under another cell's id.
"""

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping

import openpyxl
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rules.spec import FormatSpec, spec_of
from tests.audits.published import Printed, Rows, labels_of
from tests.audits.reading.seen import Laid, Sheet, laid_out, seen_in, word_sheet

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOKEN = re.compile(r"[^\s|,，\t｜│\\*#]+")
_CELL = re.compile(r"[^\n|,，\t｜│\\*#]+")
_FIGURE = re.compile(r"[+-]?\d+(?:\.\d+)?")
_BLANK = "\ue000"
"""Stands for a line of nothing but bars: a blank cell."""
_REMARK = re.compile(r"（区分处理.*）$")
_INVISIBLE = frozenset({"script", "style", "template", "noscript", "head", "title", "-comment"})
Seen = Mapping[str, set[str]]


def shown(kind: str, content: bytes, form: str) -> Seen:
    """By cell id every text that a person may take for the cell's."""
    spec = spec_of(form)
    if kind == "zip":
        return _shown_in_archive(content, form)
    if kind == "docx":
        return seen_in(spec, list(_word_sheets(content)))
    if kind == "xlsx":
        return seen_in(spec, list(_workbook_sheets(content)))
    if kind in {"html", "markdown", "text"}:
        text = _decoded(content)
        by_grid = seen_in(spec, list(_page_sheets(text)))
        return by_grid if kind == "html" else _joined(by_grid, _in_lines(spec, text))
    return {}


def normal(text: str) -> str:
    """Digits, letters and marks in their plain forms, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")


def printed(text: str) -> str:
    """A label as it is printed, without blanks and remarks; a figure in plain digits."""
    plain = normal(text)
    return plain if _FIGURE.fullmatch(plain) else _REMARK.sub("", "".join(text.split()))


def text_of(kind: str, content: bytes) -> str | None:
    """All that the document holds, hidden or not, without blanks and then with one between words.

    ``None`` where that is not simple.
    """
    if kind in {"html", "markdown", "text"}:
        text = _decoded(content).replace("\x00", "")
        return _both_ways(re.sub(r"<[^>]*>|\\", "", text)) + _both_ways(text)
    if kind in {"docx", "xlsx", "ofd"}:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = [archive.read(name) for name in archive.namelist() if ".xml" in name]
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
            return None
        whole = b"".join(parts).decode("utf-8", "replace")
        return "".join(_both_ways(re.sub(r"<[^>]*>", mark, whole)) for mark in ("", " "))
    return None


def _both_ways(text: str) -> str:
    return f"{normal(text)} {' '.join(map(normal, text.split()))} "


def text_in_place(kind: str, content: bytes, sound: bytes) -> str | None:
    """The same word by word, without what the damage hid or may have moved to another place."""
    if kind == "html":
        body = LexborHTMLParser(_decoded(content)).body
        texts = [body.text(separator=between) for between in ("", " ")] if body else []
        return "".join(map(_both_ways, texts))
    if kind != "ofd":
        return text_of(kind, content)
    unchanged = _placed_texts(content) & _placed_texts(sound)
    return " ".join(re.sub(r"<[^>]*>", " ", text) for text in unchanged)


def _placed_texts(content: bytes) -> set[str]:
    """What an OFD file prints, each piece with the tags that say where."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            pages = [archive.read(name) for name in archive.namelist() if "Content" in name]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return set()
    whole = b"".join(pages).decode("utf-8", "replace")
    return set(re.findall(r"<ofd:TextObject [\s\S]*?</ofd:TextObject>", whole))


def _joined(one: Seen, other: Seen) -> Seen:
    return {cell: one.get(cell, set()) | other.get(cell, set()) for cell in {*one, *other}}


def _shown_in_archive(content: bytes, form: str) -> Seen:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [archive.read(name) for name in archive.namelist()]
    except Exception:  # noqa: BLE001  # damage of any kind: nothing is shown
        return {}
    return _joined({}, shown("docx", inside[0], form)) if inside else {}


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    texts = [content.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    return min(texts, key=lambda text: text.count("\ufffd"))


def _page_sheets(text: str) -> Iterator[Sheet]:
    if "<t" not in text and "<T" not in text:
        return
    for table in LexborHTMLParser(text).css("table"):
        if not _is_hidden(table):
            yield laid_out(_rows_of(table))


def _is_hidden(node: LexborNode) -> bool:
    while node is not None and node.tag not in {"-document", None}:
        if _hides(node):
            return True
        node = node.parent  # type: ignore[assignment]
    return False


def _hides(node: LexborNode) -> bool:
    attributes = node.attributes or {}
    style = "".join((attributes.get("style") or "").lower().split())
    return "hidden" in attributes or "display:none" in style


def _rows_of(table: LexborNode) -> Rows:
    """Heads first, feet last, as they are shown; no cell reaches out of its group of rows."""
    groups: list[tuple[int, list[LexborNode]]] = []
    order = {"thead": 0, "tfoot": 2}
    for child in table.iter():
        if child.tag == "tr":
            groups.append((1, [child]))
        elif child.tag in {"thead", "tbody", "tfoot"} and not _hides(child):
            rows = [row for row in child.iter() if row.tag == "tr" and not _hides(row)]
            groups.append((order.get(child.tag, 1), rows))
    shown_first = [rows for _, rows in sorted(groups, key=lambda group: group[0])]
    return tuple(
        tuple(_printed(cell, len(rows) - at) for cell in _cells_of(row))
        for rows in shown_first
        for at, row in enumerate(rows)
        if not _hides(row)
    )


def _cells_of(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in {"td", "th"} and not _hides(cell))


def _printed(cell: LexborNode, rows_left: int) -> Printed:
    return Printed(
        text=printed(_visible_text(cell)),
        rows=min(_span(cell, "rowspan", least=0) or rows_left, rows_left),
        columns=_span(cell, "colspan", least=1),
    )


def _span(cell: LexborNode, name: str, *, least: int) -> int:
    """By the rules for parsing integers; what is none, or less than it may be, is 1."""
    written = re.match(r"\s*\+?(\d+)", (cell.attributes or {}).get(name) or "")
    number = min(int(written[1]), 65534) if written else 1
    return number if number >= least else 1


def _visible_text(node: LexborNode) -> str:
    pieces = []
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            pieces.append(child.text_content or "")
        elif child.tag not in _INVISIBLE and not _hides(child):
            pieces.append(_visible_text(child))
    return "".join(pieces)


def _word_sheets(content: bytes) -> Iterator[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314  # our own
    except Exception:  # noqa: BLE001  # damage of any kind: nothing is shown
        return
    for table in root.iter(f"{_WORD}tbl"):
        yield word_sheet(
            tuple(
                tuple(_word_cell(cell) for cell in row.iter(f"{_WORD}tc"))
                for row in table.findall(f"{_WORD}tr")
            )
        )


def _word_cell(cell: ET.Element) -> Printed:
    span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
    merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
    written = "1" if span is None else span.get(f"{_WORD}val") or "1"
    return Printed(
        text=printed("".join(text.text or "" for text in cell.iter(f"{_WORD}t"))),
        columns=max(1, min(int(written), 63)) if written.isdigit() else 1,
        continues=merge is not None and merge.get(f"{_WORD}val") in {None, "continue"},
    )


def _workbook_sheets(content: bytes) -> Iterator[Sheet]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # noqa: BLE001  # damage of any kind: nothing is shown
        return
    for sheet in book.worksheets:
        merged = {(m.min_row, m.min_col): m for m in sheet.merged_cells.ranges}
        yield tuple(
            Laid(
                text=printed("" if cell.value is None else str(cell.value)),
                row=cell.row,
                column=cell.column,
                rows=merged[cell.row, cell.column].size["rows"]
                if (cell.row, cell.column) in merged
                else 1,
                columns=merged[cell.row, cell.column].size["columns"]
                if (cell.row, cell.column) in merged
                else 1,
            )
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.row, int) and isinstance(cell.column, int)
        )


def _in_lines(spec: FormatSpec, text: str) -> Seen:
    """A run of figures right behind a label, as long as the label's row."""
    seen: dict[str, set[str]] = {}
    marked = re.sub(r"(?m)^[ \t　]*\|[ \t|]*$", f" {_BLANK} ", text)
    runs = [run for t in (text, marked) for token in (_TOKEN, _CELL) for run in _runs(t, token)]
    for table in spec.tables:
        for block in table.blocks:
            columns = [column.id for column in block.columns]
            for row in (*block.rows, *block.merged_rows):
                labels = tuple(map(normal, labels_of(row)))
                for before, figures in runs:
                    if before.endswith(labels) and len(figures) == len(columns):
                        for column, figure in zip(columns, figures, strict=True):
                            seen.setdefault(f"{table.id}/{row.id}/{column}", set()).add(figure)
    strip = spec.table("t4")
    for before, figures in runs:
        if before.endswith("总计") and len(figures) == len(strip.cell_ids):
            for cell, figure in zip(strip.cell_ids, figures, strict=True):
                seen.setdefault(cell, set()).add(figure)
    return seen


def _runs(text: str, token_of: re.Pattern[str]) -> Iterator[tuple[str, list[str]]]:
    """Labels, and the figures between one and the next."""
    label, figures = "", []
    for token in filter(None, map(normal, token_of.findall(re.sub(r"<[^>]*>", " ", text)))):
        if token == _BLANK or _FIGURE.fullmatch(token):
            figures.append(token.removeprefix(_BLANK))
            continue
        if figures:
            yield label, figures
            label, figures = "", []
        label += token
    yield label, figures
