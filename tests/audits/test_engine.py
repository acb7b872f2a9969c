"""Many audits: only what changed is audited, and what breaks one report leaves the others."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from audits.bodies import Register
from audits.records import FindingState, RunState
from audits.result import AuditResult, Known, Submission
from audits.store import findings, reports, runs, texts
from rules.case import BodyKind
from rules.report import Report
from tests.audits.small_office import (
    CODES,
    COLUMN,
    Office,
    Page,
    audit_kindly,
    audit_lines,
    auditor,
    body,
)

FAULTY = "body 某某区审计局\nyear 2023\ncell t3/total/total 5\nfails B301 t3/total/total"
CORRECTED = "body 某某区审计局\nyear 2023\ncell t3/total/total 6"


def audited(office: Office, **how: object) -> int:
    return office.audit(**how).counts["audited"]  # type: ignore[arg-type]


def year_page(year: int, content: str = "", **changes: object) -> Page:
    return Page(
        url=f"{COLUMN}{year}.html",
        title=f"某某区审计局{year}年政府信息公开工作年度报告",
        content=f"body 某某区审计局\nyear {year}\n{content}",
        **changes,  # type: ignore[arg-type]
    )


def states(office: Office) -> dict[str, FindingState]:
    return {
        f"{each.finding.code} {each.subject.year}": each.state
        for each in findings.findings(office.store)
    }


def test_a_second_run_audits_nothing(office: Office) -> None:
    office.crawl(year_page(2022), year_page(2023))
    assert audited(office) == 2
    run = office.audit()
    assert (run.counts["audited"], run.counts["skipped"], run.state) == (0, 2, RunState.OK)


def test_a_new_rule_version_audits_every_text_again(office: Office) -> None:
    office.crawl(year_page(2022), year_page(2023))
    office.audit()
    assert audited(office, who=auditor(key="2")) == 2
    assert audited(office, who=auditor(key="2")) == 0


def test_new_bytes_of_one_page_audit_one_page(office: Office) -> None:
    office.crawl(year_page(2022), year_page(2023))
    office.audit()
    office.crawl(year_page(2022), year_page(2023, "says 更正"), run="crawl-2")
    assert audited(office) == 1


def test_a_page_crawled_again_with_the_same_bytes_is_not_audited_but_was_seen(
    office: Office,
) -> None:
    office.crawl(year_page(2023, "fails B301 t3/total/total"))
    office.audit()
    before = findings.findings(office.store)[0].last_seen
    office.crawl(year_page(2023, "fails B301 t3/total/total"), run="crawl-2")
    assert audited(office) == 0
    assert findings.findings(office.store)[0].last_seen > before


def test_a_file_that_arrives_later_audits_its_page_again(office: Office) -> None:
    file = f"{COLUMN}a.pdf"
    office.crawl(year_page(2023, files=((file, None),)))
    office.audit()
    office.crawl(year_page(2023, files=((file, "body 某某区审计局"),)), run="crawl-2")
    assert audited(office) == 1
    (held,) = texts.texts_of_pages(office.store, [f"{COLUMN}2023.html"])
    assert [each.url for each in held.evidence.attachments] == [file]
    assert held.record.version == 1


def test_a_changed_kind_in_the_register_audits_the_bodys_pages_again(office: Office) -> None:
    office.crawl(year_page(2023))
    office.audit()
    office.register = Register.of([body(kind=BodyKind.TOWNSHIP)])
    assert audited(office) == 1


def test_a_report_is_compared_with_the_year_before_however_they_arrive(office: Office) -> None:
    office.crawl(year_page(2023, "carries 3"))
    office.audit()
    assert states(office) == {}
    office.crawl(
        year_page(2023, "carries 3"),
        year_page(2022, "cell t3/carried_forward/total 4"),
        run="crawl-2",
    )
    office.audit()
    assert states(office) == {"Y401 2023": FindingState.OPEN}


def test_reports_that_arrive_together_are_audited_once_each_in_the_order_of_their_years(
    office: Office,
) -> None:
    office.crawl(
        year_page(2023, "needs_previous"),
        year_page(2022, "cell t3/carried_forward/total 4"),
    )
    assert audited(office) == 2
    assert states(office) == {}


def test_a_finding_is_fixed_by_a_new_text_which_is_the_next_version(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content=CORRECTED), run="crawl-2")
    office.audit()
    assert states(office) == {"B301 2023": FindingState.FIXED}
    held = reports.versions(office.store, Page(content="").url)
    assert [(each.version, each.is_current) for each in held] == [(1, False), (2, True)]


def test_a_finding_that_our_new_rule_no_longer_makes_is_retracted(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.audit(auditor(audit_kindly, key="2"))
    assert states(office) == {"B301 2023": FindingState.RETRACTED}


def test_new_rule_and_new_text_at_once_still_tell_our_fault_from_theirs(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content=FAULTY + "\nsays 更正"), run="crawl-2")
    office.audit(auditor(audit_kindly, key="2"))
    assert states(office) == {"B301 2023": FindingState.RETRACTED}


def test_a_text_on_another_page_does_not_fix_the_one_that_is_still_online(office: Office) -> None:
    faulty, other = Page(content=FAULTY), Page(content=CORRECTED, url=f"{COLUMN}other.html")
    office.crawl(faulty)
    office.audit()
    office.crawl(faulty, other, run="crawl-2")
    office.audit()
    (held,) = findings.findings(office.store)
    assert (held.state, held.unjudged is None) == (FindingState.OPEN, False)
    office.crawl(replace(faulty, content=CORRECTED + "\nsays 更正"), other, run="crawl-3")
    office.audit()
    assert states(office) == {"B301 2023": FindingState.FIXED}


def test_our_new_reading_retracts_what_a_page_showed_that_no_longer_speaks(office: Office) -> None:
    faulty, other = Page(content=FAULTY), Page(content=CORRECTED, url=f"{COLUMN}other.html")
    office.crawl(faulty)
    office.audit()
    office.crawl(faulty, other, run="crawl-2")
    office.audit()
    office.audit(auditor(audit_kindly, key="2"))
    assert states(office) == {"B301 2023": FindingState.RETRACTED}


def test_what_was_corrected_while_its_rule_was_off_is_fixed(office: Office) -> None:
    without = replace(auditor(audit_kindly, key="off"), codes=dict.fromkeys(CODES - {"B301"}, 1))
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.audit(without)
    office.crawl(Page(content=CORRECTED), run="crawl-2")
    office.audit(without)
    assert states(office) == {"B301 2023": FindingState.OPEN}
    office.audit(auditor(key="on again"))
    assert states(office) == {"B301 2023": FindingState.FIXED}


def test_what_was_corrected_in_a_text_that_we_learn_to_read_later_is_fixed(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content=f"{CORRECTED}\nstatus unreadable"), run="crawl-2")
    office.audit()
    office.audit(auditor(audit_whatever_its_status, key="2"))
    assert states(office) == {"B301 2023": FindingState.FIXED}


def audit_whatever_its_status(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, which reads what was unreadable."""
    content = submission.source.content.replace(b"\nstatus unreadable", b"")
    readable = replace(submission, source=replace(submission.source, content=content))
    return audit_lines(readable, known=known, previous=previous)


def test_other_bytes_that_say_the_same_are_the_same_version(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content=FAULTY + "\n\n"), run="crawl-2")
    assert audited(office) == 1
    (held,) = reports.versions(office.store, Page(content="").url)
    assert held.version == 1


def test_a_text_that_comes_back_is_current_again_under_its_old_number(office: Office) -> None:
    for run, content in enumerate((FAULTY, CORRECTED, FAULTY)):
        office.crawl(Page(content=content), run=f"crawl-{run}")
        office.audit()
    held = reports.versions(office.store, Page(content="").url)
    assert [(each.version, each.is_current) for each in held] == [(1, True), (2, False)]
    assert states(office) == {"B301 2023": FindingState.REGRESSED}


def test_a_page_that_turns_unreadable_closes_nothing(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content="status unreadable"), run="crawl-2")
    office.audit()
    (held,) = findings.findings(office.store)
    assert held.state is FindingState.OPEN
    assert held.unjudged is not None


def test_a_page_that_turns_into_no_report_leaves_the_text_held_before_current(
    office: Office,
) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content="status not_a_report"), run="crawl-2")
    office.audit()
    assert states(office) == {"B301 2023": FindingState.OPEN}
    current = [each.status.value for each in reports.reports(office.store)]
    assert current == ["audited"]


def test_a_suspect_text_closes_nothing(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    office.crawl(Page(content=CORRECTED + "\nsuspect"), run="crawl-2")
    office.audit()
    assert states(office) == {"B301 2023": FindingState.OPEN}


def test_a_report_that_breaks_the_audit_is_our_failure_and_the_others_go_on(
    office: Office,
) -> None:
    office.crawl(year_page(2021), year_page(2022, "raises"), year_page(2023))
    run = office.audit()
    assert (run.counts["audited"], run.counts["failed"]) == (2, 1)
    assert run.state is RunState.INCOMPLETE
    (failure,) = run.failures
    assert failure.place == f"{COLUMN}2022.html"
    assert failure.error == "RuntimeError: a rule broke down"
    recorded = runs.run(office.store, run.run)
    assert recorded is not None
    assert (recorded.state, recorded.failures) == (RunState.INCOMPLETE, run.failures)
    assert office.audit().counts["failed"] == 1


def test_our_own_failure_is_told_and_logged_without_personal_data(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(submission: Submission, **_: object) -> AuditResult:
        raise ValueError(f"no figure in {submission.source.content.decode()!r}")

    office.crawl(Page(content="手机号13800001234"))
    run = office.audit(auditor(breaks))
    (failure,) = run.failures
    assert failure.error == "ValueError: no figure in '手机号138****1234'"
    assert "138****1234" in caplog.text
    assert "13800001234" not in caplog.text


def test_what_a_failure_quotes_does_not_steer_the_terminal(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(submission: Submission, **_: object) -> AuditResult:
        raise ValueError(submission.source.content.decode())

    office.crawl(Page(content="\x1b]0;owned\x07\u202e"))
    run = office.audit(auditor(breaks))
    told = caplog.text + run.sentence + str([(f.error, f.trace) for f in run.failures])
    assert "owned" in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_a_run_that_is_stopped_says_so_and_keeps_what_it_filed(office: Office) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    office.crawl(year_page(2022), year_page(2023))
    with pytest.raises(KeyboardInterrupt):
        office.audit(progress=stop)
    (stopped,) = runs.runs(office.store, kind="audit")
    assert (stopped.state, stopped.counts["audited"]) == (RunState.INTERRUPTED, 1)
    assert audited(office) == 1


def test_bytes_that_the_archive_lost_are_our_failure(office: Office) -> None:
    office.crawl(year_page(2023))
    for path in office.archive.path_of("0" * 64).parent.parent.rglob("*.zst"):
        path.unlink()
    run = office.audit()
    assert "the archive has no bytes" in run.failures[0].error


def test_a_worker_that_dies_takes_one_report_with_it(office: Office) -> None:
    years = range(2019, 2024)
    office.crawl(
        *(
            Page(
                url=f"{COLUMN}{year}.html",
                title=None,
                content=f"body 某某区审计局\nyear {year}\n{'dies' if year == 2021 else ''}",
            )
            for year in years
        )
    )
    run = office.audit(workers=2)
    assert run.counts["failed"] == 1
    assert {each.year for each in reports.reports(office.store)} == set(years) - {2021}
    assert [failure.place for failure in run.failures] == [f"{COLUMN}2021.html"]


def test_several_processes_give_what_one_gives(office: Office) -> None:
    office.crawl(year_page(2022, "fails S101 report"), year_page(2023, "fails B302 t3/total/total"))
    office.audit(workers=2)
    assert set(states(office)) == {"S101 2022", "B302 2023"}


def test_progress_tells_how_much_is_done_of_what_is_due(office: Office) -> None:
    told: list[object] = []
    office.crawl(year_page(2022), year_page(2023))
    office.audit(progress=told.append)
    assert [str(each) for each in told][-1] == "AuditProgress(done=2, due=2)"


def test_the_pages_own_date_is_used_and_the_lists_only_where_it_has_none(office: Office) -> None:
    office.crawl(
        year_page(2022, published_on=date(2023, 1, 9), list_date=date(2023, 2, 9)),
        year_page(2023, published_on=None, list_date=date(2024, 1, 30)),
        year_page(2021, published_on=None),
    )
    office.audit()
    found = {
        each.year: (each.published_on, each.date_source) for each in reports.reports(office.store)
    }
    assert {year: (str(day), source) for year, (day, source) in found.items()} == {
        2021: ("None", None),
        2022: ("2023-01-09", "page"),
        2023: ("2024-01-30", "list"),
    }


def test_the_page_in_the_bodys_own_column_speaks_for_it(office: Office) -> None:
    elsewhere = "https://city.example.gov.cn/zk/"
    office.crawl(
        Page(content=FAULTY),
        Page(
            content=CORRECTED,
            url=f"{elsewhere}2023.html",
            column_url=elsewhere,
            portal="city",
        ),
    )
    office.audit()
    (current,) = reports.reports(office.store)
    assert current.page_url == f"{COLUMN}2023.html"
    assert sorted(each["version"] for each in office.table("v_reports")) == [1, 2]  # type: ignore[type-var]
    assert states(office) == {"B301 2023": FindingState.OPEN}


def test_only_the_text_that_speaks_for_the_body_makes_findings(office: Office) -> None:
    elsewhere = "https://city.example.gov.cn/zk/"
    copy = Page(
        content=f"{CORRECTED}\nfails S101 overview",
        url=f"{elsewhere}2023.html",
        column_url=elsewhere,
        portal="city",
    )
    for number, pages in enumerate(((Page(content=CORRECTED), copy), (copy,))):
        office.crawl(*pages, run=f"crawl-{number}")
        office.audit(auditor(key=str(number)))
        assert states(office) == {}


def test_a_report_compared_with_the_wrong_year_makes_no_finding(office: Office) -> None:
    office.crawl(year_page(2022, "cell t3/carried_forward/total 4"))
    office.audit()
    mistitled = Page(
        url=f"{COLUMN}mistitled.html",
        title="某某区审计局2023年政府信息公开工作年度报告",
        content="body 某某区审计局\nyear 2021\ncarries 3",
    )
    office.crawl(mistitled, run="crawl-2")
    assert audited(office) == 3
    assert states(office) == {}
    assert [each.year for each in reports.reports(office.store)] == [2021, 2022]


def test_findings_and_events_are_filed_with_their_report_or_not_at_all(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.store.database.conn.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON finding_events"
        " BEGIN SELECT RAISE(ABORT, 'no event is written'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="no event is written"):
        office.audit()
    assert office.table("v_reports") == []
    assert office.table("v_findings") == []
    assert office.table("v_cells") == []
    assert runs.runs(office.store, kind="audit")[0].state is RunState.FAILED
