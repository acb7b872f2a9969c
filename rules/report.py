"""One annual report as it was read: cells, tables, sections and identity.

Cell ids are ``table/row/column`` as in ``contract.md``: ``t3/granted/natural_person``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from rules.language import Text
from rules.place import Place
from rules.privacy.exposure import Exposure


class CellForm(StrEnum):
    """What the text of a cell is."""

    NUMBER = "number"
    """One plain number, perhaps with a sign, grouping commas or full-width digits."""
    BLANK = "blank"
    """Nothing, or white space only."""
    PLACEHOLDER = "placeholder"
    """A mark that stands for nothing: ``/``, ``—``, ``无``."""
    NUMBER_WITH_TEXT = "number_with_text"
    """One clear number and words beside it: ``251000元``."""
    TEXT = "text"
    """Words, several numbers or a range: no figure can be taken from it."""
    HIDDEN = "hidden"
    """A plain number that looks like one of a person: what was printed is not kept."""


class Origin(NamedTuple):
    """Which reader found a cell, and where."""

    reader: str
    """``grid`` or ``sequence``."""
    place: Place
    raw: str | None = None
    """As this reader read it, where that is not letter for letter the text of the cell."""


class Cell(NamedTuple):
    """A cell that both readers located and read alike.

    A tuple and no dataclass, because a report has hundreds of them.
    """

    raw: str
    """As published, white space folded."""
    value: Decimal | None
    """The figure; ``None`` when blank or when no single number can be taken from the text."""
    form: CellForm
    origins: tuple[Origin, ...] = ()
    recognised: bool = False
    """Read off a picture: no error may rest on it, only a doubt for a person to settle."""
    picture: str = ""
    """The cell as a person sees it (PNG in base64), where it was read off a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A cell that the two readers read differently; ``None`` where one found nothing."""

    grid: str | None
    sequence: str | None
    origins: tuple[Origin, ...] = ()
    picture: str = ""
    """The cell as a person sees it (PNG in base64), where it was read off a picture."""


class TableState(StrEnum):
    """Whether a table of the form was found."""

    READ = "read"
    """It stands in the report as text."""
    PICTURE = "picture"
    """Its section holds a picture, frame or attachment that may be the table, and no cells."""
    UNREAD = "unread"
    """Something like it is there, and we could not read it; ``reason`` says why."""
    ABSENT = "absent"
    """Its section holds nothing that may be the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """What was found of one table of the form."""

    state: TableState
    reason: Text | None = None
    rows_missing: tuple[str, ...] = ()
    """Ids of rows of the form that the table lacks (``t2``, ``t3``, ``t4``)."""
    columns_missing: tuple[str, ...] = ()
    """``column`` ids for table 3; ``row/column`` for tables 2 and 4."""
    rows_merged: tuple[str, ...] = ()
    """Ids of rows printed as one where the form has several (``other`` for (六)其他处理)."""
    subtotals: tuple[str, ...] = ()
    """Ids of subtotals of its groups that it prints, and the form does not have."""
    rows_surplus: tuple[str, ...] = ()
    """Printed labels of rows and columns that the form does not have."""
    shape_doubt: Text | None = None
    """Why rows or columns that were not found may be there all the same; none is then named."""
    note_missing: bool = False
    """Neither reader found the note that the form prints in it."""
    recognised: bool = False
    """It stands in the report as a picture, and its cells were read off that."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Printed label of each row, white space folded, by row id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReading:
    """One of the six sections, from its heading to the next."""

    heading: str
    """As printed, white space folded."""
    position: int
    """0 for the first section heading in the document, and so on."""
    paragraphs: tuple[str, ...] = ()
    beside_prose: tuple[str, ...] = ()
    """Of the texts of cells and links in it, those that may hold personal data; until that is
    hidden."""
    tables: int = 0
    """How many tables with text stand in it, of the form or not."""
    pictures: int = 0
    frames: int = 0
    attachments: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing at all stands under the heading."""
        held = self.tables + self.pictures + self.frames + self.attachments
        return held == 0 and not any(p.strip() for p in self.paragraphs)

    @property
    def may_hold_unread_content(self) -> bool:
        """A picture, frame or attachment stands in it that may be what is missed."""
        return self.pictures + self.frames + self.attachments > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that two sources of one report, a page and its file, print with different figures."""

    cell: str
    raw: str
    """In the source that is audited."""
    other_raw: str
    other: str
    """Name of the other source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An annual report, read. Nothing in it is guessed: what could not be told is absent."""

    format: str | None
    """Id of the format its tables follow, told by their labels (``ogi-2021``)."""
    title: str | None = None
    list_title: str | None = None
    """The title by which a list, or the page in its own ``<title>``, names the report."""
    named_by_page: tuple[str, ...] = ()
    """What the page's own title names beside the report: its site, its column."""
    body: str | None = None
    """The publishing body as printed in the title, white space folded."""
    year: int | None = None
    """The year reported on."""
    published_on: date | None = None
    intro: tuple[str, ...] = ()
    """Paragraphs between the title and the first section."""
    sections: Mapping[str, SectionReading] = field(default_factory=dict)
    """By section key (``overview`` … ``other_matters``); a section that is not there is absent."""
    tables: Mapping[str, TableReading] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)
    disputed: Mapping[str, Dispute] = field(default_factory=dict)
    suspect: Text | None = None
    """Why the text is thought to have lost digits or brackets on its way to us; else ``None``."""
    recognised: bool = False
    """Its prose too was read off pictures of its pages, not only tables."""
    has_unread_attachment: bool = False
    """The page offers a file that may hold more of the report and was not read."""
    compared_with: tuple[str, ...] = ()
    """Names of other sources of the same report whose cells were compared with these."""
    differences: tuple[Difference, ...] = ()
    """By source, then in the order of the form."""
    exposures: tuple[Exposure, ...] = ()
    """Personal data that was printed in it, and is hidden in all its texts."""
