"""The second flattening of a Word file: its XML cut at the tags, without building a tree.

The element names are those of ECMA-376, part 1, chapter 17.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from audits.documents.document import Line
from audits.documents.white_space import fold
from rules.place import Place

_NAMESPACE = re.compile(
    r"""xmlns:([A-Za-z_][\w.-]*)\s*=\s*["']http://[^"']*/wordprocessingml/(?:2006/)?main["']"""
)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_CHARACTERS = {"noBreakHyphen": "-", "br": " ", "cr": " ", "tab": " "}
_LEFT_OUT = ("del", "moveFrom")
_OFF = re.compile(r"""=\s*["'](?:0|false|off)["']""")
_RESTART = re.compile(r"""=\s*["']restart["']""")


@dataclass(slots=True)
class _Piece:
    """A cell or a paragraph outside cells, while it is open."""

    is_cell: bool
    texts: list[str] = field(default_factory=list)
    is_continued: bool = False
    """Merged with the cell above."""
    holds_cells: bool = False


def lines_of(xml: bytes) -> tuple[Line, ...]:
    """Paragraphs and cells in the order in which they end; spans are not looked at."""
    text = _COMMENT.sub("", _decoded(xml))
    named = _NAMESPACE.search(text)
    return tuple(_Cutter().cut(text, named[1])) if named is not None else ()


def _decoded(xml: bytes) -> str:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return xml.decode("utf-16", errors="replace")
    return xml.decode("utf-8-sig", errors="replace")


def _marks(prefix: str, text: str) -> re.Pattern[str]:
    """Whatever decides where a piece ends and what stands in it."""
    names = ["tc", "p", *(name for name in _LEFT_OUT if name in text)]
    single = [*_CHARACTERS, "vMerge"]
    if "vanish" in text:
        names.append("r")
        single.append("vanish")
    return re.compile(
        rf"""
        <(?:
          {re.escape(prefix)}:t(?:\s[^>]*)?(?<!/)>(?P<text>[^<]*)
          | (?P<slash>/?){re.escape(prefix)}:(?P<name>{"|".join(names)})
            (?:\s[^>]*)?(?P<empty>(?<=/))?>
          | {re.escape(prefix)}:(?P<single>{"|".join(single)})(?P<told>(?:\s[^>]*)?)/?>
          | (?P<ends>/?)[\w.-]+:(?P<other>Fallback)(?:\s[^>]*)?>
        )
        """,
        re.VERBOSE,
    )


class _Cutter:
    """Collects the text between tags, and gives out a line whenever a piece ends."""

    def __init__(self) -> None:
        self.open: list[_Piece] = []
        self.own_paragraphs: list[bool] = []
        """For each open paragraph, whether it is a piece of its own."""
        self.left_out = 0
        self.in_older_form = 0
        """Of something that was told before for newer programs."""
        self.is_hidden = False
        self.cells = 0
        self.paragraphs = 0

    def cut(self, text: str, prefix: str) -> Iterator[Line]:
        """The lines in order."""
        for mark in _marks(prefix, text).finditer(text):
            words, name = mark["text"], mark["name"]
            if mark["other"] is not None:
                self.in_older_form += -1 if mark["ends"] else 1
            elif self.in_older_form:
                continue
            elif words is not None:
                self._add(unescape(words) if "&" in words else words)
            elif name is not None:
                if mark["empty"] is None:
                    yield from self._tag(name, is_end=bool(mark["slash"]))
            elif mark["single"] is not None:
                self._single(mark["single"], mark["told"])

    def _add(self, words: str) -> None:
        if self.open and not self.left_out and not self.is_hidden:
            self.open[-1].texts.append(words)

    def _single(self, name: str, told: str) -> None:
        if name == "vanish":
            self.is_hidden = not _OFF.search(told)
        elif name == "vMerge":
            if self.open:
                self.open[-1].is_continued = not _RESTART.search(told)
        else:
            self._add(_CHARACTERS[name])

    def _tag(self, name: str, *, is_end: bool) -> Iterator[Line]:
        if name in _LEFT_OUT:
            self.left_out += -1 if is_end else 1
        elif name == "r":
            self.is_hidden = False
        elif name == "tc":
            yield from self._cell(is_end=is_end)
        elif is_end:
            yield from self._end_of_paragraph()
        else:
            self._paragraph()

    def _cell(self, *, is_end: bool) -> Iterator[Line]:
        if not is_end:
            if self.open:
                self.open[-1].holds_cells = True
            self.open.append(_Piece(is_cell=True))
        elif self.open and self.open[-1].is_cell:
            piece = self.open.pop()
            if not piece.is_continued and not piece.holds_cells:
                self.cells += 1
                text = fold("".join(piece.texts))
                yield Line(text=text, place=Place(cell=self.cells), is_cell=True)

    def _paragraph(self) -> None:
        in_cell = bool(self.open) and self.open[-1].is_cell
        self.own_paragraphs.append(not in_cell)
        if in_cell:
            self.open[-1].texts.append(" ")
        else:
            self.open.append(_Piece(is_cell=False))

    def _end_of_paragraph(self) -> Iterator[Line]:
        self.is_hidden = False
        is_own = self.own_paragraphs.pop() if self.own_paragraphs else False
        if not is_own or not self.open or self.open[-1].is_cell:
            return
        self.paragraphs += 1
        if text := fold("".join(self.open.pop().texts)):
            yield Line(text=text, place=Place(paragraph=self.paragraphs))
