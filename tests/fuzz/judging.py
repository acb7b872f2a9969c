"""Which cells of a reading are wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.report import Report
from tests.fuzz.originals import Original
from tests.fuzz.shown import normal, shown, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongCell:
    """A cell that both readers agree on, and that the document does not show."""

    cell: str
    raw: str
    printed: str | None
    """What the sound document prints there."""
    why: str


def wrong_cells(original: Original, content: bytes, report: Report) -> Iterator[WrongCell]:
    """Cells with another's figure, with none where theirs is shown, or with one never printed.

    A cell whose text gave no figure is none of these.
    """
    strange = {
        cell: normal(read.raw)
        for cell, read in report.cells.items()
        if normal(read.raw) != normal(original.figures.get(cell, "\0"))
        and (read.value is not None or not read.raw)
    }
    if not strange:
        return
    seen = shown(original.kind, content, report.format or original.form)
    text = text_of(original.kind, content)
    owners = {figure: cell for cell, figure in original.figures.items() if figure}
    for cell, raw in strange.items():
        if raw in seen.get(cell, ()):
            continue
        own = original.figures.get(cell)
        why = _fault(raw, own, owners, text, are_own=original.are_own)
        if why:
            yield WrongCell(cell=cell, raw=raw, printed=own, why=why)


def _fault(
    raw: str, own: str | None, owners: dict[str, str], text: str | None, *, are_own: bool
) -> str | None:
    if raw in owners and (are_own or raw != "0"):
        return f"the figure of {owners[raw]}"
    if raw == "":
        shown_still = own and text is not None and own in text
        return "blank where a figure is shown" if shown_still else None
    if text is not None and raw not in text:
        return "printed nowhere"
    return None
