"""Journals → store: the same twice changes nothing, and a page is never given by likeness."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audits.bodies import Register
from audits.intake import assign_pages, fold_journal
from audits.records import FindingState, RunState
from audits.store import findings, pages, runs
from crawler.journal import Attachment, BatchEnded, Fetched, Journal, PageFound, Record, Role
from tests.audits.small_office import COLUMN, MORNING, Office, Page, body

PAGE = Page(content="body 某某区审计局\nyear 2023", files=((f"{COLUMN}a.pdf", "%PDF"),))


def everything(office: Office) -> dict[str, list[object]]:
    return {
        name: [tuple(row.values()) for row in office.store.database[name].rows]
        for name in office.store.database.table_names()
    }


def fold(office: Office, records: Sequence[Record], run: str = "crawl-1") -> RunState:
    return fold_journal(
        office.store, records, run=run, started_at=MORNING, register=office.register
    ).state


def test_the_same_journal_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    with Journal(tmp_path / "crawl-1.jsonl") as journal:
        journal.append(*office.journal(PAGE, Page(content="x", url=f"{COLUMN}2.html")))
        records = list(journal.read())
    fold(office, records)
    first = everything(office)
    fold(office, records)
    assert everything(office) == first
    assert len(first["fetches"]) == 4


def test_an_older_journal_folded_later_replaces_nothing_and_is_kept_as_history(
    office: Office,
) -> None:
    older = list(office.journal(replace(PAGE, title="旧标题", files=())))
    newer = list(office.journal(PAGE))
    fold(office, newer, run="crawl-2")
    before = pages.page(office.store, PAGE.url)
    fold(office, older, run="crawl-1")
    assert pages.page(office.store, PAGE.url) == before
    assert len(pages.fetches(office.store, PAGE.url)) == 2


def test_a_clock_that_was_set_back_is_told_as_our_failure(office: Office) -> None:
    office.crawl(PAGE)
    office.now -= timedelta(days=2)
    intake = office.crawl(replace(PAGE, content="corrected"), run="crawl-2")
    assert intake.state is RunState.INCOMPLETE
    recorded = runs.run(office.store, "crawl-2")
    assert recorded is not None
    assert recorded.failures == intake.failures
    assert [each.place for each in recorded.failures] == ["clock"]
    assert "3 answers" in recorded.failures[0].error


def test_an_older_journal_of_a_run_that_began_earlier_is_no_failure(office: Office) -> None:
    runs.start_run(office.store, "crawl", MORNING)
    (older_run,) = [each.id for each in runs.runs(office.store)]
    older, newer = list(office.journal(PAGE)), list(office.journal(PAGE))
    assert fold(office, newer, run="crawl-2") is RunState.OK
    assert fold(office, older, run=older_run) is RunState.OK


def test_a_journal_without_its_end_is_of_an_interrupted_batch(office: Office) -> None:
    records = [each for each in office.journal(PAGE) if not isinstance(each, BatchEnded)]
    assert fold(office, records) is RunState.INTERRUPTED
    recorded = runs.run(office.store, "crawl-1")
    assert recorded is not None
    assert recorded.counts == {"fetched": 3, "pages": 1}


def test_a_journal_can_be_folded_as_far_as_it_goes_and_again_when_it_ended(office: Office) -> None:
    records = list(office.journal(PAGE))
    fold(office, records[:4])
    assert fold(office, records) is RunState.OK
    whole = everything(office)
    assert len(whole["runs"]) == 1
    assert len(whole["fetches"]) == 3


def test_not_modified_confirms_what_is_held_and_changes_no_page(office: Office) -> None:
    records = list(office.journal(PAGE))
    fold(office, records)
    (fetched,) = [e for e in records if isinstance(e, Fetched) and e.url == PAGE.url]
    later = replace(
        fetched, status=304, not_modified=True, fetched_at=MORNING + timedelta(days=7), size=None
    )
    before = pages.page(office.store, PAGE.url)
    fold(office, [later], run="crawl-2")
    assert pages.page(office.store, PAGE.url) == before
    (held,) = office.store.rows("SELECT checked_at FROM holdings WHERE url = ?", [PAGE.url])
    assert held["checked_at"].startswith("2024-02-12")


def test_a_failed_fetch_keeps_the_bytes_held_and_its_reason(office: Office) -> None:
    office.crawl(PAGE)
    failed = replace(
        office.fetched(PAGE.url, "验证码", Role.PAGE),
        error="blocked:waf",
        status=403,
    )
    fold(office, [failed], run="crawl-2")
    held = pages.page(office.store, PAGE.url)
    assert held is not None
    assert [v.sha256 for v in pages.validators(office.store) if v.url == PAGE.url] == [held.sha256]
    assert pages.fetches(office.store, PAGE.url)[0].error == "blocked:waf"


def test_validators_are_what_the_next_crawl_sends(office: Office) -> None:
    office.crawl(PAGE)
    held = {each.url: each.etag for each in pages.validators(office.store, portal="county")}
    assert held == {COLUMN: '"1"', PAGE.url: '"1"', f"{COLUMN}a.pdf": '"1"'}
    assert pages.validators(office.store, portal="other") == ()


REGISTER = Register.of(
    [
        body(),
        body("某某区人民政府", id="gov", column_url="https://www.example.gov.cn/zf/"),
        body("某某区人民政府办公室", id="office", column_url="https://www.example.gov.cn/zf/"),
    ]
)


@pytest.mark.parametrize(
    ("title", "source", "column", "owner"),
    [
        (
            "某某区审计局2023年政府信息公开工作年度报告",
            "某某区人民政府",
            "https://x/",
            "audit-office",
        ),
        ("2023年度某某区审计局政府信息公开年报", None, "https://x/", "audit-office"),
        ("某某区 审计局\n二〇二三年政府信息公开工作年度报告", None, "https://x/", "audit-office"),
        ("某某区人民政府办公室2023年政府信息公开工作年度报告", None, "https://x/", "office"),
        ("某某区人民政府2023年政府信息公开工作年度报告", None, "https://x/", "gov"),
        ("2023年政府信息公开年报", "某某区人民政府", COLUMN, "gov"),
        ("2023年政府信息公开年报", "来源不明", COLUMN, "audit-office"),
        (None, None, COLUMN, "audit-office"),
        ("本机关2023年政府信息公开年报", None, COLUMN, "audit-office"),
        ("某某区审计局政府信息公开2023年度报告", None, "https://x/", "audit-office"),
        ("【年报】某某区审计局2023年政府信息公开年报", None, "https://x/", "audit-office"),
        ("某某区民政局2023年政府信息公开工作年度报告", None, COLUMN, None),
        ("某某区民政局政府信息公开年报", None, COLUMN, None),
        ("某某区民政局2023年年度报告", None, COLUMN, None),
        ("2023年政府信息公开年度报告（某某区民政局）", None, COLUMN, None),
        ("某某区民政局2023年政府信息公开工作年度报告", "某某区人民政府", COLUMN, None),
        ("某某区审计2023年政府信息公开工作年度报告", None, "https://x/", None),
        ("某某区审计局机关2023年政府信息公开工作年度报告", "区审计局", "https://x/", None),
        (None, None, "https://www.example.gov.cn/zf/", None),
        (None, None, None, None),
    ],
)
def test_a_page_is_the_bodys_whose_exact_name_its_title_source_or_column_gives(
    office: Office, title: str | None, source: str | None, column: str | None, owner: str | None
) -> None:
    office.register = REGISTER
    found = Page(content="year 2023", title=title, source=source, column_url=column or "")
    records = [
        replace(each, column_url=column) if isinstance(each, PageFound) else each
        for each in office.page_records(found)
    ]
    fold(office, records)
    held = pages.page(office.store, found.url)
    assert held is not None
    assert held.body == owner


def test_the_reports_own_title_decides_where_the_pages_title_names_nobody(office: Office) -> None:
    office.register = REGISTER
    office.crawl(
        Page(content="body 某某区人民政府\nyear 2023", title="年报", source="某某区审计局")
    )
    assert [each.body for each in pages.pages(office.store)] == ["audit-office"]
    office.audit()
    assert [each.body for each in pages.pages(office.store)] == ["gov"]
    assert [(each["body"], each["year"]) for each in office.table("v_reports")] == [("gov", 2023)]
    assert office.audit().counts["audited"] == 0


@pytest.mark.parametrize(
    ("title", "text_names", "owner"),
    [
        ("2023年政府信息公开年报", "某某区民政局", None),
        ("某某区民政局2023年政府信息公开年报", "某某区审计局", None),
        ("某某区审计局2023年政府信息公开年报", "某某区民政局", None),
        ("某某区审计局2023年政府信息公开年报", "某某区人民政府", None),
        ("某某区人民政府2023年政府信息公开年报", "某某区人民政府办公室", None),
        ("某某区审计局2023年政府信息公开年报", "某某区审计局", "audit-office"),
        ("某某区审计局2023年政府信息公开年报", "审计局", "audit-office"),
        ("某某市某某区审计局2023年政府信息公开年报", "某某区审计局", "audit-office"),
    ],
)
def test_a_report_whose_titles_name_somebody_else_is_not_its_columns_owners(
    office: Office, title: str, text_names: str, owner: str | None
) -> None:
    office.register = REGISTER
    text = f"body {text_names}\nyear 2023\nfails B301 t3/total/total"
    office.crawl(Page(title=title, content=text))
    office.audit()
    assert [each.body for each in pages.pages(office.store)] == [owner]
    assert [each.subject.body for each in findings.findings(office.store)] == [owner]


def test_findings_follow_their_report_when_the_register_learns_its_body(office: Office) -> None:
    office.register = Register.of([body("某某区教育局", id="schools", column_url=None)])
    office.crawl(Page(content="body 某某区审计局\nyear 2023\nfails B301 t3/total/total"))
    office.audit()
    (unassigned,) = findings.findings(office.store)
    assert unassigned.subject.body is None
    office.register = Register.of([body()])
    assert assign_pages(office.store, office.register) == 1
    office.audit()
    (assigned,) = findings.findings(office.store)
    assert assigned.subject.body == "audit-office"
    assert (assigned.state, assigned.first_seen) == (FindingState.OPEN, unassigned.first_seen)
    assert len(findings.events_of(office.store, assigned.id)) == 1
    assert findings.events_of(office.store, unassigned.id) == ()


def test_a_finding_of_the_wrong_body_is_withdrawn_there_and_the_right_one_has_its_own(
    office: Office,
) -> None:
    fault = "year 2023\nfails B301 t3/total/total"
    moving = Page(title=None, source="某某区审计局", content=fault)
    office.crawl(moving)
    office.audit()
    civil = body("某某区民政局", id="civil", column_url=None)
    office.register = Register.of([body(), civil])
    office.crawl(replace(moving, source=civil.name), run="crawl-2")
    office.audit()
    office.crawl(
        Page(url=f"{COLUMN}own.html", content=f"body 某某区审计局\n{fault}"), run="crawl-3"
    )
    office.audit()
    held = {each.subject.body: each for each in findings.findings(office.store)}
    assert {body: each.state for body, each in held.items()} == {
        "audit-office": FindingState.OPEN,
        "civil": FindingState.OPEN,
    }
    happened = findings.events_of(office.store, held["audit-office"].id)
    assert [each.change.after.value for each in happened] == ["open", "retracted", "open"]


def test_a_finding_comes_back_with_a_text_that_comes_back(office: Office) -> None:
    page = Page(title=None, source="某某区审计局", content="year 2023\nfails B301 t3/total/total")
    civil = body("某某区民政局", id="civil", column_url=None)
    office.register = Register.of([body(), civil])
    for number, name in enumerate(("某某区审计局", "某某区民政局", "某某区审计局")):
        office.crawl(replace(page, source=name), run=f"crawl-{number}")
        office.audit()
    held = {each.subject.body: each.state.value for each in findings.findings(office.store)}
    assert held == {"audit-office": "open", "civil": "retracted"}


def test_what_portals_call_a_page_is_kept_without_personal_data(office: Office) -> None:
    told = replace(
        PAGE, title="某某区审计局2023年报（手机13800001234）", source="申请人：张大山，公开"
    )
    records = [
        replace(record, breadcrumb=("手机13800001234",), attachments=(offered,))
        if isinstance(record, PageFound)
        else record
        for record in office.journal(told)
        for offered in [Attachment(url=f"{COLUMN}a.pdf", text="电话138-0000-1234.pdf")]
    ]
    fold(office, records)
    held = repr(everything(office))
    assert "138****1234" in held
    assert "0000" not in held.replace("+08:00", "")
    assert "大山" not in held
    kept = pages.page(office.store, PAGE.url)
    assert kept is not None
    assert kept.title == "某某区审计局2023年报（手机138****1234）"
