"""Flattened tables whose rows end in a line without a bar: one figure too many is noticed."""

import pytest

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report
from rules.spec import spec_of
from tests.audits.published import Publication, tables_with

FORM = "ogi-2019"
FIGURES = {cell: str(100 + n) for n, cell in enumerate(spec_of(FORM).table("t2").cell_ids)}


def _text() -> str:
    """A cell a line with a bar behind it, but for the last of a row that is not merged."""
    publication = Publication()
    lines = [publication.title, publication.intro, "二、主动公开政府信息情况"]
    for row in tables_with(FIGURES, form=FORM)[0]:
        *cells, last = row
        lines += [f"{cell.text} |" for cell in cells]
        lines.append(f"{last.text} {'|' * last.columns}" if last.columns > 1 else last.text)
    return "\n".join(lines)


def _read(text: str) -> Report:
    report = read_report(open_document(text.encode()).document)
    assert report is not None
    return report


def test_every_row_is_read() -> None:
    assert {k: cell.raw for k, cell in _read(_text()).cells.items()} == FIGURES


@pytest.mark.parametrize("head", ["上一年项目数量", "本年增/减"])
def test_a_block_that_lost_a_head_gives_no_figure(head: str) -> None:
    at = _text().index(head, _text().index("第（六）项"))
    damaged = _text()[:at] + _text()[at:].replace(f"{head} |\n", "", 1)
    cells = _read(damaged).cells
    assert all(cell.raw == FIGURES[k] for k, cell in cells.items())
    assert not [k for k in cells if k.startswith(("t2/penalties", "t2/coercion"))]


def test_a_row_with_a_figure_printed_twice_gives_none() -> None:
    figure = FIGURES["t2/regulations/newly_disclosed"]
    cells = _read(_text().replace(f"\n{figure} |\n", f"\n{figure} |\n{figure} |\n", 1)).cells
    assert all(cell.raw == FIGURES[k] for k, cell in cells.items())
    assert not [k for k in cells if k.startswith("t2/regulations")]
