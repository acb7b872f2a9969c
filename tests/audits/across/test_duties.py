"""Missing and late reports, from crawls to findings that live over time, with a real store."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from audits.across import duties
from audits.bodies import Register
from audits.china_time import CHINA
from audits.duty_doubts import WORDS
from audits.records import DutyDoubt, EventCause, FindingState, StoredFinding
from audits.result import AuditResult, Known, Submission
from audits.store.findings import events_of, findings, write_changes
from audits.store.reports import report
from audits.waiving import Decision, decided
from crawler.journal import EndState
from rules.case import BodyKind, Case
from rules.checks.identity.p601_report_missing import RULE as MISSING
from rules.finding import Outcome
from rules.report import Report
from tests.audits.small_office import COLUMN, Office, Page, audit_lines, auditor, body, office_in

WHO = replace(auditor(), codes_across={"P601": 1, "P602": 1})
DUE = datetime(2024, 1, 31, 12, tzinfo=CHINA)
OTHER_COLUMN = "https://www.example.gov.cn/new/"
EARLIER = Page(
    url=f"{COLUMN}2022.html",
    title="某某区审计局2022年政府信息公开工作年度报告",
    content="body 某某区审计局\nyear 2022",
    published_on=date(2023, 1, 19),
)
REPORT = Page(content="body 某某区审计局\nyear 2023", published_on=date(2024, 2, 20))
OPEN, NOTIFIED, EXPLAINED, WAIVED, FIXED, REGRESSED, RETRACTED = FindingState


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as opened:
        yield opened


def visit(office: Office, days_after_due: float, *pages: Page, **ends: object) -> None:
    """A crawl so many days after the due date, and the audit after it."""
    office.now = DUE + timedelta(days=days_after_due)
    office.crawl(EARLIER, *pages, run=f"crawl-{days_after_due}", **ends)  # type: ignore[arg-type]
    office.audit(WHO, today=office.now.date())


def found(office: Office) -> Mapping[str, StoredFinding]:
    """The findings on 2023, by code."""
    return {f.finding.code: f for f in findings(office.store) if f.subject.year == 2023}


def seen_missing(office: Office) -> StoredFinding:
    visit(office, 5)
    visit(office, 12)
    return found(office)["P601"]


def severity_of_late(office: Office) -> str:
    return found(office)["P602"].finding.severity.value


def test_a_report_that_two_whole_crawls_lacked_is_a_finding_without_a_text(office: Office) -> None:
    visit(office, 5)
    assert found(office) == {}
    visit(office, 12)
    missing = found(office)["P601"]
    assert (missing.state, missing.report, missing.finding.place) == (OPEN, None, "report")
    assert (missing.subject.body, missing.subject.page_url) == ("audit-office", COLUMN)
    assert missing.finding.severity.value == "error"
    assert "2024-02-05和2024-02-12" in missing.finding.message.zh
    (shown,) = office.table("v_findings")
    assert (shown["body"], shown["year"], shown["code"]) == ("audit-office", 2023, "P601")


def test_the_same_absence_seen_again_is_the_same_finding(office: Office) -> None:
    first = seen_missing(office)
    visit(office, 20)
    again = found(office)["P601"]
    assert (again.id, again.state, again.first_seen) == (first.id, OPEN, first.first_seen)
    assert again.last_seen > first.last_seen
    assert len(events_of(office.store, again.id)) == 1


def test_a_report_put_there_later_fixes_that_it_was_missing_and_is_late_beyond_doubt(
    office: Office,
) -> None:
    seen_missing(office)
    visit(office, 25, REPORT)
    assert found(office)["P601"].state is FIXED
    late = found(office)["P602"]
    assert (late.state, late.finding.severity.value) == (OPEN, "error")
    assert "逾期20天；2024-02-05和2024-02-12两次" in late.finding.message.zh
    assert late.report is not None


def test_a_report_without_a_date_that_a_read_list_names_now_was_put_there(office: Office) -> None:
    seen_missing(office)
    visit(office, 25, replace(REPORT, published_on=None))
    assert {code: f.state for code, f in found(office).items()} == {"P601": FIXED}


def test_a_report_whose_page_says_that_it_was_in_time_takes_the_finding_back(
    office: Office,
) -> None:
    seen_missing(office)
    visit(office, 25, replace(REPORT, published_on=date(2024, 1, 30)))
    assert {code: f.state for code, f in found(office).items()} == {"P601": RETRACTED}
    held = report(office.store, "audit-office", 2023)
    assert held is not None
    assert held.judgement.tallies["P602"].not_assessable == 1


def test_a_report_found_in_a_list_that_was_never_read_takes_the_finding_back(
    office: Office,
) -> None:
    seen_missing(office)
    visit(office, 25, replace(REPORT, published_on=None, column_url=OTHER_COLUMN))
    assert found(office)["P601"].state is RETRACTED


def test_a_report_in_a_new_list_that_is_dated_after_our_crawls_was_put_there(
    office: Office,
) -> None:
    seen_missing(office)
    visit(office, 25, replace(REPORT, column_url=OTHER_COLUMN))
    assert found(office)["P601"].state is FIXED
    assert severity_of_late(office) == "error"


def audit_better(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, which reads what the one before took for no report."""
    read = submission.source.content.replace(b"status not_a_report", b"")
    better = replace(submission, source=replace(submission.source, content=read))
    return audit_lines(better, known=known, previous=previous)


def test_a_report_that_we_had_all_the_while_and_did_not_recognise_takes_the_finding_back(
    office: Office,
) -> None:
    content = f"{REPORT.content}\nstatus not_a_report"
    unread = replace(
        REPORT, title="政府信息公开年报", content=content, published_on=date(2024, 2, 3)
    )
    visit(office, 5, unread)
    visit(office, 12, unread)
    assert found(office)["P601"].state is OPEN
    office.audit(replace(WHO, audit=audit_better, key="2"), today=date(2024, 2, 13))
    assert found(office)["P601"].state is RETRACTED
    assert severity_of_late(office) == "info"


def test_a_page_that_may_be_the_report_takes_nothing_back_and_closes_nothing(
    office: Office,
) -> None:
    seen_missing(office)
    nameless = Page(url=f"{COLUMN}x.html", title="2023年政府信息公开年报", content="year 2023")
    office.register = Register.of([body(), body("某某区民政局", id="civil")])
    visit(office, 20, nameless)
    missing = found(office)["P601"]
    assert (missing.state, missing.unjudged) == (OPEN, WORDS[DutyDoubt.MAY_BE_LISTED])


def test_a_body_that_leaves_the_register_takes_the_finding_back(office: Office) -> None:
    missing = seen_missing(office)
    office.register = Register.of([body("某某区民政局", id="civil", column_url=OTHER_COLUMN)])
    visit(office, 15)
    assert [f.state for f in findings(office.store) if f.id == missing.id] == [RETRACTED]


def test_a_body_that_joins_the_register_after_the_due_date_may_have_been_founded_then(
    office: Office,
) -> None:
    office.register = Register.of([body(column_url=None)])
    visit(office, 5)
    visit(office, 12)
    new = body("某某区数据局", id="data", column_url=None)
    office.register = Register.of([body(column_url=None), new])
    visit(office, 200)
    visit(office, 210)
    assert [f.subject.body for f in findings(office.store)] == ["audit-office"]
    visit(office, 370)
    visit(office, 375)
    told = {(f.subject.body, f.subject.year) for f in findings(office.store)}
    assert told == {("audit-office", 2023), ("audit-office", 2024), ("data", 2024)}


def test_a_body_that_joins_the_register_late_and_published_before_owes_every_year(
    office: Office,
) -> None:
    schools = body("某某区教育局", id="schools", column_url=None)
    office.register = Register.of([schools])
    visit(office, 5)
    visit(office, 12)
    office.register = Register.of([schools, body(column_url=None)])
    visit(office, 20)
    assert {f.subject.body for f in findings(office.store)} == {"schools", "audit-office"}


def test_a_date_that_a_moved_report_of_another_year_bears_too_is_that_of_the_move(
    office: Office,
) -> None:
    visit(office, 5)
    visit(office, 12)
    moved = replace(EARLIER, url=f"{OTHER_COLUMN}2022.html", published_on=REPORT.published_on)
    visit(office, 25, moved, replace(REPORT, column_url=OTHER_COLUMN))
    assert "P602" not in found(office)
    held = report(office.store, "audit-office", 2023)
    assert held is not None
    assert held.judgement.tallies["P602"].not_assessable == 1


def test_years_without_end_in_a_title_take_no_time(office: Office) -> None:
    endless = Page(url=f"{COLUMN}x.html", title="2023年" * 4_000, content="status not_a_report")
    started = time.monotonic()
    visit(office, 5, endless)
    visit(office, 12, endless)
    assert time.monotonic() - started < 5
    assert set(found(office)) == {"P601"}


def test_a_crawl_in_the_middle_that_was_not_whole_changes_nothing_of_a_cycle(
    office: Office,
) -> None:
    whole = {-50: True, -20: True, 3: True, 6: False, 10: True}
    for days, complete in whole.items():
        visit(office, days, complete=complete)
        assert set(found(office)) == ({"P601"} if days == 10 else set())
    assert "2024-02-03和2024-02-10" in found(office)["P601"].finding.message.zh
    visit(office, 40, REPORT)
    visit(office, 60, state=EndState.INCOMPLETE)
    visit(office, 80)
    states = {code: (f.state, f.unjudged) for code, f in found(office).items()}
    assert states == {"P601": (FIXED, None), "P602": (OPEN, None)}


def test_a_due_date_that_is_not_over_after_all_takes_the_finding_back(office: Office) -> None:
    seen_missing(office)
    office.register = Register.of([body(kind=BodyKind.GOVERNMENT)])
    visit(office, 15)
    assert found(office)["P601"].state is RETRACTED


@pytest.mark.parametrize("ends", [{"complete": False}, {"state": EndState.INCOMPLETE}])
def test_a_crawl_that_was_not_whole_closes_nothing_and_says_why(
    office: Office, ends: dict[str, object]
) -> None:
    seen_missing(office)
    visit(office, 15, **ends)
    missing = found(office)["P601"]
    assert missing.state is OPEN
    assert missing.unjudged is not None
    visit(office, 16)
    assert found(office)["P601"].unjudged is None


def test_a_waiver_holds_through_later_crawls_and_ends_on_its_day(office: Office) -> None:
    missing = seen_missing(office)
    until = Decision(by="王某", reason="机构改革中", at=office.now, until=date(2024, 2, 20))
    write_changes(office.store, [decided(missing, until)])
    visit(office, 18)
    assert found(office)["P601"].state is WAIVED
    visit(office, 21)
    assert found(office)["P601"].state is OPEN
    causes = [event.change.cause for event in events_of(office.store, missing.id)]
    assert causes == [EventCause.FOUND, EventCause.WAIVED, EventCause.WAIVER_ENDED]


def test_an_explanation_holds_while_the_report_is_missing(office: Office) -> None:
    missing = seen_missing(office)
    accepted = Decision(by="王某", reason="已并入他局", at=office.now, decided_as=EXPLAINED)
    write_changes(office.store, [decided(missing, accepted)])
    visit(office, 18)
    assert found(office)["P601"].state is EXPLAINED


def test_by_the_date_alone_a_late_report_is_a_doubt(office: Office) -> None:
    visit(office, -3)
    visit(office, 25, REPORT)
    assert severity_of_late(office) == "warning"
    held = report(office.store, "audit-office", 2023)
    assert held is not None
    assert [f.code for f in held.judgement.findings] == ["P602"]


def test_one_crawl_that_lacked_it_is_too_little_for_an_error(office: Office) -> None:
    visit(office, 5)
    visit(office, 25, REPORT)
    assert severity_of_late(office) == "info"


def test_what_was_due_before_the_first_good_crawl_is_a_hint(office: Office) -> None:
    visit(office, -3, state=EndState.INCOMPLETE)
    visit(office, 25, REPORT)
    assert severity_of_late(office) == "info"


def test_a_townships_lateness_is_never_an_error(office: Office) -> None:
    office.register = Register.of([body(kind=BodyKind.TOWNSHIP)])
    assert seen_missing(office).finding.severity.value == "warning"
    visit(office, 25, REPORT)
    assert severity_of_late(office) == "warning"


def test_an_earlier_publication_elsewhere_takes_lateness_back(office: Office) -> None:
    visit(office, -3)
    visit(office, 25, REPORT)
    earlier = replace(REPORT, url=f"{COLUMN}old.html", published_on=date(2024, 1, 30))
    visit(office, 30, REPORT, earlier)
    assert found(office)["P602"].state is RETRACTED


def test_a_date_that_the_page_corrects_ends_lateness(office: Office) -> None:
    visit(office, -3)
    visit(office, 25, REPORT)
    corrected = replace(REPORT, published_on=date(2024, 1, 30), content=f"{REPORT.content}\n")
    visit(office, 30, corrected)
    assert found(office)["P602"].state is FIXED


@pytest.mark.parametrize(
    "page",
    [
        replace(REPORT, title=f"{REPORT.title}（更正）"),
        replace(REPORT, published_on=None, list_date=date(2024, 2, 20)),
        replace(REPORT, published_on=date(2024, 2, 22)),
        replace(REPORT, published_on=date(2034, 2, 20)),
    ],
    ids=["corrected", "dated by the list", "dated as another year", "dated in time to come"],
)
def test_a_date_that_proves_nothing_accuses_nobody(office: Office, page: Page) -> None:
    office.now = DUE - timedelta(days=3)
    office.crawl(run="crawl-0", entries=1)
    office.audit(WHO, today=office.now.date())
    moved = replace(EARLIER, published_on=date(2024, 2, 23))
    office.now = DUE + timedelta(days=25)
    office.crawl(moved, page, run="crawl-1")
    office.audit(WHO, today=office.now.date())
    assert "P602" not in found(office)
    held = report(office.store, "audit-office", 2023)
    assert held is not None
    assert held.judgement.tallies["P602"].not_assessable == 1


def test_only_the_rules_that_are_asked_find_anything(office: Office) -> None:
    who = replace(WHO, codes_across={"P602": 1})
    for days in (5, 12):
        office.now = DUE + timedelta(days=days)
        office.crawl(EARLIER, run=f"crawl-{days}")
        office.audit(who, today=office.now.date())
    assert found(office) == {}


def test_a_rule_that_breaks_down_is_our_fault_and_changes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(case: Case) -> Iterator[Outcome]:
        raise RuntimeError("no duty")

    seen_missing(office)
    with monkeypatch.context() as broken:
        broken.setattr(duties, "_RULES", (replace(MISSING, check=break_down),))
        office.now = DUE + timedelta(days=25)
        office.crawl(EARLIER, REPORT, run="crawl-25")
        run = office.audit(WHO, today=office.now.date())
    assert [failure.place for failure in run.failures] == ["rule P601"]
    assert found(office)["P601"].state is OPEN
