"""Page numbers and running heads: what a page prints that is no part of the report."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from audits.documents.pdf.page import PageText, TextLine

_MARKED_NUMBER = re.compile(
    r"[-\u2010-\u2015－·~～]+ ?\d{1,3} ?[-\u2010-\u2015－·~～]+"
    r"|第 ?\d{1,3} ?页(?:[ ,，/]*共 ?\d{1,3} ?页)?"
    r"|\d{1,3} ?/ ?\d{1,3}"
)
_LONE_NUMBER = re.compile(r"\d{1,3}")
_NUMBER_MARGIN = 0.12  # of the page's height
_HEAD_MARGIN = 0.07
_SAME_HEIGHT = 3.0  # points
_HEADS_AT_AN_EDGE = 2

_Key = tuple[str, int | None]
"""Wording of a line, and its height where that matters."""


def without_furniture(
    pages: Sequence[PageText], *, is_recognised: bool = False
) -> tuple[PageText, ...]:
    """The pages without page numbers and running heads; their boxes stand in ``furniture``.

    A number between dashes, or as ``第 4 页``, is a page number in the first or last line of a
    page. A lone number is one only in the margin and where it counts with the pages. A running
    head stands at one height on all pages, unless they were put into a scanner one by one.
    """
    headless = _without_heads(_without_numbers(pages), _wording_of if is_recognised else _key_of)
    return _without_numbers(headless)


def _without_numbers(pages: Sequence[PageText]) -> tuple[PageText, ...]:
    agreed = _offset_of_lone_numbers(pages)
    return tuple(
        _without(
            page,
            {
                *_page_numbers_of(page),
                *(x for x in _lone_numbers_of(page) if int(x.text) - page.number == agreed),
            },
        )
        for page in pages
    )


def _without_heads(
    pages: Sequence[PageText], key_of: Callable[[TextLine], _Key]
) -> tuple[PageText, ...]:
    """Without the lines whose like return in the margin of half the pages or more."""
    counts = Counter(key for page in pages for key in {key_of(x) for x in _in_margin(page)})
    heads = {key for key, count in counts.items() if count > 1 and count * 2 >= len(pages)}
    return tuple(
        _without(page, {line for line in _in_margin(page) if key_of(line) in heads})
        for page in pages
    )


def _without(page: PageText, furniture: set[TextLine]) -> PageText:
    return replace(
        page,
        lines=tuple(line for line in page.lines if line not in furniture),
        furniture=(*page.furniture, *(line.box for line in page.lines if line in furniture)),
    )


def _edge_lines(page: PageText, depth: int = 1) -> tuple[TextLine, ...]:
    return (*page.lines[:depth], *page.lines[max(depth, len(page.lines) - depth) :])


def _page_numbers_of(page: PageText) -> Iterator[TextLine]:
    return (line for line in _edge_lines(page) if _MARKED_NUMBER.fullmatch(line.text))


def _lone_numbers_of(page: PageText) -> Iterator[TextLine]:
    for line in _edge_lines(page):
        at_edge = min(line.box.top, page.height - line.box.bottom) < _NUMBER_MARGIN * page.height
        if at_edge and _LONE_NUMBER.fullmatch(line.text):
            yield line


def _offset_of_lone_numbers(pages: Sequence[PageText]) -> int | None:
    """What is added to the place of a page to give its number; None where nothing counts."""
    offsets = Counter(
        int(line.text) - page.number for page in pages for line in _lone_numbers_of(page)
    )
    for offset, count in offsets.most_common(1):
        if count > 1 or (len(pages) == 1 and offset == 0):
            return offset
    return None


def _in_margin(page: PageText) -> Iterator[TextLine]:
    for line in _edge_lines(page, _HEADS_AT_AN_EDGE):
        if min(line.box.bottom, page.height - line.box.top) < _HEAD_MARGIN * page.height:
            yield line


def _wording_of(line: TextLine) -> _Key:
    return re.sub(r"\d+", "#", line.text).replace(" ", ""), None


def _key_of(line: TextLine) -> _Key:
    return re.sub(r"\d+", "#", line.text), round(line.box.bottom / _SAME_HEIGHT)
