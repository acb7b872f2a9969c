"""Web pages: a tree as a browser builds it, cut into blocks; and its mark-up cut at the tags."""

from selectolax.lexbor import LexborHTMLParser

from audits.documents.charset import decode
from audits.documents.document import Document, DocumentUnreadable
from audits.documents.html.blocks import blocks_of
from audits.documents.html.cutting import pieces_of
from audits.documents.html.drawn import Drawings
from audits.documents.html.fields import fields_of
from audits.documents.html.hints import hints_of
from audits.documents.html.lines import lines_of
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
    pieces = pieces_of(text)
    hints = hints_of(pieces)
    lines = lines_of(
        text, pieces, hides=hints.hides
    )  # first: it refuses what would keep the parser busy for minutes
    refuse_beyond_measure(lines=len(lines), tables=hints.tables)
    tree = LexborHTMLParser(text)
    drawings = Drawings(hints)
    shown = shown_in(tree, hides=hints.hides, strikes=hints.strikes)
    blocks = tuple(blocks_of(tree, shown, hints, drawings))
    return Document(
        blocks=blocks,
        lines=lines,
        fields=fields_of(tree, blocks, hints),
        enclosed=drawings.enclosures.files,
    )
