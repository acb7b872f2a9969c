"""The text of a part of a Word file as a person sees it.

The element names are those of ECMA-376, part 1, chapter 17.
"""

from lxml import etree

from audits.documents.white_space import fold

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_WRITTEN = {W + "noBreakHyphen": "-", W + "br": " ", W + "cr": " ", W + "tab": " ", W + "p": " "}
"""Elements that are seen as characters, and which."""
_NOT_SEEN = frozenset({W + "del", W + "moveFrom", W + "instrText", W + "rPr", W + "pPr", _FALLBACK})
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


def seen_in(element: etree._Element) -> tuple[str, bool]:
    """Text of a paragraph or cell, white space folded; and whether a person sees more than it."""
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
