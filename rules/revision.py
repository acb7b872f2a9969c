"""What a page printed when it was first held beside what it prints now."""

from dataclasses import dataclass, field
from datetime import date

from rules.language import Text
from rules.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCopy:
    """One text of a report as it is kept."""

    text: str
    """Its id."""
    sha256: str
    """Of the bytes it was last read from."""
    first_held: date
    last_held: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of the form whose figure is another one now."""

    cell: str
    before: str
    """As printed; empty where the cell was blank."""
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphChange:
    """A paragraph that reads otherwise now."""

    section: str | None
    """Key of the section; ``None`` before the first one."""
    before: str | None
    """``None`` where it was added."""
    now: str | None
    """``None`` where it was taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The difference between two texts of one page."""

    before: KeptCopy
    now: KeptCopy
    cells: tuple[CellChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    paragraphs_left_out: int = 0
    """How many more paragraphs differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The first text that a page showed of the same report, both read by the same reading."""

    report: Report
    before: KeptCopy
    now: KeptCopy
    like_sources: bool = True
    """Both were read from files of the same kind and number, so that their prose is comparable."""
    mended_tables: frozenset[str] = field(default_factory=frozenset)
    """Tables in which the earlier text showed faults that the present one does not."""
    page_titles: tuple[str, ...] = ()
    """By which the page and its list name the report now."""
    shown_otherwise: bool = False
    """Between the two the page showed a text that differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComparable:
    """The page showed other texts of the report before, and none can be compared with this one."""

    reason: Text
