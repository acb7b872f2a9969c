"""Digits and brackets lost on the way: seen where they were, and not where an office writes so."""

import pytest

from audits.audit import audit
from audits.reading.damage import sign_of_damage
from audits.result import AuditResult, Source, Submission
from rules.finding import Severity
from tests.audits.published import PERIOD, Publication, as_html, parts_of, tables_with

ON_FIGURES = {
    *("T220", "T221", "T222", "T223", "T224", "T225", "T230", "T231"),
    *("B301", "B302", "B303", "B304"),
}


@pytest.mark.parametrize(
    "text",
    [
        "本报告于2025  1  1  日公布。",
        "国办公开办函202130 号",
        "国办公开办函202130号",
        "国办公开办函〔〕30号",
        "国办公开办函〔〕号",
        "国办公开办函〔2021〕号",
        "国办公开办函()30号",
        "国办公开办函 号",
        "国办发〔〕8号",
        "国务院令第号",
        "统计期限自2018年11日至2018年1231日止",
        "统计期限自2018年1月1日至1231日止",
        "统计期限自年月日起至年月日止",
        "统计期限自2023年月日起至2023年月日止",
        "统计期限为 年 1 月 1 日至 12 月 31 日",
        "统计期限自2023年1月1日起至2023年12月日止",
        "统计期限自至止",
        "统计期限自 2023 1 1 起至 2023 12 31 止",
        "统计期限自20231月1日至202312月31日",
        "统计期限自202年1月1日至12月31日",
        "云上市水务局年政府信息公开工作年度报告",
        "公开信息  条，收到申请  件，答复率%。",
    ],
)
def test_lost_characters_are_seen(text: str) -> None:
    assert sign_of_damage(["做好公开。", text]) is not None


@pytest.mark.parametrize(
    "text",
    [
        PERIOD,
        "国办公开办函〔2021〕30号",
        "国办公开办函（2021）30号",
        "国办公开办函［２０２１］３０号",
        "国办公开办函【2021】30 号",
        "国办公开办函 〔2021〕 第 30 号",
        "国办公开办函2021年30号",
        "国办公开办函2021 30号",
        "国办公开办函第30号",
        "国办公开办函30号",
        "国务院令第711号",
        "公开信息  条，收到申请3件。",
        "公开信息  条。",
        "2023年 月 日",
        "年 月 日（印章）",
        "按年、月、日统计，日均2条。",
        "2023年月均公开12条，当年日均1条。",
        "每年1月31日前公布，365日不间断，开展100日活动。",
        "本年度政府信息公开工作年度报告",
        "云上市水务局2023 年政府信息公开工作年度报告",
        "云上市水务局二〇二三年政府信息公开工作年度报告",
        "二〇二三年一月一日至十二月三十一日",
        "2023.1.1-2023.12.31",
        "自2023年以来至年底止",
        "",
    ],
)
def test_healthy_text_shows_no_damage(text: str) -> None:
    assert sign_of_damage([text]) is None


def _audited(intro: str, *, left_out: tuple[str, ...] = ()) -> AuditResult:
    figures = {"t3/received/natural_person": "25", "t3/received/total": "-28"}
    parts = (p for p in parts_of(tables_with(figures)) if p not in left_out)
    page = as_html(Publication(intro=intro, parts=tuple(parts)))
    return audit(Submission(source=Source(name="a.html", content=page.encode())))


def test_no_figure_of_a_damaged_report_is_judged_and_the_reason_is_told() -> None:
    whole, damaged = _audited(PERIOD), _audited("统计期限自2023年月日起至年月日止。")
    assert whole.judgement is not None
    assert damaged.judgement is not None
    assert {f.code for f in whole.judgement.findings} & ON_FIGURES
    assert not {f.code for f in damaged.judgement.findings} & ON_FIGURES
    for code in ON_FIGURES:
        tally = damaged.judgement.tallies[code]
        assert (tally.passed, tally.failed) == (0, 0)
        assert tally.not_assessable
    reasons = {n.reason.zh for n in damaged.judgement.not_assessed if n.code in ON_FIGURES}
    assert reasons == {"文本疑似残缺，数字不予核验：统计期限中缺少数字"}


def test_what_is_missing_from_a_damaged_report_is_still_found() -> None:
    section = ("六、其他需要报告的事项", "本年度没有收取信息处理费。")
    result = _audited("国办公开办函〔〕号", left_out=section)
    assert result.judgement is not None
    errors = {f.code for f in result.judgement.findings if f.severity is Severity.ERROR}
    assert errors == {"S101"}
    for code in ("S102", "T201", "T203", "T204", "T205", "T209"):
        assert result.judgement.tallies[code].passed
