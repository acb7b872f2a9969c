"""Whose figures a report gives: only where its text says so."""

import pytest

from rules.prose.scope import Scope, is_government, is_office_of_government, scope_of
from rules.report import Report, SectionReading

GOVERNMENT = "云上市青禾区人民政府"
DEPARTMENT = "云上市青禾区水务局"


def _scope(body: str | None, *overview: str) -> Scope | None:
    section = SectionReading(heading="一、总体情况", position=0, paragraphs=overview)
    told = scope_of(Report(format=None, body=body, sections={"overview": section}))
    return told.scope if told else None


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告根据全区各部门、各镇街年度报告汇总编制。",
        "本报告由区政府办公室汇总各镇、街道和各部门的情况后编制。",
        "本报告所列数据涵盖本行政区域内各级行政机关。",
        "统计数据包括各乡镇、各部门的数据。",
        "全区共收到政府信息公开申请57件。",
    ],
)
def test_a_government_that_counts_its_region_reports_for_it(sentence: str) -> None:
    assert _scope(GOVERNMENT, sentence) is Scope.REGION


@pytest.mark.parametrize(
    "sentence", ["本报告数据为区政府本级数据。", "本报告所列数据不含各镇街和区级部门。"]
)
def test_a_government_that_says_so_reports_for_itself(sentence: str) -> None:
    assert _scope(GOVERNMENT, sentence) is Scope.OWN


@pytest.mark.parametrize(
    "sentence",
    [
        "我区认真做好政府信息公开工作。",
        "指导各镇街、各部门汇总年度工作。",
        "全区政务公开水平不断提高。",
        "",
    ],
)
def test_the_title_of_a_government_alone_shows_nothing(sentence: str) -> None:
    assert _scope(GOVERNMENT, sentence) is None


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (DEPARTMENT, "我局主动公开信息80条。"),
        (DEPARTMENT, "2023年，本机关收到申请3件。"),
        ("青禾镇人民政府", "我镇主动公开信息80条。"),
        (f"{GOVERNMENT}办公室", "本机关没有收取信息处理费。"),
    ],
)
def test_a_body_that_speaks_of_itself_reports_for_itself(body: str, sentence: str) -> None:
    assert _scope(body, sentence) is Scope.OWN


def test_an_office_that_adds_up_the_region_reports_for_it() -> None:
    own = "本机关按月检查。"
    assert _scope(f"{GOVERNMENT}办公室", own, "本报告汇总全区数据。") is Scope.REGION


def test_what_speaks_for_both_shows_neither() -> None:
    counted = "全区共收到政府信息公开申请57件。"
    assert _scope(f"{GOVERNMENT}办公室", "我办收到申请3件。", counted) is None
    assert _scope(GOVERNMENT, "本报告数据为区政府本级数据。", counted) is None


def test_a_bureau_that_adds_up_its_own_units_does_not_report_for_the_region() -> None:
    assert _scope(DEPARTMENT, "本报告数据由各科室汇总。") is None


def test_nothing_is_told_of_a_body_that_is_not_named() -> None:
    assert _scope(None, "我局主动公开信息80条。") is None


def test_the_sentence_that_shows_it_is_kept() -> None:
    section = SectionReading(heading="一", position=0, paragraphs=("做好公开。我局公开8条。",))
    told = scope_of(Report(format=None, body=DEPARTMENT, sections={"overview": section}))
    assert told is not None
    assert (told.sentence, told.section) == ("我局公开8条。", "overview")


@pytest.mark.parametrize(
    ("body", "governs", "works_for_one"),
    [
        (GOVERNMENT, True, False),
        ("盘水市人民政府（市人民政府办公室）", True, True),
        ("青禾高新区管委会", True, False),
        ("青禾镇人民政府", False, False),
        (DEPARTMENT, False, False),
        (f"{GOVERNMENT}办公室", False, True),
        ("青禾县政府办", False, True),
        (None, False, False),
    ],
)
def test_governments_and_their_offices_are_told_by_name(
    body: str | None, governs: bool, works_for_one: bool
) -> None:
    assert is_government(body) is governs
    assert is_office_of_government(body) is works_for_one
