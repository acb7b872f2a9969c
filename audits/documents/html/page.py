"""Web pages: a tree as a browser builds it, cut into blocks; and its mark-up cut at the tags."""

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from audits.documents.charset import decode
from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    EnclosedFile,
    Line,
    PageFields,
)
from audits.documents.html.blocks import blocks_of
from audits.documents.html.cutting import pieces_of
from audits.documents.html.drawn import Drawings
from audits.documents.html.fields import fields_of
from audits.documents.html.hints import Hints, hints_of
from audits.documents.html.lines import lines_of
from audits.documents.html.plain_cells import PlainCells
from audits.documents.html.plain_tables import is_marked, set_in, take_out
from audits.documents.html.shown import shown_in
from audits.documents.measure import refuse_beyond_measure

MOST_BYTES = 16 * 1024 * 1024
_MEMORY_KEPT = 8 * 1024 * 1024
bytes(_MEMORY_KEPT)  # freed at once: the allocator then keeps as much between one page and the next


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
    text = decoded.text.replace("\x00", "") if b"\x00" in content else decoded.text
    return read_in_parts(text) or read_whole(text)


def read_whole(markup: str) -> Document:
    """A page, as it is."""
    pieces = pieces_of(markup)
    hints = hints_of(pieces)
    return _document(_taken_apart(markup, pieces, hints), hints)


def read_in_parts(markup: str) -> Document | None:
    """The same by what is left of the page without its plain tables.

    ``None`` where there are none, or something in the rest may change how they are read.
    """
    taken = take_out(markup, _PLAIN_CELLS)
    if not taken.tables:
        return None
    pieces = pieces_of(taken.rest)
    hints = hints_of(pieces)
    if hints.hides or hints.strikes:
        return None
    rest = _taken_apart(taken.rest, pieces, hints)
    whole = set_in(rest.blocks, rest.lines, taken)
    if whole is None:
        return None
    document = _document(rest._replace(**whole._asdict()), hints)
    fields = (*_texts_of(document.fields), *(node.text() for node in rest.tree.css("publishtime")))
    return None if any(map(is_marked, fields)) else document


_PLAIN_CELLS = PlainCells()


class _Parts(NamedTuple):
    """A page taken apart."""

    tree: LexborHTMLParser
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    enclosed: tuple[EnclosedFile, ...]


def _taken_apart(markup: str, pieces: Sequence[str], hints: Hints) -> _Parts:
    lines = lines_of(
        markup, pieces, hides=hints.hides
    )  # first: it refuses what would keep the parser busy for minutes
    refuse_beyond_measure(lines=len(lines), tables=hints.tables)
    tree = LexborHTMLParser(markup)
    drawings = Drawings(hints)
    shown = shown_in(tree, hides=hints.hides, strikes=hints.strikes)
    blocks = tuple(blocks_of(tree, shown, hints, drawings))
    return _Parts(tree, blocks, lines, drawings.enclosures.files)


def _texts_of(fields: PageFields) -> tuple[str | None, ...]:
    return fields.title, fields.headline, fields.source


def _document(parts: _Parts, hints: Hints) -> Document:
    return Document(
        blocks=parts.blocks,
        lines=parts.lines,
        fields=fields_of(parts.tree, parts.blocks, hints),
        enclosed=parts.enclosed,
    )
