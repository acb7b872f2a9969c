"""Which cells of a reading are wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.report import Report
from tests.fuzz.originals import Original
from tests.fuzz.shown import normal, shown, text_in_place, text_of


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
        if raw:
            why = _fault(raw, owners, text, are_own=original.are_own)
        else:
            why = _fault_of_blank(own, text_in_place(original.kind, content, original.content))
        if why:
            yield WrongCell(cell=cell, raw=raw, printed=own, why=why)


def _fault(raw: str, owners: dict[str, str], text: str | None, *, are_own: bool) -> str | None:
    if raw in owners and (are_own or raw != "0"):
        return f"the figure of {owners[raw]}"
    return "printed nowhere" if text is not None and raw not in text else None


def _fault_of_blank(own: str | None, text: str | None) -> str | None:
    is_shown = own and text is not None and re.search(rf"(?<!\d){re.escape(own)}(?!\d)", text)
    return "blank where a figure is shown" if is_shown else None
