"""A ledger that an office returns: what its rows decide, and what is said of unclear ones."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from audits.records import FindingState
from audits.returned_ledger import LedgerFaulty, decisions_in
from tests.audits.small_office import MORNING

HEADS = ("序号", "处理", "公开主体", "编号", "经办人", "理由", "期限")
WAIVED_ROW = (1, "暂不处理", "某局", "5f0c22d19a3be871", "王某", "核实中", "2024-06-30")


def ledger(folder: Path, *rows: Sequence[object], heads: Sequence[object] = HEADS) -> Path:
    """A workbook with a title above its headings, as offices make them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("整改台账",), heads, *rows):
        sheet.append(list(row))
    path = folder / "台账.xlsx"
    book.save(path)
    return path


def test_rows_that_decide_are_read_and_others_are_none(tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        WAIVED_ROW,
        (2, None, "某局", "a" * 16, None, None, None),
        (3, "已说明", "某局", f"{'b' * 16} {'c' * 16}", "李某", " 汇总\n口径 ", None),
        (),
    )
    found = decisions_in(path, MORNING)
    assert set(found) == {"5f0c22d19a3be871", "b" * 16, "c" * 16}
    waived, explained = found["5f0c22d19a3be871"], found["c" * 16]
    assert (waived.decided_as, waived.by, waived.reason, waived.until) == (
        FindingState.WAIVED,
        "王某",
        "核实中",
        date(2024, 6, 30),
    )
    assert (explained.decided_as, explained.reason) == (FindingState.EXPLAINED, "汇总 口径")
    assert explained.at == MORNING


@pytest.mark.parametrize("cell", [datetime(2024, 6, 30), "2024/6/30", "2024年6月30日"])  # noqa: DTZ001
def test_days_are_read_as_offices_write_them(tmp_path: Path, cell: object) -> None:
    path = ledger(tmp_path, (*WAIVED_ROW[:-1], cell))
    assert decisions_in(path, MORNING)["5f0c22d19a3be871"].until == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (1, "算了", "'算了' is no decision"),
        (3, None, "names no finding"),
        (4, " ", "say who decided it"),
        (5, None, "give the reason"),
        (6, "年底", "'年底' is no day"),
        (6, "2024-02-30", "day"),
        (6, "2020-01-01", "is over"),
    ],
)
def test_an_unclear_row_is_named_and_nothing_is_taken(
    tmp_path: Path, column: int, cell: object, said: str
) -> None:
    row = [*WAIVED_ROW]
    row[column] = cell
    with pytest.raises(LedgerFaulty, match=re.escape(said)) as refused:
        decisions_in(ledger(tmp_path, WAIVED_ROW, row), MORNING)
    assert "row 4:" in str(refused.value)
    assert "row 3:" not in str(refused.value)


def test_a_finding_that_is_decided_twice_differently_is_refused(tmp_path: Path) -> None:
    other = (*WAIVED_ROW[:5], "另有原因", "2024-06-30")
    with pytest.raises(LedgerFaulty, match="row 4: 5f0c22d19a3be871 is decided otherwise"):
        decisions_in(ledger(tmp_path, WAIVED_ROW, other), MORNING)
    assert len(decisions_in(ledger(tmp_path, WAIVED_ROW, WAIVED_ROW), MORNING)) == 1


def test_a_workbook_without_the_headings_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerFaulty, match="headings 编号, 处理, 经办人, 理由, 期限"):
        decisions_in(ledger(tmp_path, WAIVED_ROW, heads=HEADS[:-1]), MORNING)


def test_headings_may_be_english(tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        ("a" * 16, "waived", "Wang", "being verified", None),
        heads=("ID", "Decision", "By", "Reason", "Until"),
    )
    assert decisions_in(path, MORNING)["a" * 16].until is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", "编号,处理".encode()])
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(content)
    with pytest.raises(LedgerFaulty):
        decisions_in(path, MORNING)
