"""Plain content streams of a PDF page cut into operands and operators (PDF 1.7, 7.8.2).

pdfminer takes most of its time for that. Only what is beyond doubt is cut here: a stream with
anything else, a comment or an image written into it, is left to pdfminer.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pdfminer.psparser import LIT

MOST_BYTES = 4_000_000
"""A larger stream is cut by pdfminer token by token, which takes no memory."""

_END = rb"(?=[\s()<>\[\]/]|\Z)"
_TOKEN = re.compile(
    rb"\s*+(?:"
    rb"(?P<whole>[+-]?\d{1,18}+)" + _END + rb"|(?P<broken>[+-]?(?:\d++\.\d*+|\.\d++))" + _END +
    rb"|(?P<operator>[A-Za-z][A-Za-z0-9]*+\*?|['\"])" + _END +
    rb"|<(?P<digits>(?>(?:[0-9A-Fa-f]{2})*))>"
    rb"|\((?P<plain>[^()\\\r]*+)\)"
    rb"|\((?P<escaped>[^()\\\r]*+(?>(?:\\(?:[0-7]{1,3}|[nrtbf()\\])[^()\\\r]*+)+))\)"
    rb"|/(?P<name>[A-Za-z0-9_.+:-]++)" + _END +
    rb"|(?P<opened>\[)|(?P<closed>\])"
    rb"|(?P<properties><<"
    rb"(?>(?:[^][<>()%]|<[0-9A-Fa-f\s]*+>|\([^()\\]*+\)|\[[^][<>()%]*+\])*)>>)"
    rb"(?=\s*+(?:BDC|DP)" + _END + rb")"
    rb"|\Z)"
)  # fmt: skip
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)")
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS = frozenset({b"true", b"false", b"null", b"BI", b"ID", b"EI", b"BX", b"EX"})
_LARGEST = 255
_BRACKETS = frozenset({"opened", "closed"})


class Operator(NamedTuple):
    """What is done with the operands before it."""

    name: bytes


def tokens_of(stream: bytes) -> Sequence[Any] | None:
    """Operands as pdfminer has them, and operators; ``None`` where its own parser is needed.

    A property list draws nothing: it is not looked into, and left empty.
    """
    if len(stream) > MOST_BYTES:
        return None
    tokens: list[Any] = []
    array: list[Any] | None = None
    end = 0
    for found in _TOKEN.finditer(stream):
        kind = found.lastgroup
        if found.start() != end:
            return None
        end = found.end()
        if kind is None:
            break
        if kind in _BRACKETS:
            if (array is None) != (kind == "opened"):
                return None
            if array is None:
                array = []
            else:
                tokens.append(array)
                array = None
            continue
        token = _VALUES[kind](found[kind])
        if token is None or (array is not None and type(token) is Operator):
            return None
        (tokens if array is None else array).append(token)
    return tokens if end == len(stream) and array is None else None


def _operator(name: bytes) -> Operator | None:
    return None if name in _WORDS else Operator(name)


def _unescaped(text: bytes) -> bytes | None:
    codes = [int(code, 8) for code in _ESCAPED.findall(text) if code.isdigit()]
    return _ESCAPED.sub(_meant, text) if max(codes, default=0) <= _LARGEST else None


def _meant(escaped: re.Match[bytes]) -> bytes:
    sign = escaped[1]
    return bytes((int(sign, 8),)) if sign.isdigit() else _MEANT.get(sign, sign)


_VALUES: Mapping[str, Callable[[bytes], Any]] = {
    "whole": int,
    "broken": float,
    "operator": _operator,
    "digits": lambda digits: bytes.fromhex(digits.decode("ascii")),
    "plain": bytes,
    "escaped": _unescaped,
    "name": lambda name: LIT(name.decode("ascii")),
    "properties": lambda _: {},
}
