"""A copy that lays personal data open stays in the archive, and no page leads to it."""

from dataclasses import replace
from pathlib import Path

import pytest

from audits.records import FindingState, ReportRecord
from audits.result import AuditStatus
from rules.privacy.hiding import without_personal_data
from rules.report import Report
from tests.audits.site.district import World
from tests.audits.site.invented_reports import balanced
from tests.audits.site.shown_page import ShownPage

PAGE = "reports/990101-finance-2024.html"
MOBILE = "一名申请人留下手机号13800001234。"


def telling(words: str) -> Report:
    report = balanced(4)
    return without_personal_data(replace(report, intro=(*report.intro, words)))


def copies(out: Path) -> set[str]:
    return {path.stem for path in out.glob("evidence/*")}


def shown(out: Path) -> ShownPage:
    return ShownPage(out / PAGE)


@pytest.mark.parametrize(
    "words",
    [
        MOBILE,
        "申请人陈某（身份证号110000196203040014）的申请已答复。",
        "退费至申请人银行卡6222020000000000125。",
        "申请人张大山向我局提出申请。",
        "联系电话：13800001234。",
    ],
)
def test_the_page_has_hash_time_and_source_and_no_copy(
    world: World, tmp_path: Path, words: str
) -> None:
    record = world.add("990101-finance", 2024, telling(words))
    counts = world.build(tmp_path)
    page = shown(tmp_path)
    assert copies(tmp_path) == set()
    assert counts.copies_missing == 0
    assert not page.all("a[download]")
    assert "不提供下载" in page.words
    assert record.sha256 in page.words
    assert page.one(".evidence dd a.address").attributes["href"] == record.url
    assert page.one(".evidence time").attributes["datetime"]


def test_a_copy_of_an_earlier_build_is_taken_away(world: World, tmp_path: Path) -> None:
    record = world.add("990101-finance", 2024, balanced(4))
    world.build(tmp_path)
    assert copies(tmp_path) == {record.sha256}
    opened = world.opened[record.id]
    world.opened[record.id] = replace(opened, report=telling(MOBILE))
    world.build(tmp_path)
    assert copies(tmp_path) == set()


def test_a_private_mailbox_withholds_nothing(world: World, tmp_path: Path) -> None:
    record = world.add("990101-finance", 2024, telling("联系邮箱：qingshi@qq.com。"))
    world.build(tmp_path)
    assert copies(tmp_path) == {record.sha256}


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (FindingState.OPEN, False),
        (FindingState.NOTIFIED, False),
        (FindingState.WAIVED, False),
        (FindingState.EXPLAINED, False),
        (FindingState.REGRESSED, False),
        (FindingState.FIXED, True),
        (FindingState.RETRACTED, True),
    ],
)
def test_a_text_that_could_not_be_read_is_withheld_while_the_last_finding_stands(
    world: World, tmp_path: Path, state: FindingState, *, offered: bool
) -> None:
    older = world.add("990101-finance", 2024, telling(MOBILE), state=state)
    newer = unreadable(world)
    world.records[0] = replace(older, is_current=False)
    world.build(tmp_path)
    assert (newer.sha256 in copies(tmp_path)) == offered
    assert older.sha256 not in copies(tmp_path)


def unreadable(world: World) -> ReportRecord:
    record = world.add("990101-finance", 2024, None, status=AuditStatus.UNREADABLE)
    digest = "f" * 64
    world.copies[digest] = b"%PDF"
    world.records[-1] = replace(record, sha256=digest, version=2)
    return world.records[-1]
