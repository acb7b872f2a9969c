"""Characters of a text object, each at its place (GB/T 33190-2016, 11.3).

The standard does not say how wide a glyph is; where no step to the next is written, a Chinese
character is taken to be as wide as it is high, and any other half as wide.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from audits.documents.ofd.numbers import number_in
from audits.documents.ofd.objects import PlacedObject, is_inked
from audits.documents.ofd.package import damaged, too_much
from audits.documents.ofd.pages import children

MOST_CHARACTERS_A_PAGE = 20_000

_UPRIGHT = 0.1  # rise over run
_NARROW = 0.5  # em
_NO_CHARACTER = frozenset("\u00a4\ufffd\u25a1")
"""What makers write for a glyph whose character they do not know."""


_LAID_OUT = re.compile(r"\A\s*\n\s*|\s*\n\s*\Z")
"""White space that only sets out the XML."""


class OfdCharacter(NamedTuple):
    """A character, in millimetres from the top left corner of the page."""

    text: str
    left: float
    right: float
    base: float
    em: float
    is_aslant: bool
    """It does not stand upright, as of a watermark."""
    is_told: bool
    """It is in a colour that shows on white, and its maker knew which character it is."""


def characters_of(placed: PlacedObject) -> Iterator[OfdCharacter]:
    """The characters that the object prints, white space left out.

    Raises:
        DocumentUnreadable: the object is not as the standard says.
    """
    element, matrix = placed.element, placed.matrix
    size = number_in(element.get("Size"), 0.0)
    wide = number_in(element.get("HScale"), 1.0)
    turned = {element.get("ReadDirection", "0"), element.get("CharDirection", "0")} != {"0"}
    run, rise = matrix.a, matrix.b
    stands = run > 0 and abs(rise) <= _UPRIGHT * run and matrix.d > 0 and not turned
    shows = is_inked(element, "Fill", usually=True) or is_inked(element, "Stroke", usually=False)
    em = size * math.hypot(matrix.c, matrix.d)
    for character, x, y, step in _glyphs_in(placed, size * wide):
        is_unknown = _is_unknown(character)
        if not character.strip() or not (is_unknown or character.isprintable()):
            continue
        left, base = matrix.place(x, y)
        usual = size * wide * _width_of(character)
        width = min(step, usual) if step > 0 else usual
        yield OfdCharacter(
            text=character,
            left=left,
            right=left + width * abs(run),
            base=base,
            em=em,
            is_aslant=not stands,
            is_told=shows and em > 0 and not is_unknown,
        )


def _is_unknown(character: str) -> bool:
    return character in _NO_CHARACTER or unicodedata.category(character) == "Co"


def _width_of(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW


def _glyphs_in(placed: PlacedObject, em: float) -> Iterator[tuple[str, float, float, float]]:
    """Characters, their origins, and the steps to the next; 0 where none is written."""
    x = y = 0.0
    for code in children(placed.element, "TextCode"):
        text = _LAID_OUT.sub("", code.text or "")
        if len(text) > MOST_CHARACTERS_A_PAGE:
            raise too_much()
        x, y = number_in(code.get("X"), x), number_in(code.get("Y"), y)
        across = _steps(code.get("DeltaX"), len(text))
        down = _steps(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, character in enumerate(text):
            is_told = index < len(across) or index < len(down)
            step = across[index] if index < len(across) else 0.0
            yield character, at_x, at_y, step
            at_x += step if is_told else em * _width_of(character)
            at_y += down[index] if index < len(down) else 0.0


def _steps(written: str | None, most: int) -> list[float]:
    """The list with ``g n d`` written out (``n`` times ``d``), no longer than is of use."""
    steps: list[float] = []
    words = iter((written or "").split())
    for word in words:
        if len(steps) >= most:
            break
        if word == "g":
            count = int(number_in(next(words, ""), -1))
            step = next(words, "")
            if count < 0 or not step:
                raise damaged()
            steps += [number_in(step, 0.0)] * min(count, most - len(steps))
        else:
            steps.append(number_in(word, 0.0))
    return steps
