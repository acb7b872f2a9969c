"""Which lines of a document are headings of the form's sections, and which of several is the one.

A page may list its parts above or below the report, and a body may word a heading in its own way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.documents.document import Block, Paragraph, Table
from audits.reading.heading_wording import (
    COUNTED,
    known_wording,
    named_by_beginning,
    nearly_worded,
    numeral_of,
    own_heading,
)
from rules.spec import FormatSpec

_FEWEST_TO_COUNT_BY = 2
"""Headings that must be known before a numeral alone tells a section."""
_LONGEST_PARAGRAPH = 20_000
"""A longer one begins with no heading."""


_Line = tuple[int, str, bool]
"""Number of a block, its text, and whether all of it is a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section's heading among the blocks."""

    key: str
    block: int
    text: str
    rest: str = ""
    """What follows the heading in the same paragraph."""
    is_known: bool = True
    """Worded as the form has it, or nearly; else only its numeral tells the section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    heading: Heading
    style: str | None = None
    is_link: bool = False
    is_numbered_so: bool = False
    """It has the numeral that the form gives the section."""

    def rank(self, stands_apart: int) -> tuple[bool, int, bool, int]:
        """In a list of parts headings follow on each other; of equals the last is meant."""
        return (not self.is_link, stands_apart, self.is_numbered_so, self.heading.block)


_Placed = tuple[_Candidate, int]
"""A candidate, and how many of its sides, above and below, have something else than a heading."""


def headings_in(spec: FormatSpec, blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """One heading a section, in the order of the document.

    Of several, the one with text around it. A line that only has the numeral of a section, a
    misprinted heading without numeral and a heading that is all link count where no other is found
    and they stand between its neighbours.
    """
    lines = tuple(_lines(blocks))
    known = tuple(_known_candidates(spec, lines))
    chosen = _best_of_each(p for p in _placed(known, len(blocks)) if not p[0].is_link)
    if len(chosen) < len(spec.sections):
        weak = tuple(_weak_candidates(spec, lines, known, chosen, len(blocks)))
        for section in spec.sections:
            if section.key not in chosen:
                after, before = _neighbours(spec, section.key, chosen)
                between = (p for p in weak if after < p[0].heading.block < before)
                chosen |= _best_of_each(p for p in between if p[0].heading.key == section.key)
    return tuple(sorted((c.heading for c in chosen.values()), key=lambda h: h.block))


def _weak_candidates(
    spec: FormatSpec,
    lines: Sequence[_Line],
    known: Sequence[_Candidate],
    chosen: Mapping[str, _Candidate],
    blocks: int,
) -> Iterator[_Placed]:
    """Those that count where no other is found."""
    candidates = list(known)
    if len(chosen) >= _FEWEST_TO_COUNT_BY:
        styles = frozenset(c.style for c in chosen.values())
        candidates += _own_wordings(spec, lines, known, styles)
        candidates += _misprinted(spec, lines)
    candidates.sort(key=lambda c: c.heading.block)
    for placed in _placed(candidates, blocks):
        if placed[0].is_link or not placed[0].heading.is_known:
            yield placed


def _best_of_each(candidates: Iterable[_Placed]) -> dict[str, _Candidate]:
    best: dict[str, _Placed] = {}
    for candidate, stands_apart in candidates:
        key = candidate.heading.key
        held = best.get(key)
        if held is None or candidate.rank(stands_apart) > held[0].rank(held[1]):
            best[key] = candidate, stands_apart
    return {key: candidate for key, (candidate, _) in best.items()}


def _neighbours(
    spec: FormatSpec, key: str, chosen: Mapping[str, _Candidate]
) -> tuple[float, float]:
    """The blocks of the nearest headings that the form has before and after a section."""
    keys = [section.key for section in spec.sections]
    place = keys.index(key)
    before = [chosen[k].heading.block for k in keys[:place] if k in chosen]
    after = [chosen[k].heading.block for k in keys[place + 1 :] if k in chosen]
    return (before[-1] if before else -1), (after[0] if after else float("inf"))


def _placed(candidates: Sequence[_Candidate], blocks: int) -> Iterator[_Placed]:
    """Each with how much it stands apart from the others; they are in order."""
    ends = [*(c.heading.block for c in candidates[1:]), blocks]
    above = True
    for candidate, end in zip(candidates, ends, strict=True) if candidates else ():
        below = bool(candidate.heading.rest) or end - candidate.heading.block > 1
        yield candidate, above + below
        above = below


def _known_candidates(spec: FormatSpec, lines: Sequence[_Line]) -> Iterator[_Candidate]:
    numbers = _numbers(spec)
    for block, text, is_link in lines:
        found = known_wording(spec, text)
        if found is None:
            continue
        key, heading, rest = found
        numeral = numeral_of(text)
        if is_link and numeral is None:
            continue
        yield _Candidate(
            heading=Heading(key=key, block=block, text=heading, rest=rest),
            style=numeral.style if numeral else None,
            is_link=is_link,
            is_numbered_so=numeral is not None and numbers.get(numeral.number) == key,
        )


def _own_wordings(
    spec: FormatSpec,
    lines: Sequence[_Line],
    known: Sequence[_Candidate],
    styles: frozenset[str | None],
) -> Iterator[_Candidate]:
    """Lines numbered as the report numbers its sections, whose wording is the body's own.

    A wording that begins as another section's does is of that one, whatever its numeral.
    """
    numbers = _numbers(spec)
    taken = {candidate.heading.block for candidate in known}
    for block, text, is_link in lines:
        numeral = None if is_link or block in taken else numeral_of(text)
        if numeral is None or numeral.style not in styles or numeral.number not in numbers:
            continue
        heading, rest = own_heading(text, numeral)
        counted = numbers[numeral.number]
        key = named_by_beginning(spec, text) or counted
        yield _Candidate(
            heading=Heading(key=key, block=block, text=heading, rest=rest, is_known=False),
            style=numeral.style,
            is_numbered_so=key == counted,
        )


def _misprinted(spec: FormatSpec, lines: Sequence[_Line]) -> Iterator[_Candidate]:
    """Lines without numeral that are a heading of the form but for a misprint."""
    for block, text, is_link in lines:
        key = None if is_link or numeral_of(text) else nearly_worded(spec, text)
        if key is not None and known_wording(spec, text) is None:
            yield _Candidate(heading=Heading(key=key, block=block, text=text, is_known=False))


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    """Number, text and linkedness of what may be or begin with a heading."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_PARAGRAPH:
            yield number, block.text, block.is_link
        elif isinstance(block, Table):
            filled = [cell.text for cell in block.grid.cells[:3] if cell.text]
            if len(block.grid.cells) <= 2 and len(filled) == 1:
                yield number, filled[0], False


def _numbers(spec: FormatSpec) -> Mapping[int, str]:
    return {COUNTED.find(section.numeral) + 1: section.key for section in spec.sections}
