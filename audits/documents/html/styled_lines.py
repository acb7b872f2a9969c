"""The lines of a page of which parts are hidden, or set as a table in other tags than a table's.

What a tag does depends here on the elements around it; so these are kept account of. Where the
mark-up leaves out an end, the element ends where the HTML standard (section 13.1.2.4) ends it.
"""

from collections import Counter
from typing import NamedTuple

from audits.documents.document import DocumentUnreadable
from audits.documents.html.tag_styles import TagStyle, TagStyles
from audits.documents.html.tags import (
    BREAKS,
    CELLS,
    COMMENT_OR_TAG,
    NEVER_OPEN,
    ROW_BORDERS,
    WITHOUT_TEXT,
    attributes_of,
    end_of_element,
)
from audits.documents.html.text_lines import TextLines

MOST_OPEN = 5_000
FARTHEST_END = 60
"""Elements above the one that an end tag may end; a tag that ends one further off is nothing."""

_SET_AS_TABLE = frozenset({"table", "inline-table"})
_SET_AS_BORDER = frozenset(
    (
        "table inline-table table-row table-row-group table-header-group table-footer-group "
        "table-caption"
    ).split()
)
_TABLE_PARTS = frozenset("table tbody thead tfoot tr td th caption".split())
_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_ENDED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(CELLS, CELLS),
    "tr": CELLS | {"tr"},
    **dict.fromkeys(_GROUPS, CELLS | _GROUPS | {"tr", "caption"}),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    **dict.fromkeys(BREAKS - {"br", "li", "dt", "dd", "html", "body"}, frozenset({"p"})),
    "table": frozenset({"p"}),
}
"""Elements whose end may be left out before a tag."""
_BOUNDS = frozenset({"table", "td", "th", "caption", "ul", "ol", "dl", "div", "html", "body"})
"""Elements beyond which no end is left out, save the parts of one table."""


class _Open(NamedTuple):
    name: str
    was_absent: bool
    was_blank: bool
    is_cell: bool
    ends_line: bool
    is_border: bool
    is_table: bool


class _Tag(NamedTuple):
    name: str
    is_end: bool
    style: TagStyle


class StyledReader:
    """Reads the lines of one page."""

    def __init__(self, markup: str) -> None:
        self.text = TextLines()
        self._markup = markup
        self._styles = TagStyles(markup)
        self._tags: dict[str, _Tag] = {}
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._is_absent = False
        """Nothing of what is met has a place."""
        self._is_blank = False
        """Cells have their places, and no text."""

    def read(self) -> None:
        """Takes every tag in turn.

        Raises:
            DocumentUnreadable: elements are nested beyond ``MOST_OPEN``.
        """
        markup = self._markup
        at = 0
        while (mark := COMMENT_OR_TAG.search(markup, at)) is not None:
            self._add(markup[at : mark.start()])
            at = mark.end()
            if mark["name"] is None:
                continue
            tag = self._tag(mark[0], mark["name"], mark["slash"], mark["attributes"])
            if tag.name in WITHOUT_TEXT:
                at = at if tag.is_end else end_of_element(markup, tag.name, at)
            elif tag.is_end:
                self._end(tag.name)
            else:
                self._begin(tag)
        self._add(markup[at:])
        self._is_absent = False
        self.text.take()

    def _tag(self, written: str, name: str, slash: str, attributes: str) -> _Tag:
        known = self._tags.get(written)
        if known is None:
            name = name.lower()
            held = attributes_of(attributes) if attributes else {}
            known = self._tags[written] = _Tag(name, bool(slash), self._styles.of(name, held))
        return known

    def _add(self, text: str) -> None:
        if text and not (self._is_absent or self._is_blank):
            self.text.add(text)

    def _begin(self, tag: _Tag) -> None:
        name, _, style = tag
        if ended := _ENDED_BY.get(name):
            self._end_left_out(name, ended)
        hides = style.visibility == "hidden"
        in_table = name in _TABLE_PARTS - {"table"} or self.text.in_cell
        absent = style.display == "none" or style.visibility == "collapse"
        absent = absent or (hides and not in_table)
        is_cell = style.display == "table-cell" or (
            name in CELLS and not style.display.startswith("table")
        )
        is_border = style.display in _SET_AS_BORDER or (name in ROW_BORDERS and not is_cell)
        is_table = not is_cell and (name == "table" or style.display in _SET_AS_TABLE)
        opened = _Open(
            name, self._is_absent, self._is_blank, is_cell, name in BREAKS, is_border, is_table
        )
        self._is_absent = self._is_absent or absent
        if not self._is_absent:
            if is_cell:
                self.text.open_cell()
            elif is_table:
                self.text.open_table()
            elif is_border:
                self.text.end_row()
            elif name in BREAKS:
                self.text.break_line()
        self._is_blank = self._is_blank or hides
        if name in NEVER_OPEN:
            self._is_absent, self._is_blank = opened.was_absent, opened.was_blank
            return
        self._open.append(opened)
        self._names[name] += 1
        if len(self._open) > MOST_OPEN:
            raise DocumentUnreadable(
                zh="网页的标签嵌套过深，未读取", en="the page's elements are nested too deeply"
            )

    def _end(self, name: str) -> None:
        """An end tag; one without an element to end is at most a break."""
        if self._names[name]:
            is_part = name in _TABLE_PARTS
            for depth, opened in enumerate(reversed(self._open[-FARTHEST_END:]), start=1):
                if opened.name == name:
                    self._close(depth)
                    return
                if opened.name == "table" or (not is_part and opened.name in CELLS):
                    return
                if name not in BREAKS and not is_part and opened.name in BREAKS:
                    return
        elif name in {"p", "br"} and not self._is_absent:
            self.text.break_line()

    def _end_left_out(self, name: str, ended: frozenset[str]) -> None:
        is_part = name in _TABLE_PARTS - {"table"}
        farthest = 0
        for depth, opened in enumerate(reversed(self._open[-FARTHEST_END:]), start=1):
            if opened.name in ended:
                farthest = depth
                if not is_part:
                    break
            elif opened.name == "table" or (not is_part and opened.name in _BOUNDS):
                break
        if farthest:
            self._close(farthest)

    def _close(self, count: int) -> None:
        """The ends of the innermost elements."""
        for _ in range(count):
            opened = self._open.pop()
            self._names[opened.name] -= 1
            if not self._is_absent:
                if opened.is_table:
                    self.text.close_table()
                elif opened.is_border:
                    self.text.end_row()
                elif opened.is_cell:
                    self.text.take()
                elif opened.ends_line:
                    self.text.break_line()
            self._is_absent, self._is_blank = opened.was_absent, opened.was_blank
