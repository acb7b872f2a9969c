"""What a page shows that is no text: pictures, drawings, frames, files, scripts that may draw."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audits.documents.document import AttachmentLink, Frame, Picture
from audits.documents.html.enclosed import Enclosures
from audits.documents.html.hints import Hints
from audits.documents.html.viewers import (
    file_in_name,
    file_shown_at,
    files_in_script,
    is_file_address,
    is_viewer,
)
from audits.documents.white_space import fold

LONGEST_SCRIPT = 64 * 1024
LARGEST_ORNAMENT = 100
"""Pixels; what is declared smaller on both sides is an ornament."""
LOWEST_PICTURE = 24
"""Pixels; what is declared lower or narrower is a line or a mark."""
LONGEST_SOURCE = 2000
LONGEST_LABEL = 200

_DRAWINGS = frozenset({"svg", "canvas"})
_FRAMES = frozenset({"iframe", "embed", "object", "frame"})
DRAWN = _DRAWINGS | _FRAMES | {"img", "input", "script", "a"}
"""Tags of elements that may be drawn, or lead to a file."""
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "srcset")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?)(?:[?#&]|$)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,500}?url\(\s*([^)]*)", re.IGNORECASE)
_SIDE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", re.ASCII)
_VIEWER = re.compile(
    r"""showVsb\w*pdf\w*|pdfData\b|JVBERi0|\.(?:pdf|ofd)(?:\?[^"'<>\s]{0,200})?["']""",
    re.IGNORECASE,
)
_SHOWN_FILE = re.compile(
    r"""showVsb\w*pdf\w*\s*\(\s*(?:"([^"]{1,500})"|'([^']{1,500})')""", re.IGNORECASE
)
"""The call of a viewer that a system for publishing writes into its pages."""
_DRAWS = re.compile(
    r"document\.write|(?:inner|outer)HTML|insertAdjacentHTML|append\w*\(|\.html\(|\.load\(|"
    r"echarts|ajax\(|fetch\(|XMLHttpRequest|getJSON"
)
_FOR_SHARING_OR_COUNTING = re.compile(
    r"bdimg\.share|bdshare|jiathis|hm\.baidu|cnzz|_hmt|tongji|jweixin|wx\.config|"
    r"/(?:jquery|share|qrcode|swiper)[\w.\-]*\.js",
    re.IGNORECASE,
)

Drawn = Picture | Frame | AttachmentLink


class Drawings:
    """The pictures, frames and files of one page; keeps the files that are written into it."""

    def __init__(self, hints: Hints) -> None:
        self.enclosures = Enclosures()
        self._has_backgrounds = hints.may_hold(b"url(")
        self._has_clicks = hints.may_hold(b"onclick")

    @property
    def may_be_anywhere(self) -> bool:
        """Elements whose tags are not among ``DRAWN`` may have something behind them."""
        return self._has_backgrounds or self._has_clicks

    def by(self, node: LexborNode, tag: str, path: tuple[int, ...]) -> Iterator[Drawn]:
        """What an element is, leads to, or has behind it."""
        if tag not in DRAWN:
            if self.may_be_anywhere:
                yield from self._clicked_or_behind(node, path)
        elif tag == "script":
            yield from self._by_script(node, path)
        elif tag in _FRAMES:
            yield self._framed(node, path)
        elif tag == "a":
            yield from self._linked(node, path)
        elif (tag != "input" or _is_picture_button(node)) and not _is_ornament(node):
            yield Picture(source=self._source(node)[:LONGEST_SOURCE], path=path)

    def further_in(self, node: LexborNode) -> list[LexborNode]:
        """Elements within one that is not walked through, of which ``by`` may yield something."""
        selectors = ["[onclick]"] if self._has_clicks else []
        selectors += ['[style*="url("]'] if self._has_backgrounds else []
        if not selectors:
            return []
        return [inside for inside in node.css(", ".join(selectors)) if inside.tag not in DRAWN]

    def _linked(self, node: LexborNode, path: tuple[int, ...]) -> Iterator[Drawn]:
        attributes = node.attributes
        address = attributes.get("href") or ""
        if is_file_address(address):
            file = file_shown_at(address) if is_viewer(address) else address
            yield AttachmentLink(address=file[:LONGEST_SOURCE], text=_label(node), path=path)
        elif _PICTURE_FILE.search(address):
            yield Picture(source=address[:LONGEST_SOURCE], path=path)
        elif self.may_be_anywhere:
            yield from self._clicked_or_behind(node, path)

    def _clicked_or_behind(self, node: LexborNode, path: tuple[int, ...]) -> Iterator[Drawn]:
        """Files that a click leads to; the background of an element in which nothing stands."""
        attributes = node.attributes
        for file in files_in_script(attributes.get("onclick") or ""):
            yield AttachmentLink(address=file, text=_label(node), path=path)
        found = _BACKGROUND.search(attributes.get("style") or "")
        if found is not None and _is_bare(node) and not _is_ornament(node):
            source = found[1].strip("\"' ")
            name = self.enclosures.of_data_address(source)
            yield Picture(source=name or source[:LONGEST_SOURCE], path=path)

    def _framed(self, node: LexborNode, path: tuple[int, ...]) -> Drawn:
        """The file that a frame shows, or the frame when it shows another page or nothing."""
        attributes = node.attributes
        if attributes.get("srcdoc"):
            name = self.enclosures.of_markup(attributes["srcdoc"] or "")
            return Frame(source=name or "srcdoc", path=path)
        source = attributes.get("src") or attributes.get("data") or ""
        if source.lstrip()[:5].lower() == "data:":
            name = self.enclosures.of_data_address(source)
            return Frame(source=name or source[:LONGEST_SOURCE], path=path)
        downloaded = file_in_name(attributes.get("name") or "")
        if downloaded is not None:
            return AttachmentLink(address=downloaded, text="", path=path)
        return _shown(source, path)

    def _by_script(self, node: LexborNode, path: tuple[int, ...]) -> Iterator[Drawn]:
        """A script that draws a file, or may draw anything, in its place."""
        whole = node.text() or ""
        enclosed = [*self.enclosures.of_script(whole)]
        if enclosed:
            yield from (Frame(source=name, path=path) for name in enclosed)
            return
        text = whole[:LONGEST_SCRIPT]
        viewer = _VIEWER.search(text)
        if viewer is not None:
            shown = _SHOWN_FILE.search(text)
            if shown is not None:
                yield AttachmentLink(address=shown[1] or shown[2], text="", path=path)
            else:
                named = next(files_in_script(text), viewer[0])
                yield Frame(source=named[:LONGEST_SOURCE], path=path)
            return
        address = node.attributes.get("src") or ""
        if (address or _DRAWS.search(text)) and not _FOR_SHARING_OR_COUNTING.search(
            address or text
        ):
            yield Frame(source=address[:LONGEST_SOURCE], path=path, by_script=True)

    def _source(self, node: LexborNode) -> str:
        """Where the picture comes from, also where it is fetched when it comes into sight."""
        attributes = node.attributes
        written = [w for name in _SOURCES if (w := (attributes.get(name) or "").strip())]
        for address in written:
            if address[:5].lower() != "data:":
                return address
            name = self.enclosures.of_data_address(address)
            if name is not None:
                return name
        return written[0] if written else node.tag or ""


def _shown(address: str, path: tuple[int, ...]) -> Drawn:
    file = file_shown_at(address)
    if is_file_address(file):
        return AttachmentLink(address=file[:LONGEST_SOURCE], text="", path=path)
    return Frame(source=file[:LONGEST_SOURCE], path=path)


def _label(node: LexborNode) -> str:
    return fold(node.text() or "")[:LONGEST_LABEL]


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


def _is_bare(node: LexborNode) -> bool:
    child = node.child
    while child is not None:
        if child.is_element_node or (child.text_content or "").strip():
            return False
        child = child.next
    return True
