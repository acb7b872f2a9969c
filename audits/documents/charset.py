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
_KEPT_FOR_EACH_LOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text and the encoding that was found to fit."""

    text: str
    encoding: str
    characters_lost: int
    """How many characters could not be decoded and stand as U+FFFD."""


def decode(content: bytes) -> DecodedText:
    """The text of the bytes: byte order mark, UTF-8, GB 18030, else the one with fewer losses.

    Bytes that are UTF-8 but for a few are UTF-8: no other encoding looks like it by chance.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _with_losses(content, encoding)
    if (text := _strictly(content, "utf-8")) is not None:
        return DecodedText(text=text, encoding="utf-8", characters_lost=0)
    mostly = _with_losses(content, "utf-8")
    if mostly.characters_lost * _KEPT_FOR_EACH_LOST <= sum(map(_is_han, mostly.text)):
        return mostly
    if (text := _strictly(content, "gb18030")) is not None:
        return DecodedText(text=text, encoding="gb18030", characters_lost=0)
    return min(
        mostly, _with_losses(content, "gb18030"), key=lambda decoded: decoded.characters_lost
    )


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


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
