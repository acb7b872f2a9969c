"""Rich Text Format cut into its tokens (Rich Text Format Specification 1.9.1, "RTF Syntax")."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from audits.documents.document import DocumentUnreadable

MOST_TOKENS = 3_000_000

_TOKEN = re.compile(
    rb"""
    (?P<open>\{)
    | (?P<close>\})
    | \\'(?P<byte>[0-9a-fA-F]{2})
    | \\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?
    | \\(?P<symbol>[^a-zA-Z])
    | (?P<text>[^\\{}\r\n]+)
    """,
    re.VERBOSE | re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    BYTE = auto()
    """One byte of text in some code page, as two hexadecimal digits."""
    WORD = auto()
    SYMBOL = auto()
    TEXT = auto()


class Token(NamedTuple):
    """A piece of the file."""

    kind: Kind
    text: bytes = b""
    number: int | None = None
    """What follows a control word directly."""


def tokens_in(content: bytes) -> Iterator[Token]:
    """The tokens in order; line ends between them are no part of the text.

    Raises:
        DocumentUnreadable: there are more than ``MOST_TOKENS``.
    """
    at = count = 0
    while (found := _TOKEN.search(content, at)) is not None:
        at = found.end()
        count += 1
        if count > MOST_TOKENS:
            raise DocumentUnreadable(
                zh="RTF 文件的内容过多，未读取", en="the RTF file holds too much to be read"
            )
        token = _token(found)
        yield token
        if token.text == b"bin" and token.kind is Kind.WORD:
            at += max(0, token.number or 0)


def _token(found: re.Match[bytes]) -> Token:
    kind = found.lastgroup
    if kind == "open":
        return Token(Kind.OPEN)
    if kind == "close":
        return Token(Kind.CLOSE)
    if kind == "byte":
        return Token(Kind.BYTE, bytes.fromhex(found["byte"].decode()))
    if kind == "symbol":
        return Token(Kind.SYMBOL, found["symbol"])
    if kind == "text":
        return Token(Kind.TEXT, found["text"])
    number = found["number"]
    return Token(Kind.WORD, found["word"], None if number is None else int(number))
