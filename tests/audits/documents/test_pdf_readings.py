"""A printed report, read by both readers: no cell is ever wrong, whatever the page ends cut."""

import random
from collections.abc import Mapping

import pytest

from audits.documents.pdf.file import read_pdf
from audits.reading.read import read_report
from rules.report import TableState
from rules.spec import spec_of
from tests.audits.printed_pdf import Print, Ruling, as_pdf
from tests.audits.published import Publication, parts_of, tables_with

IDS = [cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids]


def figures(seed: int) -> dict[str, str]:
    """A third blank, some of them long enough to be broken in their cells."""
    chance = random.Random(seed)  # noqa: S311
    texts = ("", "", "0", "7", "41", str(chance.randrange(10_000, 99_999)))
    return {cell: chance.choice(texts) for cell in IDS}


def read(look: Print, printed: Mapping[str, str]) -> dict[str, str]:
    """The cells that both readers found alike; none of them may be wrong."""
    tables = tables_with(printed, otherwise="")
    report = read_report(read_pdf(as_pdf(Publication(parts=parts_of(tables)), look)))
    assert report is not None
    found = {cell: report.cells[cell].raw for cell in report.cells}
    assert found == {cell: printed[cell] for cell in found}
    return found


@pytest.mark.parametrize("ruling", Ruling)
def test_every_cell_is_read_however_its_sides_are_drawn(ruling: Ruling) -> None:
    printed = figures(1)
    assert read(Print(ruling=ruling), printed) == printed


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_every_cell_is_read_on_pages_turned_for_display(turn: int) -> None:
    printed = figures(2)
    assert read(Print(turn=turn, cuts_rows=True), printed) == printed


@pytest.mark.parametrize(
    "number", ["-{page}-", "第{page}页 共{pages}页", "{page}/{pages}", "{page}"]
)
def test_every_cell_is_read_with_page_numbers_between_rows(number: str) -> None:
    printed = figures(3)
    assert read(Print(number=number, foot=795), printed) == printed


def test_every_cell_is_read_under_a_watermark() -> None:
    printed = figures(4)
    assert read(Print(watermark="样本禁止复制"), printed) == printed


def test_nearly_every_cell_is_read_in_tables_without_outer_sides() -> None:
    printed = figures(5)
    assert len(read(Print(ruling=Ruling.LINES, has_sides=False), printed)) >= len(IDS) - 4


@pytest.mark.parametrize(("scratched", "table"), list(enumerate(["t2", "t3", "t4"])))
def test_a_table_whose_cells_cannot_be_told_costs_no_blank_of_the_others(
    scratched: int, table: str
) -> None:
    printed = figures(6)
    found = read(Print(scratched=scratched), printed)
    others = {cell for cell in IDS if not cell.startswith(table)}
    assert others <= set(found)


@pytest.mark.parametrize("foot", [610, 650, 690, 730])
def test_what_a_page_end_cuts_off_beside_a_table_that_cannot_be_told_is_never_wrong(
    foot: float,
) -> None:
    printed = figures(int(foot))
    for scratched in range(3):
        read(Print(foot=foot, cuts_rows=True, scratched=scratched), printed)


@pytest.mark.parametrize("seed", [7, 8])
def test_tables_without_rules_are_unread_with_a_reason_and_never_said_to_be_absent(
    seed: int,
) -> None:
    tables = tables_with(figures(seed), otherwise="")
    printed = as_pdf(Publication(parts=parts_of(tables)), Print(is_ruled=False))
    report = read_report(read_pdf(printed))
    assert report is not None
    assert not report.cells
    for table in report.tables.values():
        assert table.state is TableState.UNREAD
        assert table.reason


@pytest.mark.parametrize("repeats_head", [False, True])
@pytest.mark.parametrize("foot", [655, 706, 757])
def test_every_cell_is_read_with_pages_that_end_between_rows(
    foot: float, repeats_head: bool
) -> None:
    printed = figures(int(foot))
    assert read(Print(foot=foot, repeats_head=repeats_head), printed) == printed


def test_a_head_that_a_page_end_cuts_costs_its_table_alone() -> None:
    printed = figures(604)
    found = read(Print(foot=604, repeats_head=True), printed)
    assert {cell for cell in IDS if cell not in found} <= {c for c in IDS if c.startswith("t4/")}


@pytest.mark.parametrize("foot", range(640, 680, 4))
def test_pages_that_end_within_rows_cost_a_cell_at_times_and_never_make_one_wrong(
    foot: float,
) -> None:
    printed = figures(int(foot))
    assert len(read(Print(foot=foot, cuts_rows=True), printed)) >= len(IDS) - 15
