"""The characters of a text, by the validity of its bytes and not by its labels.

Labels of portals are wrong in both directions; bytes that are valid UTF-8 are UTF-8. Only where
bytes are valid as two encodings, and one of these is hardly ever met, its label is asked for.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONGEST_CHARACTER = 4
_KEPT_FOR_EACH_LOST = 10
_LABEL_WITHIN = 64 * 1024
"""Bytes at the beginning in which a label is looked for."""
_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*(?:x-x-)?big-?5", re.IGNORECASE)
_UTF_16 = re.compile(r"(?:charset|encoding)\s*=\s*[\"']?\s*utf-?16", re.IGNORECASE)
_COMMONEST = re.compile("[的年月日一不有在和公政府信息報报開开]")
"""Characters of which every report has many, and a text read as another encoding has few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text and the encoding that was found to fit."""

    text: str
    encoding: str
    characters_lost: int
    """How many characters could not be decoded and stand as U+FFFD."""


def decode(content: bytes) -> DecodedText:
    """The text of the bytes: byte order mark, UTF-8, GB 18030, else the one with fewer losses.

    Bytes that are UTF-8 but for a few are UTF-8: no other encoding looks like it by chance. UTF-16
    without a mark and Big5 must be labelled and valid; Big5 must also read better than GB 18030.
    """
    return next(_fitting(content))


def _fitting(content: bytes) -> Iterator[DecodedText]:
    """The readings that fit, the surest first; the last always fits."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            marked = _with_losses(content, encoding)
            if marked.characters_lost == 0 or _is_nearly_whole(marked):
                yield marked
    if b"\x00" in content[:_LABEL_WITHIN]:
        yield from _labelled_utf_16(content)
    if (text := _strictly(content, "utf-8")) is not None:
        yield DecodedText(text=text, encoding="utf-8", characters_lost=0)
    mostly = _with_losses(content, "utf-8")
    if _is_nearly_whole(mostly):
        yield mostly
    national = _strictly(content, "gb18030")
    yield from _labelled_big5(content, national)
    if national is not None:
        yield DecodedText(text=national, encoding="gb18030", characters_lost=0)
    yield min(mostly, _with_losses(content, "gb18030"), key=lambda read: read.characters_lost)


def _is_nearly_whole(decoded: DecodedText) -> bool:
    """So few characters are lost beside the Chinese ones that the encoding is beyond doubt."""
    return decoded.characters_lost * _KEPT_FOR_EACH_LOST <= sum(map(_is_han, decoded.text))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _labelled_utf_16(content: bytes) -> Iterator[DecodedText]:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(content, encoding)
        if text is not None and _UTF_16.search(text[:_LABEL_WITHIN]):
            yield DecodedText(text=text, encoding=encoding, characters_lost=0)


def _labelled_big5(content: bytes, national: str | None) -> Iterator[DecodedText]:
    """Big5 where the page says so; most text in GB 18030 would pass as Big5 too."""
    if not _BIG5.search(content[:_LABEL_WITHIN]):
        return
    text = _strictly(content, "big5hkscs")
    if text is not None and _commonness(text) > _commonness(national or ""):
        yield DecodedText(text=text, encoding="big5", characters_lost=0)


def _commonness(text: str) -> int:
    return len(_COMMONEST.findall(text))


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text when every byte is valid, but for a last character cut in two."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.start < len(content) - _LONGEST_CHARACTER:
            return None
        if fault.reason not in {
            "unexpected end of data",
            "incomplete multibyte sequence",
            "truncated data",
        }:
            return None
        return content[: fault.start].decode(encoding)


def _with_losses(content: bytes, encoding: str) -> DecodedText:
    text = content.decode(encoding, errors="replace")
    return DecodedText(text=text, encoding=encoding, characters_lost=text.count("\ufffd"))
