"""Text from the bytes of a page, by what they are and not by what they are said to be.

Portals declare GBK and send UTF-8, and the other way round. The order here is: byte-order mark,
strict UTF-8 (a cut last character is forgiven), strict GB 18030, else whichever of the two loses
fewer characters.
"""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LOST = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and the encoding it was read with."""

    text: str
    encoding: str


def decode(content: bytes, *, told: str | None = None) -> Decoded:
    """The text of `content`; `told` is an operator's word and goes before our own reading.

    Raises:
        LookupError: `told` is no encoding known to Python.
    """
    if told is not None:
        return Decoded(text=content.decode(told, errors="replace"), encoding=told)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text=text, encoding=encoding)
    return _by_validity(content)


def _by_validity(content: bytes) -> Decoded:
    readings = [_strict(content, encoding) for encoding in ("utf-8", "gb18030")]
    for reading in readings:
        if reading is not None:
            return reading
    replaced = [
        Decoded(text=content.decode(encoding, errors="replace"), encoding=encoding)
        for encoding in ("utf-8", "gb18030")
    ]
    return min(replaced, key=lambda reading: reading.text.count(LOST))


def _strict(content: bytes, encoding: str) -> Decoded | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return Decoded(text=decoder.decode(content), encoding=encoding)
    except UnicodeDecodeError:
        return None
