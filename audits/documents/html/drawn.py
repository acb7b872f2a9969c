"""What a page shows that is no text: pictures, drawings, frames, and scripts that may draw."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audits.documents.document import Frame, Picture

LONGEST_SCRIPT = 64 * 1024
LARGEST_ORNAMENT = 100
"""Pixels; what is declared smaller on both sides is an ornament."""
LOWEST_PICTURE = 24
"""Pixels; what is declared lower or narrower is a line or a mark."""
LONGEST_SOURCE = 2000

DRAWN = 'img, svg, canvas, input[type="image"], iframe, embed, object, frame, script, a[href]'
DRAWN_OR_STYLED = f'{DRAWN}, [style*="url("]'
"""Selects every element that ``drawn_by`` may answer for."""

_DRAWINGS = frozenset({"svg", "canvas"})
_FRAMES = frozenset({"iframe", "embed", "object", "frame"})
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "srcset")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?)(?:[?#&]|$)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*([^)]*)", re.IGNORECASE)
_SIDE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", re.ASCII)
_VIEWER = re.compile(r"showVsb\w*pdf\w*|pdfData\b|JVBERi0|\.(?:pdf|ofd)[\"']", re.IGNORECASE)
_DRAWS = re.compile(
    r"document\.write|(?:inner|outer)HTML|insertAdjacentHTML|append\w*\(|\.html\(|\.load\(|"
    r"echarts|ajax\(|fetch\(|XMLHttpRequest|getJSON"
)
_FOR_SHARING_OR_COUNTING = re.compile(
    r"bdimg\.share|bdshare|jiathis|hm\.baidu|cnzz|_hmt|tongji|jweixin|wx\.config|"
    r"/(?:jquery|share|qrcode|swiper)[\w.\-]*\.js",
    re.IGNORECASE,
)


def drawn_by(node: LexborNode, path: tuple[int, ...]) -> Iterator[Picture | Frame]:
    """The picture or frame that an element is, leads to, or has behind it."""
    tag = node.tag or ""
    if tag == "script":
        yield from _by_script(node, path)
    elif tag in _FRAMES:
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        yield Frame(source=source[:LONGEST_SOURCE], path=path)
    elif tag == "img" or tag in _DRAWINGS or _is_picture_button(node):
        if not _is_ornament(node):
            yield Picture(source=_source(node)[:LONGEST_SOURCE], path=path)
    elif tag == "a" and _PICTURE_FILE.search(address := node.attributes.get("href") or ""):
        yield Picture(source=address[:LONGEST_SOURCE], path=path)
    else:
        yield from _behind(node, path)


def _by_script(node: LexborNode, path: tuple[int, ...]) -> Iterator[Frame]:
    """A script that draws a file, or may draw anything, in its place."""
    text = (node.text() or "")[:LONGEST_SCRIPT]
    viewer = _VIEWER.search(text)
    if viewer is not None:
        yield Frame(source=viewer[0][:LONGEST_SOURCE], path=path)
        return
    address = node.attributes.get("src") or ""
    if (address or _DRAWS.search(text)) and not _FOR_SHARING_OR_COUNTING.search(address or text):
        yield Frame(source=address[:LONGEST_SOURCE], path=path, by_script=True)


def _source(node: LexborNode) -> str:
    """Where the picture comes from, also where it is fetched when it comes into sight."""
    written = (node.attributes.get(name) for name in _SOURCES)
    return next(filter(None, written), node.tag or "")


def _is_picture_button(node: LexborNode) -> bool:
    return node.tag == "input" and (node.attributes.get("type") or "").lower() == "image"


def _is_ornament(node: LexborNode) -> bool:
    """Declared too small to hold a table; a side that is not declared may be any."""
    sides = list(_sides(node))
    low = any(side < LOWEST_PICTURE for side in sides)
    return low or (len(sides) > 1 and all(side < LARGEST_ORNAMENT for side in sides))


def _sides(node: LexborNode) -> Iterator[int]:
    for name in ("width", "height"):
        found = _PIXELS.fullmatch(node.attributes.get(name) or "")
        if found is not None:
            yield int(found[1])
    for side in _SIDE.findall(node.attributes.get("style") or ""):
        yield int(side)


def _behind(node: LexborNode, path: tuple[int, ...]) -> Iterator[Picture]:
    """The background of an element in which nothing stands."""
    found = _BACKGROUND.search(node.attributes.get("style") or "")
    if found is not None and _is_bare(node) and not _is_ornament(node):
        yield Picture(source=found[1][:LONGEST_SOURCE], path=path)


def _is_bare(node: LexborNode) -> bool:
    child = node.child
    while child is not None:
        if child.is_element_node or (child.text_content or "").strip():
            return False
        child = child.next
    return True
