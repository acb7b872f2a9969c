"""The second flattening of a page: its mark-up cut at the tags, without building a tree.

Tags, attributes and comments end where the HTML standard (section 13.2.5, Tokenization) ends them.
"""

import re
from collections.abc import Iterator
from html import unescape

from audits.documents.document import DocumentUnreadable, Line
from audits.documents.white_space import fold
from rules.place import Place

_MARK = re.compile(
    r"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)
      (?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>
    | <[!?/][^>]*+>
    | <[!?/a-z].*+
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A comment, a tag, what a browser takes for a comment, or what is never closed."""
_WITHOUT_TEXT = frozenset(
    "script style template noscript title textarea xmp iframe noembed noframes select".split()
)
_CELLS = frozenset({"td", "th"})
_ROW_BORDERS = frozenset({"tr", "table", "tbody", "thead", "tfoot", "caption"})
_BREAKS = frozenset(
    (
        "address p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer nav aside main "
        "form dl dt dd figure figcaption blockquote pre hr center body html "
        "fieldset details summary"
    ).split()
)
_NOT_NESTED = frozenset(
    (
        "area base br col embed hr img input link meta source track wbr p li td th tr dt dd option "
        "thead tbody tfoot colgroup caption html head body"
    ).split()
)
"""Tags without an end, or whose end may be left out."""
MOST_NESTED = 5_000
_ACTED_ON = _WITHOUT_TEXT | _CELLS | _ROW_BORDERS | _BREAKS


class _Cutter:
    """Collects text between tags and gives it out as lines."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.in_cell = False
        self.cells = 0
        self.others = 0

    def take(self) -> Iterator[Line]:
        """The text collected so far, if it is a line of its own."""
        text = fold("".join(self.pieces))
        self.pieces.clear()
        if self.in_cell:
            self.cells += 1
            yield Line(text=text, place=Place(cell=self.cells), is_cell=True)
        elif text:
            self.others += 1
            yield Line(text=text, place=Place(line=self.others))
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
    """The lines of a page in order; every ``td`` and ``th`` is one, even when empty.

    Raises:
        DocumentUnreadable: elements are nested beyond ``MOST_NESTED``: no page that people read.
    """
    cutter = _Cutter()
    lines: list[Line] = []
    at = depth = 0
    while (mark := _MARK.search(markup, at)) is not None:
        start, end = mark.span()
        if start > at:
            text = markup[at:start]
            cutter.pieces.append(unescape(text) if "&" in text else text)
        at = end
        slash, name = mark.groups("")
        name = name.lower()
        if name in _WITHOUT_TEXT:
            at = at if slash else _end_of_element(markup, name, at)
        elif name in _ACTED_ON:
            lines.extend(cutter.meet(name, closing=bool(slash)))
        if name and name not in _NOT_NESTED:
            depth = max(depth - 1, 0) if slash else depth + 1
            if depth > MOST_NESTED:
                raise DocumentUnreadable(
                    zh="网页的标签嵌套过深，未读取", en="the page's elements are nested too deeply"
                )
    cutter.pieces.append(unescape(markup[at:]))
    lines.extend(cutter.take())
    return tuple(lines)


def _end_of_element(markup: str, name: str, start: int) -> int:
    """Where the closing tag begins; what is never closed runs to the end."""
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(markup, start)
    return closing.start() if closing else len(markup)
