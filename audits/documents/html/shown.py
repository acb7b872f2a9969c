"""What a page shows of its tree, and as what: by its own style sheets, styles and attributes.

Of styles only ``display`` and ``visibility`` are looked at, and they are matched by the tree's own
selectors. Sheets for print and for small screens do not count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from audits.documents.document import DocumentUnreadable

MOST_MATCHING = 20_000_000
"""Elements times rules; a page of a portal has a hundredth of it."""

_DECLARED = re.compile(r"(?<![\w-])(display|visibility)\s*:\s*([a-z-]+)([^;{}]*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_SCREEN = re.compile(r"@media\s+(?:all|screen|only\s+screen)\s*", re.IGNORECASE)
_OF_NO_ELEMENT = re.compile(
    r"::|:(?:hover|active|focus|visited|target|before|after|disabled|checked)", re.IGNORECASE
)
_STRUCK = re.compile(r"line-through|vertical-align\s*:\s*su[bp]", re.IGNORECASE)
_CELL_TAGS = frozenset({"td", "th"})


class _Weight(NamedTuple):
    """What decides between two declarations: the greater wins."""

    important: bool
    inline: bool
    ids: int = 0
    classes: int = 0
    tags: int = 0
    order: int = 0


class _Declaration(NamedTuple):
    name: str
    value: str
    important: bool


@dataclass(slots=True)
class Shown:
    """How the elements of a tree are shown, by their ``mem_id``; what is not named is as its tag.

    Holds for one tree, as long as that lives.
    """

    displays: Mapping[int, str] = field(default_factory=dict)
    """The value of ``display`` where the page declares one."""
    without_place: frozenset[int] = frozenset()
    """Not shown, and what follows moves up into its place."""
    hidden: frozenset[int] = frozenset()
    """Not shown, with or without a place of its own."""
    mixed_cells: frozenset[int] = frozenset()
    """Cells of which something is not shown, or is struck, raised or lowered."""

    def is_hidden(self, node: LexborNode) -> bool:
        """The page itself says that the element is not shown."""
        return bool(self.hidden) and node.mem_id in self.hidden

    def display_of(self, node: LexborNode) -> str:
        """The declared ``display``; empty where none is."""
        return self.displays.get(node.mem_id, "") if self.displays else ""


EVERYTHING_SHOWN = Shown()


def shown_in(tree: LexborHTMLParser, *, hides: bool, strikes: bool) -> Shown:
    """How the elements of a page are shown.

    Args:
        tree: the page.
        hides: whether anything may be declared of ``display``, ``visibility`` or ``hidden``.
        strikes: whether a style may strike or raise characters.

    Raises:
        DocumentUnreadable: matching the style sheets would take beyond ``MOST_MATCHING``.
    """
    body = tree.body
    if body is None or not (hides or strikes):
        return EVERYTHING_SHOWN
    styles = _winning(tree, body) if hides else {}
    displays = {at: value for (at, name), value in styles.items() if name == "display"}
    seen = {at: value for (at, name), value in styles.items() if name == "visibility"}
    without_place = {at for at, value in displays.items() if value == "none"}
    without_place |= {at for at, value in seen.items() if value == "collapse"}
    hidden = without_place | {at for at, value in seen.items() if value == "hidden"}
    special = [node for node in body.css("*") if node.mem_id in hidden] if hidden else []
    if strikes:
        special += [n for n in body.css("[style]") if _STRUCK.search(_style_of(n))]
    return Shown(
        displays=displays,
        without_place=frozenset(without_place),
        hidden=frozenset(hidden),
        mixed_cells=frozenset(_cells_around(special, displays)),
    )


def _winning(tree: LexborHTMLParser, body: LexborNode) -> dict[tuple[int, str], str]:
    """The value that holds, by element and property."""
    best: dict[tuple[int, str], tuple[_Weight, str]] = {}

    def declare(node: LexborNode, declared: Iterable[_Declaration], weight: _Weight) -> None:
        for name, value, important in declared:
            key = (node.mem_id, name)
            own = weight._replace(important=important)
            if key not in best or best[key][0] <= own:
                best[key] = (own, value)

    for node in body.css("[hidden]"):
        declare(node, [_Declaration("display", "none", important=False)], _Weight(False, False))
    elements = len(body.css("*"))
    rules = list(_sheet_rules(tree))
    if elements * len(rules) > MOST_MATCHING:
        raise DocumentUnreadable(
            zh="网页样式表过大，未读取", en="the page has too many style rules to be read"
        )
    for order, (selector, declared) in enumerate(rules):
        for node in _matching(body, selector):
            declare(node, declared, _specificity(selector, order))
    for node in body.css("[style]"):
        declare(node, _declarations(_style_of(node)), _Weight(False, True))
    return {key: value for key, (_, value) in best.items()}


def _style_of(node: LexborNode) -> str:
    return node.attributes.get("style") or ""


def _declarations(style: str) -> list[_Declaration]:
    return [
        _Declaration(name.lower(), value.lower(), "!important" in rest.lower())
        for name, value, rest in _DECLARED.findall(style)
    ]


def _sheet_rules(tree: LexborHTMLParser) -> Iterator[tuple[str, list[_Declaration]]]:
    """Selectors of the page's sheets with what they declare, in order."""
    for sheet in tree.css("style"):
        if _declarations(sheet.text() or ""):
            yield from _rules_of(_COMMENT.sub(" ", sheet.text() or ""))


def _rules_of(sheet: str) -> Iterator[tuple[str, list[_Declaration]]]:
    left_out = 0
    """How many blocks are open of which nothing counts."""
    heads: list[str] = []
    pieces = _BRACE.split(sheet)
    for text, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            head = text.rpartition(";")[2].strip()
            heads.append(head)
            left_out += _counts_for_nothing(head)
            continue
        head = heads.pop() if heads else ""
        if not left_out and head and not head.startswith("@"):
            declared = _declarations(text)
            for selector in head.split(",") if declared else ():
                yield selector.strip(), declared
        left_out -= _counts_for_nothing(head)


def _counts_for_nothing(head: str) -> bool:
    """Rules for print, for sizes of the screen, and whatever else is no plain rule."""
    return head.startswith("@") and _SCREEN.fullmatch(head) is None


def _matching(body: LexborNode, selector: str) -> list[LexborNode]:
    if not selector or _OF_NO_ELEMENT.search(selector):
        return []
    try:
        return body.css(selector)
    except SelectolaxError:  # no selector that is known
        return []


def _specificity(selector: str, order: int) -> _Weight:
    return _Weight(
        important=False,
        inline=False,
        ids=selector.count("#"),
        classes=len(re.findall(r"[.\[]|(?<!:):(?!:)", selector)),
        tags=len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector)),
        order=order + 1,
    )


def _cells_around(nodes: Iterable[LexborNode], displays: Mapping[int, str]) -> Iterator[int]:
    """Every cell that holds one of the nodes; each element is passed once."""
    passed: set[int] = set()
    for node in nodes:
        up: LexborNode | None = node
        while up is not None and up.mem_id not in passed:
            passed.add(up.mem_id)
            if up.tag in _CELL_TAGS or displays.get(up.mem_id) == "table-cell":
                yield up.mem_id
            up = up.parent
