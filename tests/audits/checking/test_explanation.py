"""What --explain adds: facts around the tables, both readings of each cell, what is absent."""

import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.console import Console

from audits.audit import audit
from audits.checking.as_json import line_of
from audits.checking.as_text import print_result
from audits.result import AuditResult, Source, Submission
from rules.language import Language, Text
from rules.place import Box, Place
from rules.report import Cell, CellForm, Dispute, Origin, TableReading, TableState
from tests.audits.published import PERIOD, Publication, as_html
from tests.sound_prose import NO_FEE, OVERVIEW

CELL = "t3/received/natural_person"
GRID = Origin(reader="grid", place=Place(page=2, table=3, row=4, column=5, box=Box(1, 2, 3.4, 4)))
SEQUENCE = Origin(reader="sequence", place=Place(page=2, line=17))


def _result(**differs: object) -> AuditResult:
    page = as_html(Publication(), head="<title>云上市青禾区水务局2023年政府信息公开年报</title>")
    result = audit(Submission(source=Source(name="a.html", content=page.encode())))
    assert result.report is not None
    return replace(result, report=replace(result.report, **differs))  # type: ignore[arg-type]


def _shown(result: AuditResult, *, width: int = 100, language: Language = Language.ZH) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, emoji=False, highlight=False)
    print_result(console, "a.html", result, language=language, explain=True)
    return out.getvalue()


def _said(result: AuditResult, *, explain: bool = True) -> dict[str, object]:
    said = json.loads(line_of("a.html", result, explain=explain))
    assert isinstance(said, dict)
    return said


def _with_cell(cell: Cell) -> AuditResult:
    return _result(cells={CELL: cell})


def test_the_facts_around_the_tables_are_shown_with_the_sentences_that_tell_them() -> None:
    shown = _shown(_result())
    for words in (
        "列表标题：云上市青禾区水务局2023年政府信息公开年报",
        "公开主体：云上市青禾区水务局",
        "统计期限：2023年1月1日起至2023年12月31日",
        PERIOD,
        "数据范围：本机关",
        "信息处理费：未收取",
        NO_FEE,
        "其他需要报告的事项：六、其他需要报告的事项",
    ):
        assert words in shown


def test_facts_are_shown_in_english_too() -> None:
    shown = _shown(_result(), language=Language.EN)
    assert "Handling fee: none collected" in shown
    assert "Scope: the body alone" in shown


def test_what_was_met_on_the_way_is_shown() -> None:
    result = replace(_result(), notes=(Text(zh="第2页是图片", en="page 2 is a picture"),))
    assert "读取说明：第2页是图片" in _shown(result)
    said = _said(result, explain=False)
    assert (said["notes"], said["notes_en"]) == (["第2页是图片"], ["page 2 is a picture"])


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_both_readings_stand_with_their_places_on_every_width(width: int) -> None:
    cell = Cell(
        raw="1 234",
        value=Decimal(1234),
        form=CellForm.NUMBER,
        origins=(GRID, SEQUENCE._replace(raw="1234")),
    )
    shown = _shown(_with_cell(cell), width=width)
    assert max(map(len, shown.splitlines())) <= width
    squeezed = "".join(shown.split())
    for words in ("1234", "第2页", "第3个表格", "第4行", "第5列", "位置（1,2,3,4）", "文本第17行"):
        assert words in squeezed
    assert "1 234" in shown


def test_a_disputed_cell_is_marked_and_shows_what_each_reader_found() -> None:
    dispute = Dispute(grid="3", sequence=None, origins=(GRID,))
    shown = _shown(_result(cells={}, disputed={CELL: dispute}))
    assert "▲ 两次读取不一致" in shown
    assert "未读到" in shown


def test_a_cell_read_off_a_picture_is_marked() -> None:
    cell = Cell(
        raw="3", value=Decimal(3), form=CellForm.NUMBER, origins=(GRID, SEQUENCE), recognised=True
    )
    assert "◇ 图像识别" in _shown(_with_cell(cell))
    assert _said(_with_cell(cell))["recognised"] == [CELL]


def test_json_holds_the_origins_only_where_they_are_asked_for() -> None:
    cell = Cell(
        raw="1 234",
        value=Decimal(1234),
        form=CellForm.NUMBER,
        origins=(GRID, SEQUENCE._replace(raw="1234")),
    )
    result = _with_cell(cell)
    assert _said(result)["origins"] == {
        CELL: [
            {
                "reader": "grid",
                "page": 2,
                "table": 3,
                "row": 4,
                "column": 5,
                "box": [1.0, 2.0, 3.4, 4.0],
            },
            {"reader": "sequence", "raw": "1234", "page": 2, "line": 17},
        ]
    }
    assert "origins" not in _said(result, explain=False)


def test_json_holds_the_facts_around_the_tables() -> None:
    said = _said(_result(), explain=False)
    assert said["list_title"] == "云上市青禾区水务局2023年政府信息公开年报"
    assert said["period"] == {
        "begins": "2023-01-01",
        "ends": "2023-12-31",
        "raw": "2023年1月1日起至2023年12月31日",
        "sentence": PERIOD,
    }
    assert said["scope"] == {
        "scope": "own",
        "sentence": OVERVIEW[: OVERVIEW.index("。") + 1],
        "section": "overview",
    }
    assert said["fee"] == {
        "said": "none",
        "amount": None,
        "sentence": NO_FEE,
        "section": "other_matters",
    }


def test_json_says_null_where_nothing_is_told() -> None:
    said = _said(_result(sections={}, intro=(), list_title=None), explain=False)
    assert [said[name] for name in ("list_title", "period", "scope", "fee")] == [None] * 4


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (TableReading(state=TableState.ABSENT), "报告中没有该表"),
        (TableReading(state=TableState.PICTURE), "可能在图片、框架页或附件中"),
        (
            TableReading(state=TableState.UNREAD, reason=Text(zh="版式不明", en="layout")),
            "未能读取该表：版式不明",
        ),
        (TableReading(state=TableState.READ), "未能定位"),
        (
            TableReading(state=TableState.READ, shape_doubt=Text(zh="跨列不清", en="spans")),
            "未能定位：跨列不清",
        ),
    ],
)
def test_every_cell_that_is_not_there_has_its_reason(reading: TableReading, reason: str) -> None:
    whole = _result()
    assert whole.report is not None
    cells = {k: v for k, v in whole.report.cells.items() if not k.startswith("t4/")}
    result = _result(cells=cells, tables={**whole.report.tables, "t4": reading})
    shown = _shown(result)
    assert reason in shown
    assert "t4/*" in shown
    absent = _said(result)["absent"]
    assert isinstance(absent, dict)
    assert len(absent) == 15
    assert all(reason in told["reason"] for told in absent.values())


def test_rows_and_columns_that_the_table_lacks_are_told_apart() -> None:
    whole = _result()
    assert whole.report is not None
    gone = ("t3/granted/", "t3/other.other/")
    cells = {
        k: v
        for k, v in whole.report.cells.items()
        if not k.startswith(gone) and k != "t4/direct_suit/pending"
    }
    tables = {
        **whole.report.tables,
        "t3": TableReading(
            state=TableState.READ, rows_missing=("granted",), rows_merged=("other",)
        ),
        "t4": TableReading(state=TableState.READ, columns_missing=("direct_suit/pending",)),
    }
    absent = _said(_result(cells=cells, tables=tables))["absent"]
    assert isinstance(absent, dict)
    assert absent["t3/granted/total"]["reason"] == "表中没有该行"
    assert absent["t3/other.other/total"]["reason"] == "该行与其他行合印为一行"
    assert absent["t4/direct_suit/pending"]["reason"] == "表中没有该列"
    assert len(absent) == 15


def test_hostile_text_of_a_report_is_printed_harmless() -> None:
    cell = Cell(raw="[red]9[/]\x1b[31m", value=None, form=CellForm.TEXT, origins=(GRID, SEQUENCE))
    shown = _shown(_result(cells={CELL: cell}, list_title="[blink]标题[/]\x1b]0;x\x07"))
    assert "[red]9[/]" in shown
    assert "[blink]标题[/]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_report_in_a_form_that_is_not_known_is_shown_without_cells() -> None:
    shown = _shown(_result(format=None, cells={}, disputed={}))
    assert "未取得的单元格" not in shown
    assert _said(_result(format=None, cells={}, disputed={}))["absent"] == {}
