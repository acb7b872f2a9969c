"""What a PDF page prints: runs of characters, and the boxes and lines drawn, in millimetres."""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pdfplumber

_MM = 25.4 / 72
_RULE_WIDTH = 3.0  # points
_NEW_RUN = 0.7  # em between characters of a run


class Printed(NamedTuple):
    """A character: its left edge and base line from the top left corner of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Drawn(NamedTuple):
    """A box that is filled or outlined, or a line (no height or no width)."""

    left: float
    top: float
    right: float
    bottom: float
    is_filled: bool
    is_white: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """A page."""

    width: float
    height: float
    runs: tuple[tuple[Printed, ...], ...]
    drawn: tuple[Drawn, ...]


def drawn_pages(content: bytes, *, joins_rows: bool) -> tuple[DrawnPage, ...]:
    """The pages of a PDF; ``joins_rows``: a run goes on over the gaps in its line."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return tuple(_page_of(page, joins_rows=joins_rows) for page in pdf.pages)


def _page_of(page: Any, *, joins_rows: bool) -> DrawnPage:
    printed = [_printed(char, page.height) for char in page.chars if char["text"].strip()]
    if joins_rows:
        printed.sort(key=lambda character: (round(character.base, 1), character.left))
    return DrawnPage(
        width=page.width * _MM,
        height=page.height * _MM,
        runs=tuple(_runs_of(printed, joins_rows=joins_rows)),
        drawn=tuple(_drawn_on(page)),
    )


def _printed(char: dict[str, Any], height: float) -> Printed:
    return Printed(
        text=char["text"],
        left=char["x0"] * _MM,
        right=char["x1"] * _MM,
        base=(height - char["matrix"][5]) * _MM,
        size=char["size"] * _MM,
    )


def _runs_of(printed: Sequence[Printed], *, joins_rows: bool) -> Iterator[tuple[Printed, ...]]:
    run: list[Printed] = []
    for character in printed:
        if run and not _goes_on(run[-1], character, joins_rows=joins_rows):
            yield tuple(run)
            run = []
        run.append(character)
    if run:
        yield tuple(run)


def _goes_on(before: Printed, character: Printed, *, joins_rows: bool) -> bool:
    gap = character.left - before.right
    return (
        abs(character.base - before.base) < 0.05
        and abs(character.size - before.size) < 0.05
        and gap > -0.2 * before.size
        and (joins_rows or gap < _NEW_RUN * before.size)
    )


def _drawn_on(page: Any) -> Iterator[Drawn]:
    for shape in (*page.rects, *page.lines):
        is_line = shape["object_type"] == "line"
        is_thin = min(shape["width"], shape["height"]) <= _RULE_WIDTH
        color = shape["non_stroking_color"]
        parts = color if isinstance(color, tuple) else (color,)
        yield Drawn(
            left=shape["x0"] * _MM,
            top=shape["top"] * _MM,
            right=shape["x1"] * _MM,
            bottom=shape["bottom"] * _MM,
            is_filled=not is_line and (is_thin or not shape["stroke"]),
            is_white=all(isinstance(part, int | float) and part > 0.98 for part in parts),
        )
