"""One report of the demo county as a value, before it is put into HTML, DOCX or PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crawler.demo_portal.county import Body
from crawler.demo_portal.form import CHINESE_NUMERALS, SECTION_TITLES, Form, FormTable, SectionKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlace:
    """The place of one of the three tables."""

    table: FormTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePlace:
    """The place of a table published as a picture; only pages have these."""

    table: FormTable
    address: str
    """Relative to the page."""


Block = Paragraph | TablePlace | PicturePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: which one it is, its heading as printed, what stands below."""

    key: SectionKey
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """A report as a body publishes it, faults included."""

    body: Body
    year: int
    form: Form
    title: str
    introduction: str
    sections: tuple[Section, ...]
    cells: Mapping[str, str]
    """Printed text by cell id; a row without cells is not printed."""

    def with_blocks(self, key: SectionKey, *blocks: Block) -> "DemoReport":
        """The same report with other content in one section."""
        sections = tuple(
            replace(section, blocks=blocks) if section.key is key else section
            for section in self.sections
        )
        return replace(self, sections=sections)

    def with_cells(self, changed: Mapping[str, str]) -> "DemoReport":
        """The same report with other text in some cells."""
        return replace(self, cells={**self.cells, **changed})

    def without_table(self, table: FormTable) -> "DemoReport":
        """The same report without the cells of one table."""
        kept = {cell: text for cell, text in self.cells.items() if not cell.startswith(f"{table}/")}
        return replace(self, cells=kept)

    def with_section_order(self, *keys: SectionKey) -> "DemoReport":
        """The same report with these sections only, in this order, numbered anew."""
        by_key = {section.key: section for section in self.sections}
        sections = tuple(
            replace(by_key[key], heading=numbered_heading(position, key))
            for position, key in enumerate(keys)
        )
        return replace(self, sections=sections)


def numbered_heading(position: int, key: SectionKey) -> str:
    """The heading of a section at a position counted from 0: 一、总体情况."""
    return f"{CHINESE_NUMERALS[position]}、{SECTION_TITLES[key]}"
