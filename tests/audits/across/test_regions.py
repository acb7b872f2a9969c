"""Governments beside the bodies of their regions, from the archive to the findings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from audits.across import regions
from audits.auditor import Auditor
from audits.bodies import Body, Register
from audits.decisions import decide
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.result import AuditResult, AuditStatus, Known, Submission
from audits.site.faults import faults_of
from audits.store.findings import findings
from audits.store.reports import report
from audits.waiving import Decision
from crawler.archive import sha256_of
from rules.case import BodyKind, Case
from rules.checks.region.r902_rollup_floor import RULE
from rules.finding import Outcome
from rules.language import Text
from rules.report import Report
from tests.audits.small_office import COLUMN, Office, Page, auditor, body, judgement, office_in
from tests.rules.report_builder import Sketch

STATED = "本报告数据由县政府办公室汇总全县各部门、各乡镇年报形成。"
COUNTY = "青禾县人民政府"
NAMES = {
    "county": COUNTY,
    "office": "青禾县人民政府办公室",
    "water": "青禾县水利局",
    "town": "青禾县柳塘镇人民政府",
}
KINDS = {"county": BodyKind.GOVERNMENT, "town": BodyKind.TOWNSHIP}
TOTAL, NATURAL = "t3/received/total", "t3/received/natural_person"


def audit_sketch(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """Audit a page of this office, which is a sketch of a report."""
    source = submission.source
    read = AuditResult(
        name=source.name,
        sha256=sha256_of(source.content),
        media_type="text/plain",
        status=AuditStatus.AUDITED,
    )
    if source.content == b"locked":
        reason = Text(zh="加密", en="locked")
        return replace(read, status=AuditStatus.UNREADABLE, reason=reason)
    sketch = Sketch.model_validate_json(source.content)
    return replace(read, report=sketch.report(), judgement=judgement())


def audit_better(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, which reads 43 where the earlier one read 20."""
    result = audit_sketch(submission, known=known, previous=previous)
    if result.report is None:
        return result
    cells = {
        name: cell._replace(raw="43", value=Decimal(43)) if cell.raw == "20" else cell
        for name, cell in result.report.cells.items()
    }
    return replace(result, report=replace(result.report, cells=cells))


WHO: Auditor = replace(auditor(audit_sketch), codes_across=dict.fromkeys(regions.CODES, 1))


def page(name: str, figure: int, *, year: int = 2022, intro: str = "") -> Page:
    """A body's report with as many requests received."""
    sketch = Sketch(
        base="zero",
        body=NAMES[name],
        year=year,
        intro=(intro,) if intro else None,
        cells={TOTAL: str(figure), NATURAL: str(figure)},
    )
    return Page(
        url=f"{COLUMN}{name}-{year}.html",
        content=sketch.model_dump_json(),
        title=f"{NAMES[name]}{year}年政府信息公开工作年度报告",
    )


def locked(name: str) -> Page:
    return replace(page(name, 0), content="locked")


def county(figure: int = 20) -> Page:
    return page("county", figure, intro=STATED)


def members(water: int = 35) -> tuple[Page, ...]:
    """An office with 5 requests, a department with as many as told, a town with 3."""
    return page("office", 5), page("water", water), page("town", 3)


def bodies(*left_out: str) -> list[Body]:
    return [
        body(
            name,
            id=key,
            kind=KINDS.get(key, BodyKind.DEPARTMENT),
            parent=None if key == "county" else "county",
        )
        for key, name in NAMES.items()
        if key not in left_out
    ]


def found(office: Office, *codes: str) -> dict[tuple[str, str], StoredFinding]:
    """Findings on the region, by code and place."""
    stored = findings(office.store, FindingFilter(codes=codes or ("R901", "R902", "R904")))
    return {(each.finding.code, each.finding.place): each for each in stored}


def states(office: Office, *codes: str) -> dict[str, str]:
    return {code: each.state.value for (code, _), each in found(office, *codes).items()}


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


def test_each_year_is_summed_by_itself(office: Office) -> None:
    office.crawl(county(43), *members(), page("water", 90, year=2021))
    office.audit(WHO)
    assert found(office) == {}


def test_a_county_that_puts_its_report_right_has_fixed_it(short: Office) -> None:
    short.crawl(county(43), run="crawl-2")
    short.audit(WHO)
    assert states(short) == {"R901": "fixed", "R902": "fixed"}


def test_a_body_that_puts_its_report_right_has_fixed_it_too(short: Office) -> None:
    short.crawl(page("water", 12), run="crawl-2")
    short.audit(WHO)
    assert states(short) == {"R901": "fixed", "R902": "fixed"}


def test_a_finding_that_our_register_takes_away_is_retracted(short: Office) -> None:
    short.register = Register.of(
        [replace(each, parent=None) if each.id == "water" else each for each in bodies()]
    )
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "retracted"}


def test_what_our_register_takes_away_is_never_fixed_though_a_body_changed_too(
    short: Office,
) -> None:
    short.register = Register.of(
        [replace(each, parent=None) if each.id == "water" else each for each in bodies()]
    )
    short.crawl(page("town", 4), run="crawl-2")
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "retracted"}


def test_a_finding_that_our_reading_takes_away_is_retracted(short: Office) -> None:
    short.audit(replace(WHO, audit=audit_better, key="2"))
    assert states(short) == {"R901": "retracted", "R902": "retracted"}


def audit_strictly(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, which has a finding on every figure of 35."""
    result = audit_sketch(submission, known=known, previous=previous)
    if result.report is None:
        return result
    doubted = [name for name, cell in result.report.cells.items() if cell.raw == "35"]
    return replace(result, judgement=judgement([("B301", name) for name in doubted]))


def test_a_figure_that_a_later_release_has_a_finding_on_counts_no_more(short: Office) -> None:
    short.audit(replace(WHO, audit=audit_strictly, key="2"))
    finding = found(short)["R902", "t3"]
    assert finding.state is FindingState.OPEN
    assert finding.unjudged is not None
    assert "青禾县水利局（该单元格在其年报中另有问题）" in finding.unjudged.zh


def test_the_findings_of_what_is_no_government_by_our_register_are_retracted(
    short: Office,
) -> None:
    short.register = Register.of(
        [replace(each, kind=BodyKind.DEPARTMENT, parent=None) for each in bodies()]
    )
    short.audit(WHO)
    assert set(states(short).values()) == {"retracted"}


def test_a_county_report_that_can_no_longer_be_read_closes_nothing(short: Office) -> None:
    short.crawl(locked("county"), run="crawl-2")
    short.audit(WHO)
    assert set(states(short).values()) == {"open"}
    assert found(short)["R902", "t3"].unjudged is not None


def test_a_body_whose_report_can_no_longer_be_read_closes_nothing(short: Office) -> None:
    short.crawl(locked("water"), run="crawl-2")
    short.audit(WHO)
    assert states(short) == {"R901": "open", "R902": "open"}


def explain(office: Office) -> None:
    decision = Decision(
        by="auditor", reason="汇总口径", at=office.tick(), decided_as=FindingState.EXPLAINED
    )
    decide(office.store, {found(office)["R902", "t3"].id: decision})


def test_an_explanation_outlives_a_change_of_the_register(short: Office) -> None:
    explain(short)
    short.register = Register.of([*bodies(), body("青禾县林业局", id="forest", parent="county")])
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "explained"}


def test_an_explanation_ends_when_a_body_changes_its_report(short: Office) -> None:
    explain(short)
    short.crawl(page("water", 36), run="crawl-2")
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "open"}


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
    shown = (county(43), page("office", 5), page("town", 3))
    office.crawl(*shown)
    office.now += timedelta(days=4)
    office.crawl(*shown, run="crawl-2")
    office.audit(WHO)
    assert "未见公开1个：青禾县水利局" in found(office, "R903")["R903", "report"].finding.message.zh

    office.crawl(*shown, page("water", 35), run="crawl-3")
    office.audit(WHO)
    assert states(office, "R903") == {"R903": "fixed"}
