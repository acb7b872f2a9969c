"""The second flattening of a page: its mark-up cut at the tags, without building a tree."""

import html
import re
from collections.abc import Iterator

from audits.documents.document import Line
from audits.documents.white_space import fold

_OPENING = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:_-]*))")
_REST_OF_TAG = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_WITHOUT_TEXT = frozenset({"script", "style", "template", "noscript", "head"})
_CELLS = frozenset({"td", "th"})
_ROW_BORDERS = frozenset({"tr", "table", "tbody", "thead", "tfoot", "caption"})
_BREAKS = frozenset(
    (
        "p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer nav aside main form dl "
        "dt dd figure figcaption blockquote pre hr center body html"
    ).split()
)


class _Cutter:
    """Collects text between tags and gives it out as lines."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.in_cell = False
        self.cells = 0
        self.others = 0

    def take(self) -> Iterator[Line]:
        """The text collected so far, if it is a line of its own."""
        text = fold(html.unescape("".join(self.pieces)))
        self.pieces.clear()
        if self.in_cell:
            self.cells += 1
            yield Line(text=text, where=f"cell {self.cells}", is_cell=True)
        elif text:
            self.others += 1
            yield Line(text=text, where=f"line {self.others}")
        self.in_cell = False

    def meet(self, name: str, *, closing: bool) -> Iterator[Line]:
        """What a tag ends, if anything."""
        if name in _CELLS:
            yield from self.take()
            self.in_cell = not closing
        elif name in _ROW_BORDERS:
            nested = name == "table" and not closing and self.in_cell
            if nested:
                self.in_cell = False
            yield from self.take()
        elif name in _BREAKS:
            if self.in_cell:
                self.pieces.append(" ")
            else:
                yield from self.take()


def lines_of(markup: str) -> tuple[Line, ...]:
    """The lines of a page in order; every ``td`` and ``th`` is one, even when empty."""
    cutter = _Cutter()
    lines: list[Line] = []
    at = 0
    while (tag := _OPENING.search(markup, at)) is not None:
        cutter.pieces.append(markup[at : tag.start()])
        at = _end_of(markup, tag)
        if tag[3]:
            lines.extend(cutter.meet(tag[3].lower(), closing=bool(tag[2])))
    cutter.pieces.append(markup[at:])
    lines.extend(cutter.take())
    return tuple(lines)


def _end_of(markup: str, tag: re.Match[str]) -> int:
    """Where the text goes on after a tag or comment; what is never closed runs to the end."""
    if tag[1]:
        return _after(markup, "-->", tag.end())
    rest = _REST_OF_TAG.match(markup, tag.end())
    end = rest.end() if rest else _after(markup, ">", tag.end())
    name = tag[3].lower()
    if name in _WITHOUT_TEXT and not tag[2] and not markup.startswith("/>", end - 2):
        closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(markup, end)
        return closing.start() if closing else len(markup)
    return end


def _after(markup: str, mark: str, start: int) -> int:
    found = markup.find(mark, start)
    return len(markup) if found < 0 else found + len(mark)
