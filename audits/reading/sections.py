"""The numbered sections of a report: their headings, and what stands under each."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audits.documents.document import AttachmentLink, Block, Frame, Paragraph, Picture, Table
from audits.reading.labels import distance_within, plain
from rules.report import SectionReading
from rules.spec import FormatSpec

_NUMERAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．,，:：]?|[(（][一二三四五六七八九十]{1,2}[)）]、?|[1-9][、.．])"
)
_FARTHEST = 3
_LONGEST_HEADING = 45
_LONGEST_PARAGRAPH = 20_000
"""A longer one begins with no heading."""
_SHORTEST_TO_APPROXIMATE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section's heading among the blocks."""

    key: str
    block: int
    text: str
    rest: str = ""
    """What follows the heading in the same paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The sections of a document and the paragraphs above the first."""

    sections: Mapping[str, SectionReading]
    intro: tuple[str, ...]
    first_block: int
    """Index of the first heading's block; the number of blocks when there is none."""


def headings_in(spec: FormatSpec, blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """One heading a section, in order; of several the last, for a list of parts comes first."""
    found: dict[str, Heading] = {}
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.is_link:
            heading = heading_in(spec, block.text, number)
            if heading is not None:
                found[heading.key] = heading
    return tuple(sorted(found.values(), key=lambda h: h.block))


def heading_in(spec: FormatSpec, text: str, number: int = 0) -> Heading | None:
    """The heading that a paragraph is or begins with, or ``None``.

    A heading with its numeral may be followed by text; one without must be the whole line; one
    that is misprinted must have its numeral and be the whole line.
    """
    found = _found_in(spec, text) if len(text) <= _LONGEST_PARAGRAPH else None
    return Heading(key=found[0], block=number, text=found[1], rest=found[2]) if found else None


@lru_cache(maxsize=4_096)
def _found_in(spec: FormatSpec, text: str) -> tuple[str, str, str] | None:
    """Key, heading and what follows it."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    numeral = _NUMERAL.match(squeezed)
    words = squeezed[numeral.end() :] if numeral else squeezed
    for key, pattern in _patterns(spec):
        match = pattern.match(words)
        if match is None:
            continue
        rest = words[match.end() :].lstrip(":：。")
        if not rest:
            return key, text, ""
        if numeral and words[match.end() : match.end() + 1] in set(":：。"):
            return key, squeezed[: numeral.end()] + match[0], rest
    if numeral and len(squeezed) <= _LONGEST_HEADING:
        near = _nearest(spec, plain(words))
        if near is not None:
            return near, text, ""
    return None


@lru_cache(maxsize=8)
def _patterns(spec: FormatSpec) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = []
    for section in spec.sections:
        own = re.escape(unicodedata.normalize("NFKC", section.heading))
        pairs += [(section.key, re.compile(p)) for p in (own, *section.accepted)]
    return tuple(pairs)


def _nearest(spec: FormatSpec, words: str) -> str | None:
    if len(words) < _SHORTEST_TO_APPROXIMATE:
        return None
    for section in spec.sections:
        if distance_within(words, plain(section.heading), _FARTHEST):
            return section.key
    return None


def outline_of(spec: FormatSpec, blocks: Sequence[Block]) -> Outline:
    """Sections from heading to heading, without what lies outside the report's part of a page."""
    headings = headings_in(spec, blocks)
    inside = _content_path([blocks[h.block] for h in headings])
    sections: dict[str, SectionReading] = {}
    for position, heading in enumerate(headings):
        end = headings[position + 1].block if position + 1 < len(headings) else len(blocks)
        under = [b for b in blocks[heading.block + 1 : end] if _is_inside(b, inside)]
        sections[heading.key] = _section(heading, position, under)
    first = headings[0].block if headings else len(blocks)
    above = [b for b in blocks[:first] if _is_inside(b, inside)]
    return Outline(sections=sections, intro=tuple(_texts(above)), first_block=first)


def _content_path(nodes: Sequence[Block]) -> tuple[int, ...]:
    """The path of the smallest element that holds all headings."""
    paths = [node.path for node in nodes if node.path]
    if len(paths) < 2:
        return ()
    shortest, longest = min(paths), max(paths)
    common = 0
    while common < len(shortest) and shortest[common] == longest[common]:
        common += 1
    return shortest[:common]


def _is_inside(block: Block, path: tuple[int, ...]) -> bool:
    return block.path[: len(path)] == path


def _section(heading: Heading, position: int, under: Sequence[Block]) -> SectionReading:
    kinds = [type(block) for block in under]
    texts = [heading.rest] if heading.rest else []
    return SectionReading(
        heading=heading.text,
        position=position,
        paragraphs=(*texts, *_texts(under)),
        tables=kinds.count(Table),
        pictures=kinds.count(Picture),
        frames=kinds.count(Frame),
        attachments=kinds.count(AttachmentLink),
    )


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    return (block.text for block in blocks if isinstance(block, Paragraph))
