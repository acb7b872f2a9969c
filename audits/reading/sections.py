"""The sections of a report, each from its heading to the next, and what stands in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.documents.document import AttachmentLink, Block, Frame, Paragraph, Picture, Table
from audits.reading.headings import Heading, headings_in
from rules.privacy.masking import SHORTEST, matches_in
from rules.report import SectionReading
from rules.spec import FormatSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The sections of a document and the paragraphs above the first."""

    sections: Mapping[str, SectionReading]
    intro: tuple[str, ...]
    first_block: int
    """Index of the first heading's block; the number of blocks when there is none."""


def outline_of(spec: FormatSpec, blocks: Sequence[Block]) -> Outline:
    """Sections from heading to heading, without what lies outside the report's part of a page."""
    headings = headings_in(spec, blocks)
    inside = _content_path([blocks[h.block] for h in headings])
    depth = len(inside)
    sections: dict[str, SectionReading] = {}
    for position, heading in enumerate(headings):
        end = headings[position + 1].block if position + 1 < len(headings) else len(blocks)
        under = [b for b in blocks[heading.block + 1 : end] if b.path[:depth] == inside]
        sections[heading.key] = _section(heading, position, under)
    first = headings[0].block if headings else len(blocks)
    above = [b for b in blocks[:first] if b.path[:depth] == inside]
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


def _section(heading: Heading, position: int, under: Sequence[Block]) -> SectionReading:
    kinds = [type(block) for block in under]
    unclear = not under and not heading.is_known  # its line may be the content itself
    texts = [heading.text] if unclear and not heading.rest else []
    texts += [heading.rest] if heading.rest else []
    return SectionReading(
        heading=heading.text,
        position=position,
        paragraphs=(*texts, *_texts(under)),
        beside_prose=tuple(filter(matches_in, _texts_beside_prose(under))),
        tables=kinds.count(Table),
        pictures=kinds.count(Picture),
        frames=kinds.count(Frame),
        attachments=kinds.count(AttachmentLink),
    )


def _texts_beside_prose(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.grid.cells if len(cell.text) >= SHORTEST)
        elif isinstance(block, AttachmentLink):
            yield block.text


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    return (block.text for block in blocks if isinstance(block, Paragraph))
