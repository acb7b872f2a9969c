"""Cells in which nothing stands but words, cut from the mark-up one by one.

Reports made from one form share the mark-up of most of their cells, figures and all. What such a
cell holds is worked out once: by the tree that a browser builds of it, and by its tags alone.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from audits.documents.html.cutting import CUT_BEFORE, LONGEST_KEPT, PIECES_KEPT
from audits.documents.html.grid import GridReader
from audits.documents.html.hints import rules_everything_out
from audits.documents.html.lines import cell_in

LONGEST_TEXT = 60
"""A longer one may be prose beside a table, which is looked at closely."""

_SPACE = r"[ \t\n\r\f]"
"""White space to a browser; any other in a table is text beside it."""
_VALUE = r"""(?:"[^"<>&]*+"|'[^'<>&]*+'|[^"'`=<>& \t\n\r\f]++)"""
_ATTRIBUTES = rf"(?>(?:{_SPACE}++[a-z][a-z0-9:-]*+(?:={_VALUE})?)*){_SPACE}*+"
_ROW = rf"<tr{_ATTRIBUTES}>"
BEFORE_FIRST_CELL = re.compile(
    rf"<table{_ATTRIBUTES}>{_SPACE}*+"
    rf"(?:<colgroup>{_SPACE}*+(?:<col{_ATTRIBUTES}>{_SPACE}*+)*</colgroup>{_SPACE}*+)?"
    rf"(?:<tbody{_ATTRIBUTES}>{_SPACE}*+)?{_ROW}{_SPACE}*+"
)
"""All that stands between the beginning of a plain table and its first cell."""

_CELL = re.compile(
    rf"(?P<attributes>{_ATTRIBUTES})>"
    rf"(?P<inside>(?>(?:[^<>]++|<(?!/?t[dr]\b|/?t(?:able|body)\b)[^<>]*+>)*))</td>{_SPACE}*+"
    rf"(?:(?P<row></tr>{_SPACE}*+{_ROW}{_SPACE}*+)|"
    rf"(?P<end></tr>{_SPACE}*+(?:</tbody>{_SPACE}*+)?))?"
)
_ATTRIBUTE = re.compile(rf"{_SPACE}([a-z][a-z0-9:-]*+)(?:=({_VALUE}))?")
_PLAIN_SPAN = re.compile("[1-9][0-9]?")
_TAG = re.compile(rf"<(/?)(p|div|br|span|o:p|font|b|strong|em|u){_ATTRIBUTES}/?>")
_ANY_TAG = re.compile("<[^<>]*>")
_FIGURE = re.compile(r">([0-9]{1,12})<")
_IN_THREE = 3
"""Parts, where a cell has one figure."""
_PARAGRAPHS = frozenset({"p", "div"})


class PlainCell(NamedTuple):
    """A cell that is closed, in a row that is closed, and the text that both readings see in it."""

    in_tree: str
    by_tags: str
    row_span: int
    """As declared; the table may have fewer rows left."""
    column_span: int
    ends_row: bool
    ends_table: bool


class _Shape(NamedTuple):
    """What is told of a cell but its text."""

    cell: str
    """Its mark-up, closed."""
    row_span: int
    column_span: int
    ends_row: bool
    ends_table: bool


class PlainCells:
    """The cells that were met so far, by their mark-up from ``CUT_BEFORE`` on."""

    def __init__(self, most: int = PIECES_KEPT) -> None:
        self._most = most
        self._plain: dict[str, PlainCell] = {}
        self._others: set[str] = set()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._plain) + len(self._others)

    def of(self, pieces: Sequence[str]) -> list[PlainCell] | None:
        """The plain cells that the pieces of mark-up are; ``None`` where one of them is none.

        Nothing more is worked out than it takes to tell.
        """
        if not self._others.isdisjoint(pieces):
            return None
        unknown = dict.fromkeys(piece for piece in pieces if piece not in self._plain)
        if len(self) + len(unknown) > self._most:
            self._plain.clear()
            self._others.clear()
            unknown = dict.fromkeys(pieces)
        if not self._learn(self._but_for_figures(unknown)):
            return None
        return [self._plain[piece] for piece in pieces]

    def _but_for_figures(self, pieces: Iterable[str]) -> list[str]:
        """What is left when cells are known that differ from others by one figure alone.

        Both readings are told of a nought in its place: to neither is a digit another sign.
        """
        alike = {piece: cut for piece in pieces if len(cut := _FIGURE.split(piece)) == _IN_THREE}
        noughts = {piece: f"{cut[0]}>0<{cut[2]}" for piece, cut in alike.items()}
        self._learn(dict.fromkeys(n for n in noughts.values() if n not in self._plain))
        for piece, nought in noughts.items():
            cell = self._plain.get(nought)
            if cell is not None and cell.in_tree == cell.by_tags == "0":
                figure = alike[piece][1]
                self._plain[piece] = cell._replace(in_tree=figure, by_tags=figure)
        return [piece for piece in pieces if piece not in self._plain]

    def _learn(self, pieces: Iterable[str]) -> bool:
        """Whether all of them are plain."""
        shapes: dict[str, _Shape] = {}
        for piece in pieces:
            shape = _shape_of(piece)
            if shape is None:
                self._others.add(piece)
                return False
            shapes[piece] = shape
        in_tree = _texts_in_tree([shape.cell for shape in shapes.values()])
        for (piece, shape), text in zip(shapes.items(), in_tree, strict=True):
            by_tags = cell_in(piece)
            if by_tags is None or by_tags[1] != shape.ends_row or len(text) > LONGEST_TEXT:
                self._others.add(piece)
                return False
            self._plain[piece] = PlainCell(text, by_tags[0], *shape[1:])
        return True


def _shape_of(piece: str) -> _Shape | None:
    """``None`` for whatever is not closed, or holds more than words and what sets them."""
    if len(piece) > LONGEST_KEPT or not rules_everything_out(piece):
        return None
    found = _CELL.fullmatch(piece)
    if found is None or not _are_nested_well(tuple(_ANY_TAG.findall(found["inside"]))):
        return None
    spans = _spans_in(found["attributes"])
    if spans is None:
        return None
    return _Shape(
        cell=CUT_BEFORE + piece[: found.end("inside")] + "</td>",
        row_span=spans[0],
        column_span=spans[1],
        ends_row=bool(found["row"] or found["end"]),
        ends_table=bool(found["end"]),
    )


def _spans_in(attributes: str) -> tuple[int, int] | None:
    """Rows and columns; ``None`` where an attribute comes twice, or a span is no small number."""
    named = _ATTRIBUTE.findall(attributes)
    values = dict(named)
    spans = [values.get(name, "1").strip("\"'") for name in ("rowspan", "colspan")]
    if len(values) < len(named) or not all(map(_PLAIN_SPAN.fullmatch, spans)):
        return None
    return int(spans[0]), int(spans[1])


@lru_cache(maxsize=PIECES_KEPT)
def _are_nested_well(tags: tuple[str, ...]) -> bool:
    """Every element ends in the one in which it began, and no paragraph holds another."""
    open_elements: list[str] = []
    for tag in tags:
        found = _TAG.fullmatch(tag)
        if found is None:
            return False
        name, is_end = found[2], bool(found[1])
        if name == "br":
            if is_end:
                return False
        elif is_end:
            if not open_elements or open_elements.pop() != name:
                return False
        elif tag.endswith("/>") or (
            name in _PARAGRAPHS and not _PARAGRAPHS.isdisjoint(open_elements)
        ):
            return False
        else:
            open_elements.append(name)
    return not open_elements


def _texts_in_tree(cells: list[str]) -> list[str]:
    """The text of each cell as a browser shows it, all taken from one tree."""
    if not cells:
        return []
    tree = LexborHTMLParser(f"<table><tr>{''.join(cells)}</tr></table>")
    grids = GridReader()
    return [grids.plain_text(node) for node in tree.css("td")]
