"""How large the type of found lines is.

How high a line is found depends on its signs. How far apart they stand tells more, where there are
enough of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from unicodedata import east_asian_width

from audits.documents.recognition.sheet import Sheet, SheetLine

_ENOUGH = 8.0  # signs of full width
_WIDER = 1.2  # of the usual distance between signs
_HIGHER = 1.65  # em; found lines of the usual type are 1.4 em high
_TITLE = 1.6  # em


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualType:
    """The type of most of a sheet's running text."""

    found: float
    """Its height in pixels as far as found lines tell."""
    advance: float | None
    """Pixels from sign to sign; ``None`` where no line is long enough to tell."""

    @property
    def em(self) -> float:
        """Its height in pixels; a sign is as wide as it is high."""
        return self.advance or self.found


def usual_type(sheet: Sheet) -> UsualType:
    """What most lines outside of the sheet's tables are set in."""
    cells = [cell.region for table in sheet.tables for cell in table]
    prose = [line for line in sheet.lines if not any(line.region.touches(cell) for cell in cells)]
    advances = [advance for line in prose if (advance := _advance_of(line)) is not None]
    return UsualType(found=sheet.em, advance=median(advances) if advances else None)


def type_of(pieces: Sequence[SheetLine], usual: UsualType) -> float:
    """Height in pixels of a line's type: the usual, or for what is larger that of titles."""
    advance = _advance_of(max(pieces, key=lambda piece: piece.region.width))
    if advance is not None and usual.advance is not None:
        is_larger = advance > _WIDER * usual.advance
    else:
        is_larger = max(piece.region.height for piece in pieces) > _HIGHER * usual.found
    return usual.em * (_TITLE if is_larger else 1.0)


def _advance_of(line: SheetLine) -> float | None:
    signs = sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in line.text)
    return line.region.width / signs if signs >= _ENOUGH else None
