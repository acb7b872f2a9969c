"""The text of a part of a Word file as a person sees it.

The element names are those of ECMA-376, part 1, chapter 17.
"""

from lxml import etree

from audits.documents.white_space import fold

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = W + "t"
_CELL = W + "tc"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_WRITTEN = {W + "noBreakHyphen": "-", W + "br": " ", W + "cr": " ", W + "tab": " ", W + "p": " "}
"""Elements that are seen as characters, and which."""
_NOT_SEEN = frozenset(
    {
        W + "del",
        W + "moveFrom",
        W + "instrText",
        W + "rPr",
        W + "pPr",
        W + "txbxContent",
        FALLBACK,
    }
)
"""What a text box holds is no part of the paragraph to which it is tied."""
_SHOWS_MORE = frozenset(
    (
        W + "drawing",
        W + "pict",
        W + "object",
        W + "sym",
        W + "numPr",
        W + "ruby",
        W + "checkBox",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    )
)
"""Elements by which a person sees more than the characters of the text."""
_CHANGED = frozenset({"strike", "dstrike", "vertAlign"})
_OFF = frozenset({"0", "false", "off", "baseline"})


_PLAIN = frozenset((W + "t", *_WRITTEN))
_TELLING = (
    *_PLAIN,
    *_SHOWS_MORE,
    *(_NOT_SEEN - {W + "rPr", W + "pPr"}),
    *(W + name for name in ("vanish", *_CHANGED)),
)
"""All that decides what is seen; most cells hold none of it but plain text."""
_TELLING_OF_CELLS = (_CELL, *_TELLING)


def plain_texts(table: etree._Element) -> dict[etree._Element, str]:
    """The text of each cell that holds nothing but plain text; the others are not there."""
    pieces: dict[etree._Element, list[str]] = {}
    not_plain: set[etree._Element] = set()
    cell: etree._Element | None = None
    words: list[str] = []
    for node in table.iter(*_TELLING_OF_CELLS):
        tag = node.tag
        if tag == _TEXT:
            words.append(node.text or "")
        elif tag == _CELL:
            cell = node
            words = pieces[cell] = []
        elif tag in _WRITTEN:
            words.append(_WRITTEN[tag])
        elif cell is not None:
            not_plain.add(cell)
    return {cell: fold("".join(of)) for cell, of in pieces.items() if cell not in not_plain}


def seen_in(element: etree._Element) -> tuple[str, bool]:
    """Text of a paragraph or cell, white space folded; and whether a person sees more than it."""
    pieces: list[str] = []
    for node in element.iter(*_TELLING):
        tag = node.tag
        if tag == _TEXT:
            pieces.append(node.text or "")
        elif tag in _WRITTEN:
            pieces.append(_WRITTEN[tag])
        else:
            return _looked_at_closely(element)
    return fold("".join(pieces)), False


def _looked_at_closely(element: etree._Element) -> tuple[str, bool]:
    """Node by node, leaving out what is deleted or hidden."""
    pieces: list[str] = []
    shows_more = False
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag in _NOT_SEEN:
            shows_more |= node.tag == W + "pPr" and node.find(W + "numPr") is not None
            continue
        if node.tag == W + "r":
            if _has(node, "vanish"):
                continue
            shows_more |= any(_has(node, name) for name in _CHANGED)
        if node.tag == W + "t":
            pieces.append(node.text or "")
            continue
        shows_more |= node.tag in _SHOWS_MORE
        pieces.append(_WRITTEN.get(node.tag, "") if isinstance(node.tag, str) else "")
        waiting.extend(reversed(node))
    return fold("".join(pieces)), shows_more


def _has(run: etree._Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(W + "val", "1") not in _OFF
