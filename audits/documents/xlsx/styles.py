"""How the cells of a workbook show what they hold: number formats, and struck characters."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from audits.documents.xlsx.number_format import BUILT_IN

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF = frozenset({"0", "false"})
_CHANGED = (S + "strike", S + "vertAlign")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The style of a cell."""

    number_format: str | None = "General"
    """``None``: a date, a time, or another that we do not follow."""
    is_struck: bool = False
    """Its characters are struck through or raised."""


def styles_of(root: etree._Element | None) -> Sequence[Style]:
    """By the number that a cell gives."""
    if root is None:
        return (Style(),)
    custom = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    struck = [changes(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    return tuple(
        Style(
            number_format=_format(element.get("numFmtId", "0"), custom),
            is_struck=_at(struck, element.get("fontId", "0")),
        )
        for element in root.iterfind(f"{S}cellXfs/{S}xf")
    ) or (Style(),)


def changes(font: etree._Element) -> bool:
    """The font strikes its characters through, or raises them."""
    return any(
        child.tag in _CHANGED and child.get("val", "1") not in {*_OFF, "baseline"} for child in font
    )


def _format(number: str, custom: dict[str, str]) -> str | None:
    if number in custom:
        return custom[number]
    return BUILT_IN.get(int(number)) if number.isascii() and number.isdigit() else None


def _at(flags: Sequence[bool], number: str) -> bool:
    return number.isascii() and number.isdigit() and int(number) < len(flags) and flags[int(number)]
