"""Plain text: a page or file that was flattened on its way."""

import re
from collections.abc import Sequence
from itertools import pairwise

from audits.documents.charset import decode
from audits.documents.document import Document, DocumentUnreadable
from audits.documents.text.blocks import blocks_of
from audits.documents.text.pieces import lines_of

MOST_BYTES = 8 * 1024 * 1024
MOST_LINES = 50_000
_MOST_PAIRS_AMONG = 20
"""A text is spaced apart where at most one line among so many stands right under another."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–―－]+\s*\d{1,3}\s*[-—–―－]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_NUMBER_BETWEEN_PAGES = re.compile(r"\f\s*\d{1,3}\s*\f")


def read_text(content: bytes) -> Document:
    """A text file, taken apart.

    Raises:
        DocumentUnreadable: the file is too large, or its bytes are no text.
    """
    written = written_in(text_of(content))
    return Document(blocks=blocks_of(written), lines=lines_of(written))


def text_of(content: bytes) -> str:
    """The characters of a text file.

    Raises:
        DocumentUnreadable: the file is too large, or its bytes are no text.
    """
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"文本超过 {MOST_BYTES // 2**20} MB，未读取", en="the text is too large to be read"
        )
    decoded = decode(content)
    if decoded.characters_lost or "\x00" in decoded.text:
        raise DocumentUnreadable(
            zh="不是文本文件，或编码无法识别", en="the bytes are not text in a known encoding"
        )
    return decoded.text


def written_in(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers: without page numbers, nor the blanks of a text spaced apart.

    Raises:
        DocumentUnreadable: there are more than ``MOST_LINES``.
    """
    lines = _NUMBER_BETWEEN_PAGES.sub("\f", text).splitlines()
    if len(lines) > MOST_LINES:
        raise DocumentUnreadable(
            zh=f"文本超过 {MOST_LINES} 行，未读取", en="the text has too many lines to be read"
        )
    numbered = [(n, s) for n, s in enumerate(lines, start=1) if not _PAGE_NUMBER.fullmatch(s)]
    return [(n, s) for n, s in numbered if s.strip()] if _is_spaced_apart(lines) else numbered


def _is_spaced_apart(lines: Sequence[str]) -> bool:
    """Hardly any two lines stand one under the other: the blanks between them are no cells."""
    pairs = sum(1 for upper, lower in pairwise(lines) if upper.strip() and lower.strip())
    return pairs * _MOST_PAIRS_AMONG <= sum(1 for line in lines if line.strip())
