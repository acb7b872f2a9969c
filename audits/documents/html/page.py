"""Web pages: a tree as a browser builds it, cut into blocks; and its mark-up cut at the tags."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audits.documents.charset import decode
from audits.documents.document import (
    AttachmentLink,
    Block,
    Document,
    DocumentUnreadable,
    Paragraph,
    Table,
)
from audits.documents.html.drawn import DRAWN_OR_STYLED, drawn_by
from audits.documents.html.fields import fields_of
from audits.documents.html.grid import grid_of, is_hidden
from audits.documents.html.lines import lines_of
from audits.documents.measure import refuse_beyond_measure
from audits.documents.white_space import fold

MOST_BYTES = 16 * 1024 * 1024
LONGEST_CELL = 400
"""A table with a longer cell lays out a page; the form has none that long."""
DEEPEST_PATH = 60

_BLOCKS = frozenset(
    (
        "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 section article header footer nav aside main "
        "form figure figcaption blockquote pre hr center tr td th tbody thead tfoot caption table "
        "br body ucapcontent ucaptitle publishtime"
    ).split()
)
_NOT_VISITED = frozenset({"style", "template", "noscript", "head", "select", "button"})
_PARTS_TEXT = frozenset({"img", "iframe", "embed", "object", "frame"})
_FILE = re.compile(
    r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|rtf|zip|rar)(?:[?#&]|$)|download\w*\.|/downfile|[?&]file=",
    re.IGNORECASE,
)


def read_html(content: bytes) -> Document:
    """A page, taken apart.

    Raises:
        DocumentUnreadable: the page is larger than ``MOST_BYTES``, is nested beyond measure, holds
            more than any report, or its bytes are no text.
    """
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"网页超过 {MOST_BYTES // 2**20} MB，未读取", en="the page is too large to be read"
        )
    decoded = decode(content)
    if decoded.characters_lost > max(20, len(decoded.text) // 50):
        raise DocumentUnreadable(
            zh="网页编码无法识别", en="the page's characters cannot be told from its bytes"
        )
    text = decoded.text.replace("\x00", "")
    lines = lines_of(text)  # first: it refuses what would keep the parser busy for minutes
    refuse_beyond_measure(lines=len(lines), tables=text.lower().count("<table"))
    tree = LexborHTMLParser(text)
    blocks = _blocks_of(tree.body) if tree.body else ()
    return Document(blocks=blocks, lines=lines, fields=fields_of(tree, blocks))


@dataclass(slots=True)
class _Collector:
    """Blocks in order, and the text that is being collected for the next paragraph."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    path: tuple[int, ...] = ()

    def add_text(self, text: str, path: tuple[int, ...], *, in_link: bool) -> None:
        if not self.pieces:
            self.path = path
        self.pieces.append(text)
        if in_link:
            self.linked += len(fold(text))

    def end_paragraph(self) -> None:
        text = fold("".join(self.pieces))
        if text:
            link = self.linked * 10 >= len(text) * 9
            self.blocks.append(Paragraph(text=text, path=self.path, is_link=link))
        self.pieces.clear()
        self.linked = 0

    def add(self, block: Block) -> None:
        self.end_paragraph()
        self.blocks.append(block)


@dataclass(frozen=True, slots=True)
class _Step:
    """A node to visit, or the end of a block element."""

    node: LexborNode | None
    path: tuple[int, ...]
    in_link: bool


def _blocks_of(body: LexborNode) -> tuple[Block, ...]:
    out = _Collector()
    stack = [_Step(body, (), in_link=False)]
    while stack:
        step = stack.pop()
        if step.node is None:
            out.end_paragraph()
        elif step.node.tag == "-text":
            out.add_text(step.node.text_content or "", step.path, in_link=step.in_link)
        elif step.node.is_element_node:
            stack.extend(reversed(_visit(step.node, step, out)))
    out.end_paragraph()
    return tuple(out.blocks)


def _visit(node: LexborNode, step: _Step, out: _Collector) -> list[_Step]:
    """Takes what the element itself is; gives the steps into it."""
    tag = node.tag or ""
    if tag in _NOT_VISITED or is_hidden(node):
        return []
    if tag == "table":
        return _visit_table(node, step, out)
    _take(node, step.path, out)
    if tag in _PARTS_TEXT or tag == "script":
        return []
    address = (node.attributes.get("href") or "") if tag == "a" else ""
    return _into(node, step, in_link=step.in_link or bool(address), out=out)


def _take(node: LexborNode, path: tuple[int, ...], out: _Collector) -> None:
    """What the element shows or offers beside text; what is among words does not part them."""
    address = (node.attributes.get("href") or "") if node.tag == "a" else ""
    if _FILE.search(address):
        label = fold(node.text() or "")[:200]
        out.blocks.append(AttachmentLink(address=address[:2000], text=label, path=path))
        return
    for drawn in drawn_by(node, path):
        if node.tag in _PARTS_TEXT:
            out.add(drawn)
        else:
            out.blocks.append(drawn)


def _visit_table(node: LexborNode, step: _Step, out: _Collector) -> list[_Step]:
    """A table with a table in it, or a very long cell, arranges a page: its parts are visited."""
    if len(node.css("table")) > 1:
        return _into(node, step, in_link=step.in_link, out=out)
    grid = grid_of(node)
    if any(len(cell.text) > LONGEST_CELL for cell in grid.cells):
        return _into(node, step, in_link=step.in_link, out=out)
    out.add(Table(grid=grid, path=step.path))
    for inside in node.css(DRAWN_OR_STYLED):
        _take(inside, step.path, out)
    return []


def _into(node: LexborNode, step: _Step, *, in_link: bool, out: _Collector) -> list[_Step]:
    is_block = node.tag in _BLOCKS
    if is_block:
        out.end_paragraph()
    steps: list[_Step] = []
    child = node.child
    place = 0
    deep = len(step.path) >= DEEPEST_PATH
    while child is not None:
        path = step.path if deep or not child.is_element_node else (*step.path, place)
        steps.append(_Step(child, path, in_link))
        place += 1
        child = child.next
    if is_block:
        steps.append(_Step(None, step.path, in_link=False))
    return steps
