"""The characters of a text, by the validity of its bytes and not by its labels.

Labels of portals are wrong in both directions; bytes that are valid UTF-8 are UTF-8.
"""

import codecs
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONGEST_CHARACTER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text and the encoding that was found to fit."""

    text: str
    encoding: str
    characters_lost: int
    """How many characters could not be decoded and stand as U+FFFD."""


def decode(content: bytes) -> DecodedText:
    """The text of the bytes: byte order mark, UTF-8, GB 18030, else the one with fewer losses."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _with_losses(content, encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _strictly(content, encoding)
        if text is not None:
            return DecodedText(text=text, encoding=encoding, characters_lost=0)
    return min(
        (_with_losses(content, encoding) for encoding in ("utf-8", "gb18030")),
        key=lambda decoded: decoded.characters_lost,
    )


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text when every byte is valid, but for a last character cut in two."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.start < len(content) - _LONGEST_CHARACTER:
            return None
        if fault.reason not in {"unexpected end of data", "incomplete multibyte sequence"}:
            return None
        return content[: fault.start].decode(encoding)


def _with_losses(content: bytes, encoding: str) -> DecodedText:
    text = content.decode(encoding, errors="replace")
    return DecodedText(text=text, encoding=encoding, characters_lost=text.count("\ufffd"))
