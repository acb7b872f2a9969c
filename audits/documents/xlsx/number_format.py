"""A number as its format shows it (ECMA-376, part 1, 18.8.31), for the formats of plain figures."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

GENERAL = "General"
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-",
    42: "#,##0;-#,##0;-",
    43: "#,##0.00;-#,##0.00;-",
    44: "#,##0.00;-#,##0.00;-",
    49: "@",
}
"""By number; what is not here shows a date, a time or a power."""

_NOT_SHOWN = re.compile(r"_.|\*.|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|\$-?[^\]]*)\]")
_LITERAL = re.compile(r'\\(.)|"([^"]*)"')
_PLAIN = re.compile(
    r"(?P<before>[^0#?]*?)(?P<whole>[#?]*,?[#?]*[0#?]+)(?P<decimals>\.0+)?(?P<after>.*)"
)
_AROUND = re.compile(r"[-+()%元件条项万\s]*")
_SIGNIFICANT = 11
_POWER_SHOWN_FROM = Decimal(10) ** 11
_LEAST_SHOWN = Decimal("0.0001")


class Shown(NamedTuple):
    """What a person sees of a number."""

    text: str
    is_whole: bool = True
    """The text tells it all; otherwise the format is one that we do not follow."""


def shown_number(written: str, code: str) -> Shown:
    """The number in the XML, in a cell with this format."""
    try:
        value = Decimal(written)
    except ArithmeticError:
        return Shown(written, is_whole=False)
    if not value.is_finite():
        return Shown(written, is_whole=False)
    sections = [_NOT_SHOWN.sub("", section) for section in code.split(";")]
    section, value = _section_for(value, sections)
    if section in {GENERAL, "@", "G/通用格式"}:
        return _general(value)
    return _plain(value, section)


def _section_for(value: Decimal, sections: list[str]) -> tuple[str, Decimal]:
    """The part of the format for a number of its sign; a part for negatives prints its own."""
    if value == 0 and len(sections) > 2:  # positive; negative; zero
        return sections[2], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    return sections[0], value


def _general(value: Decimal) -> Shown:
    if value != 0 and not _LEAST_SHOWN <= abs(value) < _POWER_SHOWN_FROM:
        return Shown(format(value, "f"), is_whole=False)
    rounded = Decimal(format(value, f".{_SIGNIFICANT}g"))
    text = format(rounded, "f")
    return Shown(text.rstrip("0").rstrip(".") if "." in text else text)


def _plain(value: Decimal, section: str) -> Shown:
    pattern = _LITERAL.sub(lambda found: found[1] or found[2] or "", section)
    found = _PLAIN.fullmatch(pattern)
    if found is None:
        return Shown(pattern, is_whole=_AROUND.fullmatch(pattern) is not None)
    before, after = found["before"], found["after"]
    if not (_AROUND.fullmatch(before) and _AROUND.fullmatch(after)):
        return Shown(format(value, "f"), is_whole=False)
    percent = value * 100 if "%" in after else value
    places = len(found["decimals"] or ".") - 1
    rounded = percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    figure = format(rounded, ",f" if "," in found["whole"] else "f")
    if not rounded and "0" not in found["whole"] and not places:
        figure = ""
    sign = "-" if rounded < 0 and not figure.startswith("-") else ""
    return Shown(f"{sign}{before}{figure}{after}".strip())
