"""A row or column is said to be missing only where nothing speaks for its being there."""

from dataclasses import replace
from pathlib import Path

import pytest

from audits.audit import audit
from audits.documents.opening import open_document
from audits.reading.read import read_report
from audits.result import Source, Submission
from rules.report import Report, TableReading
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Publication,
    Rows,
    as_html,
    as_text,
    parts_of,
    tables_with,
)

FIGURES = {
    cell: str(number)
    for number, cell in enumerate(
        cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids
    )
}
TABLES = tables_with(FIGURES)
SHAPE_RULES = frozenset({"T203", "T204", "T205", "T221"})
HEADS_OF_TABLE_3 = 3


def _report(page: str) -> Report:
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    return report


def _page(tables: dict[int, list[Rows]]) -> str:
    return as_html(Publication(parts=parts_of(TABLES)).with_tables(tables))


def _reading(tables: dict[int, list[Rows]], table: str) -> TableReading:
    return _report(_page(tables)).tables[table]


def _accused(content: bytes) -> set[str]:
    judgement = audit(Submission(source=Source(name="input", content=content))).judgement
    assert judgement is not None
    return {finding.code for finding in judgement.findings} & SHAPE_RULES


def _relabelled(rows: Rows, old: str, new: str) -> Rows:
    assert any(c.text == old for row in rows for c in row)
    return tuple(tuple(replace(c, text=new) if c.text == old else c for c in row) for row in rows)


def _without_row(rows: Rows, label: str) -> Rows:
    assert any(c.text == label for row in rows for c in row)
    return tuple(row for row in rows if all(c.text != label for c in row))


def _without_research(rows: Rows) -> Rows:
    """Table 3 without the column 科研机构, head and figures."""
    over = tuple(
        tuple(replace(c, columns=c.columns - 1) if c.columns in {5, 7} else c for c in row)
        for row in rows[: HEADS_OF_TABLE_3 - 1]
    )
    heads = tuple(c for c in rows[HEADS_OF_TABLE_3 - 1] if c.text != "科研机构")
    return (*over, heads, *((*row[:-5], *row[-4:]) for row in rows[HEADS_OF_TABLE_3:]))


def _said_missing(reading: TableReading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return reading.rows_missing, reading.columns_missing


@pytest.mark.parametrize(
    ("number", "old", "new", "cell"),
    [
        (1, "（七）总计", "（七）合计", "t3/total/total"),
        (1, "总计", "合计", "t3/received/total"),
        (1, "其他", "其他组织", "t3/received/other_org"),
        (1, "商业企业", "企业", "t3/received/business"),
        (0, "本年收费金额（单位：万元）", "本年收费金额", "t2/fees/amount"),
    ],
)
def test_a_usual_wording_of_a_label_names_its_row_or_column(
    number: int, old: str, new: str, cell: str
) -> None:
    page = _page({number: [_relabelled(TABLES[number], old, new)]})
    assert _report(page).cells[cell].raw == FIGURES[cell]
    assert not _accused(page.encode())


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        (0, "本年收费金额（单位：万元）", "本年收费金额（单位：元）"),
        (0, "行政强制", "强制措施"),
        (0, "行政强制", ""),
        (1, "（七）总计", "（七）小计之和"),
        (1, "2.重复申请", "2.多次申请"),
        (1, "科研机构", "高等院校"),
        (1, "科研机构", ""),
        (2, "尚未审结", "正在办理"),
        (2, "复议后起诉", "对复议不服起诉"),
    ],
)
def test_what_stands_in_the_place_of_a_label_leaves_it_open_whether_it_is_missing(
    number: int, old: str, new: str
) -> None:
    page = _page({number: [_relabelled(TABLES[number], old, new)]})
    assert _said_missing(_report(page).tables[f"t{number + 2}"]) == ((), ())
    assert not _accused(page.encode())


@pytest.mark.parametrize(
    "elsewhere", ["行政强制", "六、行政强制：", "<div>行政强制</div><div>3</div>"]
)
def test_a_row_whose_label_stands_outside_its_table_is_not_said_to_be_missing(
    elsewhere: str,
) -> None:
    page = _page({0: [_without_row(TABLES[0], "行政强制")]})
    assert _report(page).tables["t2"].rows_missing == ("coercion",)
    apart = page.replace("<p>三、收到和处理", f"<p>{elsewhere}</p><p>三、收到和处理")
    assert apart != page
    reading = _report(apart).tables["t2"]
    assert _said_missing(reading) == ((), ())
    assert reading.shape_doubt
    assert not _accused(apart.encode())


def test_a_row_that_is_nowhere_is_missing() -> None:
    page = _page({1: [_without_row(TABLES[1], "2.重复申请")]})
    assert _said_missing(_report(page).tables["t3"]) == (("not_processed.repeated",), ())
    assert _accused(page.encode()) == {"T204"}


def test_a_row_of_no_form_at_another_place_hides_no_missing_row() -> None:
    rows = _without_row(TABLES[1], "2.重复申请")
    added = (Printed(text="五、其他说明的数量", columns=3), *TABLES[1][3][1:])
    reading = _reading({1: [(*rows, added)]}, "t3")
    assert reading.rows_missing == ("not_processed.repeated",)
    assert reading.rows_surplus == ("五、其他说明的数量",)


def test_a_column_that_is_nowhere_is_missing() -> None:
    page = _page({1: [_without_research(TABLES[1])]})
    assert _said_missing(_report(page).tables["t3"]) == ((), ("research",))
    assert _accused(page.encode()) == {"T204"}


def test_a_column_of_one_group_of_table_4_is_missing_though_others_have_it() -> None:
    at = 3  # 尚未审结 of the first suit; its figure is the ninth
    heads = tuple(c for n, c in enumerate(TABLES[2][2]) if n != at)
    groups = tuple(
        replace(c, columns=4) if c.text == "未经复议直接起诉" else c for c in TABLES[2][1]
    )
    figures = tuple(c for n, c in enumerate(TABLES[2][3]) if n != len(groups) - 2 + at)
    over = (TABLES[2][0][0], replace(TABLES[2][0][1], columns=9))
    page = _page({2: [(over, groups, heads, figures)]})
    assert _said_missing(_report(page).tables["t4"]) == ((), ("direct_suit/pending",))
    assert _accused(page.encode()) == {"T205"}


def test_table_4_in_two_tables_lacks_nothing() -> None:
    heads, figures = TABLES[2][2], TABLES[2][3]
    first: Rows = ((Printed(text="行政复议", columns=5),), heads[:5], figures[:5])
    suits = (TABLES[2][0][1],), TABLES[2][1][5:]
    page = _page({2: [first, (*suits, heads, figures[5:])]})
    assert _said_missing(_report(page).tables["t4"]) == ((), ())
    assert not _accused(page.encode())


def test_a_remark_row_is_no_surplus_row() -> None:
    remark = (Printed(text="备注"), Printed(text="含2家下属单位", columns=3))
    assert not _accused(_page({0: [(*TABLES[0], remark)]}).encode())


def test_a_row_kept_from_the_former_form_is_named() -> None:
    kept = (Printed(text="其他对外管理服务事项"), Printed(text="3", columns=3))
    at = next(n for n, row in enumerate(TABLES[0]) if row[0].text == "行政许可") + 1
    page = _page({0: [(*TABLES[0][:at], kept, *TABLES[0][at:])]})
    assert _accused(page.encode()) == {"T203"}


def _changed_texts(text: str) -> dict[str, str]:
    return {
        "blank lines": text.replace("\n", "\n\n"),
        "page number": text.replace("\n行政许可", "\n\n— 3 —\n行政许可", 1),
        "bare page number": text.replace("\n行政许可", "\n3\n行政许可", 1),
        "prose within": text.replace(
            "\n行政许可", "\n本页为表格的第二部分，共三部分。\n行政许可", 1
        ),
        "form feed": text.replace("\n行政许可", "\n\f3\f\n行政许可", 1),
    }


CHANGES = tuple(_changed_texts(""))


@pytest.mark.parametrize("change", CHANGES)
def test_flattened_text_cut_by_blanks_and_page_numbers_accuses_nobody(change: str) -> None:
    changed = _changed_texts(as_text(Publication(parts=parts_of(TABLES))))[change]
    assert not _accused(changed.encode())
    cells = _report(changed).cells
    assert {name: cell.raw for name, cell in cells.items()}.items() <= FIGURES.items()


@pytest.mark.parametrize("change", CHANGES)
def test_a_real_flattened_report_cut_alike_accuses_nobody(shared: Path, change: str) -> None:
    path = shared / "corpus" / "jiulongpo_2022.txt"
    changed = _changed_texts(path.read_text(encoding="utf-8"))[change]
    assert not _accused(changed.encode())
