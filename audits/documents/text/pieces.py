"""The second flattening of a text: line after line cut into the pieces that are cells."""

from collections.abc import Iterable

from audits.documents.document import Line
from audits.documents.text.mended_lines import mended
from audits.documents.text.piece_lines import between_bars, of_stack, with_bars_behind
from audits.documents.text.piece_rows import quoted_pieces, rows_cut_at, stands_inside
from audits.documents.text.vocabulary import wordings
from rules.labels import without_numbering

_FEWEST_ROWS = 3
_BAR, _TAB, _COMMA = "|", "\t", ","


def lines_of(written: Iterable[tuple[int, str]]) -> tuple[Line, ...]:
    """Every line by itself, or piece after piece where it is a row."""
    lines = mended(written)
    for mark in (_TAB, _BAR):
        if sum(1 for _, text in lines if stands_inside(mark, text)) >= _FEWEST_ROWS:
            return tuple(rows_cut_at(mark, lines))
    bars = [(text.count(_BAR), bool(text.replace(_BAR, "").strip())) for _, text in lines]
    if any(count and spoken for count, spoken in bars):
        return tuple(with_bars_behind(lines))
    if any(count for count, _ in bars):
        return tuple(between_bars(lines))
    if sum(1 for _, text in lines if _begins_with_label(text)) >= _FEWEST_ROWS:
        return tuple(rows_cut_at(_COMMA, lines))
    return tuple(of_stack(lines))


def _begins_with_label(text: str) -> bool:
    """A label before one of the first commas that are not quoted."""
    pieces = quoted_pieces(text)
    return len(pieces) > 1 and any(without_numbering(piece) in wordings() for piece in pieces[:3])
