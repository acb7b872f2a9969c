"""Printed cells to figures and back: what a cell's text says, and nothing more."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from rules.report import CellForm

_LONGEST_NUMBER = 18

_PLACEHOLDERS = frozenset(
    {
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "–",
        "―",
        "无",
        "无此项",
        "x",
        "xx",
        "?",
        "*",
        "**",
        "...",
        "……",
    }
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DASHES = dict.fromkeys(map(ord, "−‐‑‒–"), "-")
_NO_CLEAR_FIGURE = re.compile(
    r"[一二三四五六七八九十百千万亿零两/%‰~～+\-<>≤≥()\[\]^*—―负减降少△▲↓约近超余多第]"
    r"|以[上下内]|不足|小于|大于|左右"
)
"""Beside a figure these make it another one, a range, a sign or a mark of a note."""


@lru_cache(maxsize=4_096)
def form_and_value(raw: str) -> tuple[CellForm, Decimal | None]:
    """What the text of a cell is, and its figure when it has exactly one.

    ``1,234`` is 1234, ``０`` is 0, ``+4`` is 4, ``251000元`` is 251000 with words; ``3/5``,
    ``2-4``, ``12 34``, ``1,23``, ``.5``, ``(5)``, ``减5``, ``约5``, ``5①`` have no single figure.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        return CellForm.BLANK, None
    if text.lower() in _PLACEHOLDERS:
        return CellForm.PLACEHOLDER, None
    if _has_digits_of_another_kind(raw):
        return CellForm.TEXT, None
    text = text.translate(_DASHES)
    if (value := _number(text)) is not None:
        return CellForm.NUMBER, value
    return _number_beside_words(text)


def figure_text(value: Decimal) -> str:
    """A figure as people write it: no plus sign, exponent, grouping or zeros at the end."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _has_digits_of_another_kind(raw: str) -> bool:
    """Circled, raised and fraction digits: they mark notes and would run into the figure."""
    return not raw.isascii() and any(c.isnumeric() and not c.isdecimal() for c in raw)


def _number(text: str) -> Decimal | None:
    plain = text.replace("，", ",")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not plain.isascii() or not _NUMBER.fullmatch(plain) or len(plain) > _LONGEST_NUMBER:
        return None
    return Decimal(plain)


def _number_beside_words(text: str) -> tuple[CellForm, Decimal | None]:
    """``251000元``, ``共3件``: one run of digits, and words that are no second figure."""
    found = re.fullmatch(r"(\D*?)([+-]?[\d,]+(?:\.\d+)?)(\D*)", text.replace("，", ","))
    value = _number(found[2]) if found is not None else None
    if found is None or value is None:
        return CellForm.TEXT, None
    before, after = found[1], found[3]
    if _NO_CLEAR_FIGURE.search(before) or _NO_CLEAR_FIGURE.search(after):
        return CellForm.TEXT, None
    if before.endswith((".", ",")) or after.startswith((".", ",")):
        return CellForm.TEXT, None
    return CellForm.NUMBER_WITH_TEXT, value
