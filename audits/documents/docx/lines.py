"""The second flattening of a Word file: its XML cut at the tags, without building a tree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from audits.documents.document import Line
from audits.documents.docx.marks import WORDS, Marks
from audits.documents.white_space import fold
from rules.place import Place

_NAMESPACE = re.compile(
    r"""xmlns:([A-Za-z_][\w.-]*)\s*=\s*["']http://[^"']*/wordprocessingml/(?:2006/)?main["']"""
)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_OLDER_FORM = frozenset({"Fallback", "/Fallback"})
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
    text = _decoded(xml)
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    named = _NAMESPACE.search(text)
    return tuple(_Cutter().cut(text, named[1])) if named is not None else ()


def _decoded(xml: bytes) -> str:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return xml.decode("utf-16", errors="replace")
    return xml.decode("utf-8-sig", errors="replace")


class _Cutter:
    """Collects the text between tags, and keeps a line whenever a piece ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.open: list[_Piece] = []
        self.own_paragraphs: list[bool] = []
        """For each open paragraph, whether it is a piece of its own."""
        self.left_out = 0
        self.in_older_form = 0
        """Of something that was told before for newer programs."""
        self.is_hidden = False
        self.cells = 0
        self.paragraphs = 0

    def cut(self, text: str, prefix: str) -> list[Line]:
        """The lines in order."""
        acts: Mapping[str, Callable[[str], None]] = {
            WORDS: self._add,
            "tc": self._cell,
            "/tc": self._end_of_cell,
            "p": self._paragraph,
            "/p": self._end_of_paragraph,
            "r": self._run,
            "/r": self._run,
            "vanish": self._vanish,
            "vMerge": self._merge,
            "Fallback": self._older_form,
            "/Fallback": self._older_form_no_more,
            **dict.fromkeys(("del", "moveFrom"), self._leave_out),
            **dict.fromkeys(("/del", "/moveFrom"), self._leave_out_no_more),
        }
        for words, marks in Marks(prefix).of(text):
            if not self.in_older_form:
                self._add(words)
            for name, told in marks:
                if not self.in_older_form or name in _OLDER_FORM:
                    acts[name](told)
        return self.lines

    def _add(self, words: str) -> None:
        if self.open and not self.left_out and not self.is_hidden:
            self.open[-1].texts.append(words)

    def _vanish(self, told: str) -> None:
        self.is_hidden = not _OFF.search(told)

    def _run(self, _: str) -> None:
        self.is_hidden = False

    def _merge(self, told: str) -> None:
        if self.open:
            self.open[-1].is_continued = not _RESTART.search(told)

    def _leave_out(self, _: str) -> None:
        self.left_out += 1

    def _leave_out_no_more(self, _: str) -> None:
        self.left_out -= 1

    def _older_form(self, _: str) -> None:
        self.in_older_form += 1

    def _older_form_no_more(self, _: str) -> None:
        self.in_older_form -= 1

    def _cell(self, _: str) -> None:
        if self.open:
            self.open[-1].holds_cells = True
        self.open.append(_Piece(is_cell=True))

    def _end_of_cell(self, _: str) -> None:
        if self.open and self.open[-1].is_cell:
            piece = self.open.pop()
            if not piece.is_continued and not piece.holds_cells:
                self.cells += 1
                text = fold("".join(piece.texts))
                self.lines.append(Line(text=text, place=Place(cell=self.cells), is_cell=True))

    def _paragraph(self, _: str) -> None:
        in_cell = bool(self.open) and self.open[-1].is_cell
        self.own_paragraphs.append(not in_cell)
        if in_cell:
            self.open[-1].texts.append(" ")
        else:
            self.open.append(_Piece(is_cell=False))

    def _end_of_paragraph(self, _: str) -> None:
        self.is_hidden = False
        is_own = self.own_paragraphs.pop() if self.own_paragraphs else False
        if not is_own or not self.open or self.open[-1].is_cell:
            return
        self.paragraphs += 1
        if text := fold("".join(self.open.pop().texts)):
            self.lines.append(Line(text=text, place=Place(paragraph=self.paragraphs)))
