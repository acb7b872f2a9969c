"""What a report is told of its body and of those around it, and when that makes it due again."""

from dataclasses import replace

from audits.bodies import Body, Register
from audits.result import AuditResult, Known, Submission
from rules.case import BodyKind
from rules.report import Report
from tests.audits.small_office import CODES, Office, Page, audit_lines, auditor, body

CITY = body("玉泉市人民政府", id="city", kind=BodyKind.GOVERNMENT, region="509900", column_url=None)
COUNTY = replace(CITY, id="county", name="青禾县人民政府", region="509921", parent="city")
SISTER = replace(CITY, id="sister", name="岚山县人民政府", region="509922", parent="city")
BUREAU = body("青禾县水利局", id="bureau", aliases=("水务局",), parent="county", column_url=None)
TOWN = replace(BUREAU, id="town", name="石桥镇人民政府", kind=BodyKind.TOWNSHIP, aliases=())
AFAR = replace(TOWN, id="afar", name="岚山县临溪乡人民政府", parent="sister")
REGISTER = Register.of([CITY, COUNTY, SISTER, BUREAU, TOWN, AFAR])


def key_of(*bodies: Body, of: str = "bureau") -> str:
    around = Register.of(bodies).registered(of)
    assert around is not None
    return around.key


def test_a_body_is_told_with_those_above_it_and_those_under_the_same_governments() -> None:
    around = REGISTER.registered("bureau")
    assert around is not None
    assert around.body.names == ("青禾县水利局", "水务局")
    assert [above.id for above in around.above] == ["county", "city"]
    assert [other.id for other in around.others] == ["town", "sister"]


def test_a_body_that_the_register_does_not_have_is_not_known() -> None:
    assert REGISTER.registered("nobody") is None


def test_a_body_at_the_top_has_nobody_around_it() -> None:
    around = REGISTER.registered("city")
    assert around is not None
    assert around.above == around.others == ()


def test_the_key_changes_with_any_name_around_the_body_and_with_no_name_afar() -> None:
    before = key_of(*REGISTER)
    assert key_of(*REGISTER) == before
    assert (
        key_of(CITY, COUNTY, SISTER, BUREAU, replace(TOWN, name="石门镇人民政府"), AFAR) != before
    )
    assert key_of(CITY, COUNTY, SISTER, replace(BUREAU, aliases=()), TOWN, AFAR) != before
    assert key_of(CITY, COUNTY, SISTER, BUREAU, TOWN) == before


def test_hosts_are_those_of_the_portals_and_unknown_without_them() -> None:
    listed = replace(REGISTER, hosts=frozenset({"www.example.gov.cn", "192.0.2.7:8080"}))
    assert listed.lists_host_of("https://WWW.example.gov.cn/nb/1.html")
    assert listed.lists_host_of("http://192.0.2.7:8080/nb/1.html")
    assert listed.lists_host_of("http://192.0.2.7/nb/1.html") is False
    assert REGISTER.lists_host_of("https://www.example.gov.cn/") is None


def test_another_name_in_the_register_audits_the_bodys_pages_again(office: Office) -> None:
    office.crawl(Page(content="body 某某区审计局\nyear 2023"))
    office.audit()
    assert office.audit().counts["audited"] == 0
    office.register = Register.of([body(aliases=("审计局",))])
    assert office.audit().counts["audited"] == 1


def audit_by_name(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """Finds fault with every report whose body has another name than the one it prints."""
    result = audit_lines(submission, known=known, previous=previous)
    around = known.registered if known else None
    printed = result.report.body if result.report else None
    if around is None or printed in around.body.names:
        return result
    blamed = replace(submission.source, content=submission.source.content + b"\nfails B301 title")
    return audit_lines(replace(submission, source=blamed), known=known, previous=previous)


def test_a_report_judged_by_another_bodys_names_makes_no_finding(office: Office) -> None:
    """The page is listed under one body, and its text, when it is read, turns out another's."""
    other = body("某某区统计局", id="statistics", column_url=None)
    office.register = Register.of([body(), other])
    office.crawl(
        Page(content="body 某某区统计局\nyear 2023", title="2023年政府信息公开工作年度报告")
    )
    who = auditor(audit=audit_by_name)
    assert "B301" in CODES
    office.audit(who)
    assert office.table("v_findings") == []
    assert [row["body"] for row in office.table("v_reports")] == ["statistics"]
