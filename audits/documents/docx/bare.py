"""The XML of a Word file without what it says of looks, by which nothing is read.

That is most of what Word writes, and the same few things again and again: each is looked at once,
by the parser, and left out wherever it stands. The element around it stays, empty.

The element names are those of ECMA-376, part 1, chapter 17.
"""

from lxml import etree

from audits.documents.docx.text import W
from audits.documents.untrusted_xml import root_of

MOST_SAYINGS = 200
"""Properties that differ, of one kind; those met beyond them stay where they are."""

_KINDS = (b"rPr", b"pPr", b"tcPr")
"""Those of texts first: they stand in those of paragraphs as well."""
_OF_TEXTS = (
    "rStyle rFonts b bCs i iCs caps smallCaps outline shadow emboss imprint noProof snapToGrid"
    " color spacing w kern position sz szCs highlight u effect bdr shd fitText rtl cs em lang"
    " eastAsianLayout"
)
_OF_PARAGRAPHS = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl suppressLineNumbers pBdr"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd ind contextualSpacing mirrorIndents textDirection textAlignment outlineLvl jc"
    " cnfStyle rPr"
)
_OF_CELLS = "tcW tcBorders tcMar tcFitText noWrap vAlign hideMark"
_SIDES = "top left bottom right start end between bar insideH insideV tl2br tr2bl"
_OF_LOOKS = frozenset(
    W + name for name in f"{_OF_TEXTS} {_OF_PARAGRAPHS} {_OF_CELLS} {_SIDES}".split()
)
_AROUND = b'<w:x xmlns:w="' + W[1:-1].encode() + b'">%b</w:x>'
_WHERE_TAGS_ARE_TEXT = b"<![CDATA["


def bare(xml: bytes) -> bytes:
    """XML from which the same is read; what is damaged stays so."""
    if _WHERE_TAGS_ARE_TEXT in xml:
        return xml
    for kind in _KINDS:
        xml = _emptied(xml, kind)
    return xml


def _emptied(xml: bytes, kind: bytes) -> bytes:
    start, end, empty = b"<w:%b>" % kind, b"</w:%b>" % kind, b"<w:%b/>" % kind
    first, *pieces = xml.split(start)
    kept = [first]
    sayings: dict[bytes, bool] = {}
    for piece in pieces:
        said, ends, rest = piece.partition(end)
        is_of_looks = sayings.get(said)
        if is_of_looks is None and len(sayings) < MOST_SAYINGS:
            is_of_looks = sayings[said] = _is_of_looks(said)
        kept += (empty, rest) if ends and is_of_looks else (start, piece)
    return b"".join(kept)


def _is_of_looks(said: bytes) -> bool:
    """Nothing else stands in it, and it is sound."""
    try:
        root = root_of(_AROUND % said)
    except etree.XMLSyntaxError:
        return False
    inner = root.iterdescendants()
    return not root.text and all(
        node.tag in _OF_LOOKS and not node.text and not node.tail for node in inner
    )
