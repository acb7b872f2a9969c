"""Governments beside the bodies of their regions, from the archive to the findings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audits.across import regions
from audits.bodies import Register
from audits.site.faults import faults_of
from audits.store.reports import report
from rules.case import BodyKind, Case
from rules.checks.region.r902_rollup_floor import RULE
from rules.finding import Outcome
from tests.audits.county_region import (
    NATURAL,
    TOTAL,
    WHO,
    bodies,
    county,
    found,
    members,
    page,
    states,
)
from tests.audits.small_office import COLUMN, Office, Page, body, office_in
from tests.rules.report_builder import Sketch


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as opened:
        opened.register = Register.of(bodies())
        yield opened


@pytest.fixture
def short(office: Office) -> Office:
    """A county with 20 requests whose water office alone has 35, audited."""
    office.crawl(county(), *members())
    office.audit(WHO)
    return office


def test_a_county_with_less_than_one_body_is_told_with_the_figures_of_all(short: Office) -> None:
    finding = found(short)["R902", "t3"].finding
    assert finding.cells == (NATURAL, TOTAL)
    assert "青禾县水利局一家年报就有35" in finding.message.zh
    assert finding.counterpart is not None
    assert finding.counterpart.quote == (
        "青禾县水利局 35、青禾县人民政府办公室 5、青禾县柳塘镇人民政府 3"
    )
    shown = [row for row in short.table("v_findings") if row["code"] == "R902"]
    assert [row["body"] for row in shown] == ["county"]


def test_a_wrong_sum_and_a_broken_floor_in_a_table_are_one_fault(short: Office) -> None:
    assert set(found(short)) == {("R901", "t3"), ("R902", "t3")}
    assert len(faults_of(found(short).values())) == 1


def test_a_fault_of_the_region_is_none_of_those_of_the_report_alone(short: Office) -> None:
    own = replace(found(short)["R902", "t3"].finding, fault="1")
    assert all(each.finding.fault != own.fault for each in found(short).values())


def test_the_county_page_tells_what_could_not_be_told(office: Office) -> None:
    office.crawl(county(60), page("office", 5), page("town", 3))
    office.audit(WHO)
    held = report(office.store, "county", 2022)
    assert held is not None
    reasons = {missed.reason.zh for missed in held.judgement.not_assessed if missed.code == "R901"}
    assert reasons == {"以下单位的数字不明，无法求和：青禾县水利局（未取得该年年报）"}


def test_a_county_that_is_the_sum_of_its_bodies_passes(office: Office) -> None:
    office.crawl(county(43), *members())
    office.audit(WHO)
    assert found(office) == {}
    held = report(office.store, "county", 2022)
    assert held is not None
    assert held.judgement.tallies["R901"].passed == 3


def test_a_unit_of_a_department_may_be_in_the_figures_of_that_already(office: Office) -> None:
    unit = body("青禾县水利局河道管理所", id="unit", parent="county", column_url=None)
    office.register = Register.of([*bodies(), unit])
    own = page("water", 4)
    named = own.content.replace("青禾县水利局", unit.name)
    shown = replace(own, url=f"{COLUMN}unit.html", content=named, title=f"{unit.name}2022年年报")
    office.crawl(county(43), *members(), shown)
    office.audit(WHO)
    assert report(office.store, "unit", 2022) is not None
    assert found(office) == {}


def test_each_year_is_summed_by_itself(office: Office) -> None:
    office.crawl(county(43), *members(), page("water", 90, year=2021))
    office.audit(WHO)
    assert found(office) == {}


def test_what_did_not_change_is_not_looked_at_again(
    short: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("looked at again")

    monkeypatch.setattr(regions, "look_at", refuse)
    monkeypatch.setattr(regions, "counted", refuse)
    assert short.audit(WHO).failures == ()


def test_a_rule_that_is_switched_off_is_not_asked(office: Office) -> None:
    office.crawl(county(), *members())
    office.audit(replace(WHO, codes_across={"R901": 1}))
    assert set(states(office)) == {"R901"}


def test_a_rule_that_breaks_down_is_our_fault_and_asked_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(case: Case) -> Iterator[Outcome]:
        raise RuntimeError("no figures")

    office.crawl(county(), *members())
    with monkeypatch.context() as broken:
        broken.setattr(regions, "all_rules", lambda: (replace(RULE, check=break_down),))
        run = office.audit(WHO)
    assert [failure.place for failure in run.failures] == ["rule R902"]
    assert found(office) == {}

    assert office.audit(WHO).state.value == "ok"
    assert states(office) == {"R901": "open", "R902": "open"}


def test_a_city_adds_up_its_county_and_not_the_bodies_of_that_again(office: Office) -> None:
    city = "江城市人民政府"
    above = [
        body(city, id="city", kind=BodyKind.GOVERNMENT, region="500100"),
        body(f"{city}办公室", id="city-office", parent="city", region="500100"),
        body("江城市水利局", id="city-water", parent="city", region="500100"),
    ]
    under = [replace(b, parent="city") if b.id == "county" else b for b in bodies()]
    office.register = Register.of([*above, *under])
    told = "本报告数据汇总了全市各部门、各县（市、区）情况。"
    sketches = {
        city: Sketch(base="zero", body=city, intro=(told,), cells={TOTAL: "45", NATURAL: "45"}),
        f"{city}办公室": Sketch(base="zero", body=f"{city}办公室", cells={TOTAL: "2"}),
        "江城市水利局": Sketch(base="zero", body="江城市水利局", cells={NATURAL: "2"}),
    }
    office.crawl(
        county(43),
        *members(),
        *(
            Page(
                url=f"{COLUMN}{number}.html",
                content=sketch.model_dump_json(),
                title=f"{name}2022年政府信息公开工作年度报告",
            )
            for number, (name, sketch) in enumerate(sketches.items())
        ),
    )
    office.audit(WHO)
    assert found(office) == {}
    held = report(office.store, "city", 2022)
    assert held is not None
    assert held.judgement.tallies["R901"].passed == 3


def test_coverage_is_not_told_while_a_portal_was_not_read_whole(office: Office) -> None:
    office.crawl(county(43), page("office", 5), page("town", 3), complete=False)
    office.audit(WHO)
    assert found(office, "R903") == {}
    held = report(office.store, "county", 2022)
    assert held is not None
    (missed,) = (each for each in held.judgement.not_assessed if each.code == "R903")
    assert "青禾县水利局" in missed.reason.zh


def test_a_report_that_two_good_crawls_lacked_is_told_until_it_is_there(office: Office) -> None:
    shown = (county(43), page("office", 5), page("town", 3), page("water", 31, year=2021))
    office.crawl(*shown)
    office.now += timedelta(days=4)
    office.crawl(*shown, run="crawl-2")
    office.audit(WHO)
    assert "未见公开1个：青禾县水利局" in found(office, "R903")["R903", "report"].finding.message.zh

    office.crawl(*shown, page("water", 35), run="crawl-3")
    office.audit(WHO)
    assert states(office, "R903") == {"R903": "fixed"}
