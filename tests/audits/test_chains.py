"""A body's figures from year to year: the chains say what the rules say, and no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from audits.chain_years import ChainYear, LinkState, chain_year
from audits.chains import Chains, chains_of
from audits.china_time import CHINA
from audits.records import ReportRecord, StoredReport
from audits.result import AuditStatus
from rules.case import BodyKind
from rules.judge import Judgement, judge
from rules.language import Text
from rules.registry import rule_of
from tests.rules.report_builder import Sketch

CODES = ("Y401", "Y402", "Y403", "T228")
RULES = tuple(rule_of(code) for code in CODES)
LOCKED = Text(zh="文件已加密", en="The file is encrypted")
NOON = datetime(2026, 3, 1, 12, tzinfo=CHINA)


def sketch(year: int, brought: int, carried: int, **more: object) -> Sketch:
    """A report whose carry-over is all of natural persons, unless told otherwise."""
    cells = {
        "t3/brought_forward/natural_person": str(brought),
        "t3/brought_forward/total": str(brought),
        "t3/carried_forward/natural_person": str(carried),
        "t3/carried_forward/total": str(carried),
    }
    told = more.pop("cells", {})
    assert isinstance(told, dict)
    return Sketch.model_validate({"year": year, "cells": {**cells, **told}, **more})


def judged(sketches: Sequence[Sketch]) -> dict[int, Judgement]:
    """Each beside the report of the year before, where there is one."""
    of_year = {each.year: each for each in sketches}
    return {
        year: judge(each.model_copy(update={"previous": of_year.get(year - 1)}).case(), RULES)
        for year, each in of_year.items()
    }


def held(sketches: Sequence[Sketch]) -> list[ChainYear]:
    judgements = judged(sketches)
    return [
        chain_year(
            each.year,
            StoredReport(
                record=record(each.year), report=each.report(), judgement=judgements[each.year]
            ),
            LOCKED,
        )
        for each in sketches
    ]


def record(year: int) -> ReportRecord:
    return ReportRecord(
        id=f"text-{year}",
        body="water",
        year=year,
        version=1,
        url="https://www.example.gov.cn/1.html",
        page_url="https://www.example.gov.cn/1.html",
        sha256="0" * 64,
        media_type="text/html",
        portal="county",
        column_url=None,
        status=AuditStatus.AUDITED,
        reason=None,
        format="ogi-2021",
        published_on=None,
        date_source=None,
        suspect=None,
        title_body=None,
        is_current=True,
        first_held=NOON,
        last_held=NOON,
    )


def chains(*sketches: Sketch) -> Chains:
    return chains_of(held(sketches))


def carry_states(found: Chains) -> list[tuple[int, str]]:
    return [(link.year, link.state.value) for link in found.carry_over]


def stock(year: int, issued: str, repealed: str, in_force: str, **more: object) -> Sketch:
    row = "t2/normative_documents"
    cells = {
        f"{row}/issued": issued,
        f"{row}/repealed": repealed,
        f"{row}/in_force": in_force,
    }
    return sketch(year, 0, 0, cells=cells, **more)


def stock_states(found: Chains) -> list[tuple[int, str]]:
    return [(link.year, link.state.value) for link in found.stock["normative_documents"]]


def test_every_step_between_years_held_is_told_newest_first() -> None:
    found = chains(sketch(2021, 0, 4), sketch(2022, 4, 2), sketch(2023, 3, 1))
    assert carry_states(found) == [(2023, "broken"), (2022, "holds")]
    assert [link.severity for link in found.carry_over] == ["error", None]


def test_a_year_that_is_not_held_breaks_the_chain_on_both_sides() -> None:
    found = chains(sketch(2020, 0, 4, format="ogi-2019"), sketch(2022, 4, 2), sketch(2023, 2, 0))
    assert carry_states(found) == [(2023, "holds"), (2022, "gap"), (2021, "gap")]
    assert found.carry_over[1].reason is not None
    assert found.carry_over[1].reason.zh == "没有2021年的年报"


def test_a_report_that_could_not_be_read_is_no_gap() -> None:
    years = [*held([sketch(2021, 0, 4)]), chain_year(2022, None, LOCKED)]
    (link,) = chains_of(years).carry_over
    assert link.state is LinkState.NOT_ASSESSABLE
    assert link.reason is not None
    assert link.reason.zh == "2022年：文件已加密"


def test_the_columns_that_differ_are_told_where_the_totals_do() -> None:
    business = {"t3/brought_forward/business": "1", "t3/carried_forward/business": "1"}
    found = chains(sketch(2021, 0, 4, cells=business), sketch(2022, 3, 2, cells=business))
    states = {c.column: c.state.value for c in found.carry_over[0].columns}
    assert states["total"] == "broken"
    assert states["natural_person"] == "broken"
    assert states["business"] == "holds"


def test_columns_that_changed_under_one_total_break_the_step() -> None:
    moved = {"t3/brought_forward/natural_person": "0", "t3/brought_forward/business": "4"}
    found = chains(sketch(2021, 0, 4), sketch(2022, 4, 2, cells=moved))
    assert carry_states(found) == [(2022, "broken")]
    states = {c.column: c.state.value for c in found.carry_over[0].columns}
    assert states["total"] == "holds"
    assert states["business"] == "broken"
    assert states["research"] == "holds"


def test_what_the_text_explains_is_not_assessable_here_either() -> None:
    told = {"problems": {"paragraphs": ["因机构改革，部分申请移交县水务中心办理。"]}}
    found = chains(sketch(2021, 0, 4), sketch(2022, 3, 2, sections=told))
    assert carry_states(found) == [(2022, "not_assessable")]


def test_a_suspect_report_lends_no_figure() -> None:
    found = chains(sketch(2021, 0, 4), sketch(2022, 4, 2, suspect="日期缺少数字"))
    (link,) = found.carry_over
    assert link.state is LinkState.NOT_ASSESSABLE
    assert link.columns[0].brought is None
    assert link.columns[0].carried is not None


def test_a_figure_read_off_a_picture_is_not_known() -> None:
    found = chains(sketch(2021, 0, 4), sketch(2022, 4, 2, pictured=["t3/brought_forward/*"]))
    assert found.carry_over[0].columns[0].brought is None


def test_a_blank_is_told_as_blank() -> None:
    found = chains(
        sketch(2021, 0, 0), sketch(2022, 0, 0, cells={"t3/brought_forward/business": ""})
    )
    business = found.carry_over[0].columns[2]
    assert business.brought == ("0", True)


def test_the_stock_of_documents_is_followed_from_the_first_year_of_the_form() -> None:
    found = chains(
        sketch(2020, 0, 0, format="ogi-2019"),
        stock(2021, "7", "0", "80"),
        stock(2022, "5", "3", "82"),
        stock(2023, "1", "0", "90"),
    )
    assert stock_states(found) == [(2023, "broken"), (2022, "holds")]
    link = found.stock["normative_documents"][0]
    assert link.before is not None
    assert (link.before.text, link.in_force and link.in_force.text) == ("82", "90")


def test_a_missing_year_is_a_gap_of_the_stock() -> None:
    found = chains(stock(2021, "7", "0", "80"), stock(2023, "1", "0", "81"))
    assert stock_states(found) == [(2023, "gap"), (2022, "gap")]


def test_a_stock_whose_change_the_text_explains_is_not_assessable() -> None:
    told = {"overview": {"paragraphs": ["全年清理行政规范性文件，宣布失效4件。"]}}
    found = chains(stock(2021, "7", "0", "80"), stock(2022, "0", "0", "76", sections=told))
    assert stock_states(found) == [(2022, "not_assessable")]


def fees(year: int, amount: str, **more: object) -> Sketch:
    return sketch(year, 0, 0, cells={"t2/fees/amount": amount}, **more)


def test_fees_in_yuan_are_named_by_their_year_and_those_beside_are_not() -> None:
    found = chains(fees(2021, "12.5"), fees(2022, "126000"), fees(2023, "13"))
    (slip,) = found.fee_slips
    assert (slip.year, slip.printed, str(slip.in_unit)) == (2022, "126000", "12.6")
    assert slip.like == (2021, 2023)


def test_fees_that_no_rule_doubts_are_no_slip() -> None:
    land = {"problems": {"paragraphs": ["本年国有土地出让收入一并计入。"]}}
    found = chains(
        fees(2021, "12.5"), fees(2022, "126000", sections=land), fees(2023, "13", sections=land)
    )
    assert found.fee_slips == ()


def test_fees_that_fit_no_other_year_in_yuan_are_no_slip() -> None:
    assert chains(fees(2021, "0.1"), fees(2022, "126000")).fee_slips == ()


def test_one_year_has_no_step() -> None:
    found = chains(sketch(2022, 0, 4))
    assert found.carry_over == ()


def test_no_year_has_no_step() -> None:
    assert chains_of([]).carry_over == ()


@pytest.mark.parametrize("brought", range(4))
def test_a_step_is_broken_where_the_report_has_a_finding_and_nowhere_else(brought: int) -> None:
    sketches = [sketch(2021, 0, 2), sketch(2022, brought, 1), sketch(2023, 1, 0)]
    told = {
        year: any(f.code in ("Y401", "Y402") for f in judgement.findings)
        for year, judgement in judged(sketches).items()
    }
    for link in chains(*sketches).carry_over:
        assert (link.state is LinkState.BROKEN) == told[link.year]


def test_a_government_is_told_as_well() -> None:
    kind = BodyKind.GOVERNMENT
    found = chains(sketch(2021, 0, 4, kind=kind), sketch(2022, 3, 2, kind=kind))
    assert carry_states(found) == [(2022, "broken")]


def test_a_rule_that_is_off_leaves_its_step_unjudged() -> None:
    first, second = held([sketch(2021, 0, 4), sketch(2022, 3, 2)])
    found = chains_of([first, replace(second, said=(None,) * len(second.said))])
    assert carry_states(found) == [(2022, "not_assessable")]
    columns = found.carry_over[0].columns
    assert {column.state for column in columns} == {LinkState.NOT_ASSESSABLE}
