"""A published file, taken apart without judging it: blocks in order, and a second flattening.

Two readers read a report independently. The grid reader uses ``blocks``; the sequence reader uses
``lines``. A file kind must make the two from the bytes by different means, so that one mistake
cannot show in both.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rules.language import Text
from rules.place import Place


class DocumentUnreadable(Exception):
    """The bytes cannot be taken apart; ``reason`` tells a person why, in both languages."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class GridCell(NamedTuple):
    """A cell of a table, at the row and column (from 0) where it starts."""

    text: str
    """White space folded; line breaks inside the cell are single spaces."""
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place | None = None
    """Where it stands, when row and column of the grid do not say it all."""
    shows_more: bool = False
    """A person sees more than the text: a picture, a field, struck or raised characters."""
    recognised: bool = False
    """The text was read off a picture of it."""
    picture: str = ""
    """The cell as a person sees it (PNG in base64); only where the text was read off a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table whose merged cells stand once, with their spans; parts over page ends are joined."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or heading outside any data table, white space folded."""

    text: str
    path: tuple[int, ...] = ()
    """Where it stands in the tree of a page; empty where the kind of file has no tree."""
    is_link: bool = False
    """All of it is one link: navigation, and no statement of the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that holds no other table."""

    grid: Grid
    path: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that may hold content."""

    source: str
    path: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An embedded page or viewer."""

    source: str
    path: tuple[int, ...] = ()
    by_script: bool = False
    """A script that may draw something in its place, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLink:
    """A link to a file."""

    address: str
    text: str
    path: tuple[int, ...] = ()


Block = Paragraph | Table | Picture | Frame | AttachmentLink


class Line(NamedTuple):
    """A piece of the second flattening, in document order."""

    text: str
    """White space folded; empty for a cell that holds nothing."""
    place: Place
    is_cell: bool = False
    """The piece is known to be exactly one table cell (mark-up said so)."""
    ends_row: bool = False
    """The piece is known to be the last cell of its row; never said where rows are not marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFields:
    """What a page says of itself outside its text; every field may be wrong or absent."""

    title: str | None = None
    """``<title>`` or meta title."""
    headline: str | None = None
    """The headline element of the page."""
    published_on: date | None = None
    """From the page's own publication field or meta tag, never from prose."""
    source: str | None = None
    """Publishing body by the page's own field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedFile:
    """A file inside a file: a member of an archive, a picture or document written into a page."""

    name: str
    """Path in the archive, or the ``source`` of the picture or frame that shows it."""
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file taken apart."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    fields: PageFields = field(default_factory=PageFields)
    enclosed: tuple[EnclosedFile, ...] = ()
    """Files within it that may be the report or hold part of it."""
    recognised: bool = False
    """Text of it was read off pictures of pages, prose included."""
    notes: tuple[Text, ...] = ()
    """What was met on the way that a person should know (charset disagreement, pages left out)."""
