"""Numerals as prose prints them: digits of either width, grouped digits, Chinese numerals."""

from decimal import Decimal, InvalidOperation
from functools import lru_cache

WRITTEN = "〇○零一二两三四五六七八九十百千万亿廿卅"
"""The characters of a Chinese numeral."""

_MOST_DIGITS = 18
"""More are no count; arithmetic keeps all of these."""
_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


def counted(digits: str, scale: str = "") -> Decimal | None:
    """The value of digits with grouping commas and 百, 千, 万 or 亿 behind; ``None`` if none.

    So many digits that nobody counts with them are none.
    """
    plain = digits.replace(",", "").replace("．", ".")
    if len(plain) > _MOST_DIGITS:
        return None
    if not scale and plain.isdecimal():
        return Decimal(plain)
    try:
        value = Decimal(plain) * _SCALES.get(scale, 1)
    except InvalidOperation:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@lru_cache(maxsize=512)
def written(numeral: str) -> int | None:
    """The value of a Chinese numeral; ``None`` where it is not well formed."""
    import cn2an  # noqa: PLC0415  # takes long to load, and most reports write digits

    plain = numeral.replace("○", "〇")
    if plain[0] in "百千万亿":
        plain = f"一{plain}"
    try:
        return int(cn2an.cn2an(plain, "normal"))
    except (ValueError, KeyError):
        return None


def whole_number(text: str) -> int | None:
    """Digits of either width or a Chinese numeral as a number; ``None`` where it is neither."""
    if not text or len(text) > _MOST_DIGITS:
        return None
    return int(text) if text.isdecimal() else written(text)
