"""Lines of running text joined into paragraphs, by the way they are set."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from audits.documents.pdf.characters import continued
from audits.documents.pdf.page import TextLine

_SHORT = 2.5  # em that the last line of a paragraph leaves free; a full line may hang by less
_INDENT = 1.2  # em
_MANY = 0.2  # of the lines that begin at the commonest place
_SAME_TYPE = 1.15  # ratio of heights
_PITCH = 1.5  # of the usual distance between base lines
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_LAST_SIGN = "。！？；：:;!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Where the lines of a file's running text begin and end, in points."""

    left: float
    right: float
    em: float
    """Height of its type."""
    pitch: float
    """Distance between base lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line of running text, with the page it stands on."""

    line: TextLine
    page: int


def measure_of(lines: Sequence[PlacedLine]) -> Measure | None:
    """How the running text is set; None where there is none."""
    if not lines:
        return None
    em = mode(round(placed.line.em, 1) for placed in lines)
    body = [placed for placed in lines if _is_same_type(placed.line.em, em)]
    ends = sorted(placed.line.box.right for placed in body)
    steps = [
        round(lower.line.box.bottom - upper.line.box.bottom)
        for upper, lower in pairwise(body)
        if upper.page == lower.page and lower.line.box.bottom > upper.line.box.bottom
    ]
    return Measure(
        left=_margin_of(body),
        right=ends[(len(ends) - 1) * 9 // 10],
        em=em,
        pitch=mode(steps) if steps else em * 2,
    )


def _margin_of(body: Sequence[PlacedLine]) -> float:
    """Where lines begin that begin no paragraph: the leftmost place that many share."""
    begins = Counter(round(placed.line.box.left) for placed in body)
    return min(
        left for left, count in begins.items() if count >= _MANY * begins.most_common(1)[0][1]
    )


def paragraphs_of(lines: Sequence[PlacedLine], measure: Measure) -> Iterator[str]:
    """The text of each paragraph of consecutive lines."""
    last: PlacedLine | None = None
    text = ""
    for placed in lines:
        if last is not None and not _goes_on(last, placed, measure):
            yield text
            text = ""
        text = continued(text, placed.line.text, is_full=True)
        last = placed
    if text:
        yield text


def _goes_on(upper: PlacedLine, lower: PlacedLine, measure: Measure) -> bool:
    if not _is_same_type(upper.line.em, lower.line.em):
        return False
    if upper.page == lower.page and _step(upper, lower) > _PITCH * max(
        measure.pitch, 1.5 * upper.line.em
    ):
        return False
    if _is_display(upper.line, measure) and _is_display(lower.line, measure):
        return not _HEADING.match(lower.line.text)
    if _HEADING.match(lower.line.text) and upper.line.text[-1] in _LAST_SIGN:
        return False
    is_short = upper.line.box.right < measure.right - _SHORT * upper.line.em
    is_indented = lower.line.box.left > measure.left + _INDENT * lower.line.em
    return not is_short and not is_indented


def _step(upper: PlacedLine, lower: PlacedLine) -> float:
    return lower.line.box.bottom - upper.line.box.bottom


def _is_same_type(one: float, other: float) -> bool:
    return max(one, other) <= _SAME_TYPE * min(one, other)


def _is_display(line: TextLine, measure: Measure) -> bool:
    """Whether the line is of a title: larger than the running text, and set in the middle."""
    middle = (measure.left + measure.right) / 2
    is_centred = abs((line.box.left + line.box.right) / 2 - middle) < 2 * line.em
    return line.em > _SAME_TYPE * measure.em and is_centred
