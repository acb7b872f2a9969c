"""What was changed in a report after it was published, as its card shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from audits.site.equations import full_label
from rules.language import Text
from rules.revision import KeptCopy, ParagraphChange, Revision
from rules.spec import FormatSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a paragraph."""

    text: str
    changed: bool
    """The other wording has something else there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCellChange:
    """A cell with both of its figures."""

    cell: str
    label: Text
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownParagraphChange:
    """A paragraph in both wordings; empty where it was not there."""

    section: Text | None
    """``None`` before the first section."""
    before: tuple[Piece, ...]
    now: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRevision:
    """The difference between two texts."""

    before: KeptCopy
    now: KeptCopy
    cells: tuple[ShownCellChange, ...]
    paragraphs: tuple[ShownParagraphChange, ...]
    left_out: int
    """Paragraphs that differ as well."""


def shown_revision(revision: Revision, spec: FormatSpec | None) -> ShownRevision:
    """The difference with everything named in words."""
    sections = {s.key: s.label.text for s in spec.sections} if spec else {}
    return ShownRevision(
        before=revision.before,
        now=revision.now,
        cells=tuple(
            ShownCellChange(
                cell=change.cell,
                label=full_label(change.cell, spec),
                before=change.before,
                now=change.now,
            )
            for change in revision.cells
        ),
        paragraphs=tuple(
            _paragraph(change, sections.get(change.section or "")) for change in revision.paragraphs
        ),
        left_out=revision.paragraphs_left_out,
    )


def _paragraph(change: ParagraphChange, section: Text | None) -> ShownParagraphChange:
    before, now = change.before or "", change.now or ""
    matcher = SequenceMatcher(a=before, b=now)
    codes = matcher.get_opcodes()
    return ShownParagraphChange(
        section=section,
        before=tuple(_pieces(before, [(tag, a, b) for tag, a, b, _, _ in codes])),
        now=tuple(_pieces(now, [(tag, a, b) for tag, _, _, a, b in codes])),
    )


def _pieces(text: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[Piece]:
    for tag, start, end in spans:
        if start < end:
            yield Piece(text=text[start:end], changed=tag != "equal")
