"""A report without its personal data: nothing of it is left in any field."""

import re
from decimal import Decimal
from time import process_time

import pytest

from rules.language import Text
from rules.place import Place
from rules.privacy.exposure import ExposureKind
from rules.privacy.hiding import without_personal_data
from rules.report import (
    Cell,
    CellForm,
    Difference,
    Dispute,
    Origin,
    Report,
    SectionReading,
    TableReading,
    TableState,
)
from tests.rules.report_builder import Sketch

MOBILE = "13800001234"
TOLD = f"手机{MOBILE}"
BOTH = Text(zh=TOLD, en=TOLD)
ORIGIN = Origin(reader="grid", place=Place(row=1), raw="手机１３８００００１２３４")
WORDS = Cell(
    raw=TOLD,
    value=Decimal(MOBILE),
    form=CellForm.NUMBER_WITH_TEXT,
    origins=(ORIGIN,),
    picture="UE5H",
)
EVERYWHERE = Report(
    format="ogi-2021",
    title=TOLD,
    list_title=TOLD,
    named_by_page=(TOLD,),
    body=TOLD,
    year=2022,
    intro=(TOLD,),
    sections={
        "overview": SectionReading(
            heading=TOLD, position=0, paragraphs=(TOLD,), beside_prose=(TOLD,)
        ),
    },
    tables={
        "t3": TableReading(
            state=TableState.READ,
            reason=BOTH,
            rows_surplus=(TOLD,),
            shape_doubt=BOTH,
            labels={"received": TOLD},
        )
    },
    cells={"t3/granted/total": WORDS},
    disputed={
        "t3/received/total": Dispute(grid=TOLD, sequence=TOLD, origins=(ORIGIN,), picture="UE5H")
    },
    suspect=BOTH,
    compared_with=("report.pdf",),
    differences=(
        Difference(cell="t3/granted/total", raw=TOLD, other_raw=TOLD, other="report.pdf"),
    ),
)


def test_no_field_of_a_report_keeps_what_was_found_in_any() -> None:
    hidden = without_personal_data(EVERYWHERE)
    assert "0000" not in repr(hidden)
    assert "００００" not in repr(hidden)
    assert {exposure.place for exposure in hidden.exposures} == {
        "report",
        "intro",
        "overview",
        "t3",
        "t3/granted/total",
        "t3/received/total",
    }
    assert {exposure.masked for exposure in hidden.exposures} == {"138****1234"}


def test_a_cell_in_which_something_was_hidden_has_neither_figure_nor_picture() -> None:
    hidden = without_personal_data(EVERYWHERE)
    cell = hidden.cells["t3/granted/total"]
    assert (cell.raw, cell.value, cell.form, cell.picture) == (
        "手机138****1234",
        None,
        CellForm.TEXT,
        "",
    )
    assert hidden.disputed["t3/received/total"].picture == ""


def test_a_report_with_nothing_personal_is_the_same_report() -> None:
    report = Sketch(title="青禾县水利局2022年政府信息公开工作年度报告").report()
    assert without_personal_data(report) is report


def test_other_cells_keep_their_figures() -> None:
    clean = Sketch().report()
    told = Sketch(intro=(TOLD,)).report()
    assert told.cells == clean.cells
    assert told.tables == clean.tables


def test_a_report_hidden_twice_is_the_same_report() -> None:
    once = without_personal_data(EVERYWHERE)
    assert without_personal_data(once) is once


def test_an_amount_of_money_stays_a_figure_beside_what_is_hidden() -> None:
    report = Sketch(intro=(TOLD,), cells={"t2/fees/amount": "13900005678"}).report()
    assert report.cells["t2/fees/amount"].value == Decimal(13900005678)


def test_the_sentence_kept_with_one_exposure_hides_the_others() -> None:
    told = f"申请人张大山（手机{MOBILE}）提出申请。张大山的邮箱为dashan@qq.com。"
    report = Sketch(intro=(told,)).report()
    kinds = {exposure.kind: exposure.sentence for exposure in report.exposures}
    assert kinds[ExposureKind.MOBILE_NUMBER] == "申请人张**（手机138****1234）提出申请。"
    assert kinds[ExposureKind.PRIVATE_MAIL] == "张**的邮箱为d***@qq.com。"


def test_of_a_whole_list_of_people_all_are_hidden_and_some_are_told() -> None:
    listed = "，".join(f"手机138{number:08d}" for number in range(2_000))
    report = Sketch(intro=(listed,)).report()
    assert not re.search(r"\d{5}", report.intro[0])
    assert len(report.exposures) == 50
    assert all(not re.search(r"\d{5}", each.sentence) for each in report.exposures)
    assert all(len(each.sentence) < 400 for each in report.exposures)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "a." * 150_000,
        "1 " * 150_000,
        "13-" * 100_000,
        "a@" * 150_000,
        "申请人张" * 70_000,
        "编号13900005678，" * 20_000,
        "请" * 300_000,
    ],
    ids=lambda text: text[:12],
)
def test_the_time_to_hide_grows_with_a_text_and_no_faster(text: str) -> None:
    def seconds(long: str) -> float:
        begin = process_time()
        hidden = Sketch(intro=(f"{long}手机{MOBILE}",)).report()
        assert hidden.exposures
        return process_time() - begin

    assert seconds(text) < 40 * seconds(text[: len(text) // 10]) + 0.5
