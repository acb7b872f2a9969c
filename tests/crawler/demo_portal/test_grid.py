import pytest

from crawler.demo_portal.form import Form, FormTable
from crawler.demo_portal.grid import Grid, build_grid, cut_grid
from crawler.demo_portal.publishing import publish_all
from crawler.demo_portal.report import DemoReport


@pytest.fixture(scope="module")
def reports() -> list[DemoReport]:
    return [each.report for each in publish_all(1)]


def places(grid: Grid) -> list[tuple[int, int]]:
    """Every row and column that a cell covers, once for each cell that covers it."""
    return sorted(
        (row + below, cell.column + right)
        for row, cells in enumerate(grid.rows)
        for cell in cells
        for below in range(cell.rows)
        for right in range(cell.columns)
    )


def rectangle(grid: Grid) -> list[tuple[int, int]]:
    return [(row, column) for row in range(len(grid.rows)) for column in range(grid.width)]


@pytest.mark.parametrize("table", list(FormTable))
def test_cells_cover_every_place_of_a_table_once(
    reports: list[DemoReport], table: FormTable
) -> None:
    for report in reports:
        if any(cell.startswith(f"{table}/") for cell in report.cells):
            grid = build_grid(table, report.form, report.cells)
            assert places(grid) == rectangle(grid), report.title


def test_the_tables_have_the_size_of_the_form(reports: list[DemoReport]) -> None:
    sizes = {
        (report.form, table, len(grid.rows), grid.width)
        for report in reports
        if report.year == 2024 and report.body.id.endswith(("agriculture", "finance"))
        for table in FormTable
        for grid in [build_grid(table, report.form, report.cells)]
    }
    assert sizes == {
        (Form.OGI_2021, FormTable.PROACTIVE, 14, 4),
        (Form.OGI_2021, FormTable.REQUESTS, 28, 10),
        (Form.OGI_2021, FormTable.REVIEWS, 4, 15),
        (Form.OGI_2019, FormTable.PROACTIVE, 18, 4),
        (Form.OGI_2019, FormTable.REQUESTS, 26, 10),
        (Form.OGI_2019, FormTable.REVIEWS, 4, 15),
    }


@pytest.mark.parametrize("at", range(1, 28))
def test_a_table_cut_at_any_row_is_two_whole_tables_with_the_same_texts(
    reports: list[DemoReport], at: int
) -> None:
    report = reports[0]
    whole = build_grid(FormTable.REQUESTS, report.form, report.cells)
    upper, lower = cut_grid(whole, at)
    assert len(upper.rows) == at
    assert len(upper.rows) + len(lower.rows) == len(whole.rows)
    for part in (upper, lower):
        assert places(part) == rectangle(part)
    texts = [cell.text for part in (upper, lower) for row in part.rows for cell in row]
    assert [text for text in texts if text] == [
        cell.text for row in whole.rows for cell in row if cell.text
    ]
