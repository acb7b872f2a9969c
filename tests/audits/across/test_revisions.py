"""Changed reports from the archive to the findings, with a real store."""

from dataclasses import replace

import pytest

from audits.across import revisions
from audits.auditor import Auditor
from audits.bodies import Register
from audits.decisions import decide
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.result import AuditResult, Known, Submission
from audits.store.findings import events_of, findings
from audits.store.reports import report
from audits.waiving import Decision
from rules.case import Case
from rules.finding import Outcome
from rules.report import Report
from tests.audits.small_office import COLUMN, MORNING, Office, Page, audit_lines, auditor, body

WHO: Auditor = replace(auditor(), codes_across={"P606": 1})
PAGE = f"{COLUMN}2023.html"


def page(*lines: str, received: int = 5, year: int = 2023, url: str = PAGE) -> Page:
    """A report with one figure and these lines besides."""
    figure = f"cell t3/received/total {received}"
    return Page(url=url, content="\n".join(("body 某某区审计局", f"year {year}", figure, *lines)))


def visit(office: Office, shown: Page, who: Auditor = WHO, *, run: str) -> None:
    """Crawl the page and audit what it shows."""
    office.crawl(shown, run=run)
    office.audit(who)


def changed(office: Office) -> tuple[StoredFinding, ...]:
    return findings(office.store, FindingFilter(codes=("P606",)))


def states(office: Office) -> list[str]:
    return [found.state.value for found in changed(office)]


def reasons(office: Office) -> list[str]:
    """Why the rule could not be applied to the report as it stands."""
    held = report(office.store, "audit-office", 2023)
    assert held is not None
    return [m.reason.en for m in held.judgement.not_assessed if m.code == "P606"]


def test_a_figure_that_changed_is_told_with_both_hashes(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    assert changed(office) == ()
    visit(office, page(received=6), run="crawl-2")

    (found,) = changed(office)
    revision = found.finding.revision
    assert revision is not None
    held = {row["version"]: row["sha256"] for row in office.table("v_reports")}
    assert (revision.before.sha256, revision.now.sha256) == (held[1], held[2])
    assert [(c.cell, c.before, c.now) for c in revision.cells] == [("t3/received/total", "5", "6")]
    assert found.finding.severity == "error"
    assert held[1][:12] in found.finding.message.zh
    assert held[2][:12] in found.finding.message.zh


def test_a_sentence_that_changed_is_told_with_both_wordings(office: Office) -> None:
    visit(office, page("says 全年公开信息231条，组织培训两次。"), run="crawl-1")
    visit(office, page("says 全年公开信息213条，组织培训两次。"), run="crawl-2")

    (found,) = changed(office)
    assert found.finding.revision is not None
    (change,) = found.finding.revision.paragraphs
    assert change.before is not None
    assert change.now is not None
    assert "231" in change.before
    assert "213" in change.now
    assert found.finding.severity == "warning"


def test_bytes_that_change_around_the_report_are_no_new_text(office: Office) -> None:
    visit(office, page("banner 一"), run="crawl-1")
    visit(office, page("banner 二"), run="crawl-2")
    assert changed(office) == ()
    assert len(office.table("v_reports")) == 1


def test_a_counter_of_visits_that_gets_into_the_text_is_no_change(office: Office) -> None:
    visit(office, page("says 浏览次数：7，字号：大 中 小"), run="crawl-1")
    visit(office, page("says 浏览次数：318，字号：大 中 小"), run="crawl-2")
    assert len(office.table("v_reports")) == 2
    assert changed(office) == ()
    assert reasons(office) == []


def test_every_later_text_is_compared_with_the_first(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    visit(office, page("says 全年公开信息213条，组织培训两次。", received=6), run="crawl-3")

    (found,) = changed(office)
    assert found.finding.cells == ("t3/received/total",)
    assert found.finding.revision is not None
    assert len(found.finding.revision.paragraphs) == 1
    assert len(events_of(office.store, found.id)) == 1


def test_a_differing_text_at_another_address_is_no_revision(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6, url=f"{COLUMN}2023-b.html"), run="crawl-2")
    assert changed(office) == ()


def test_a_page_that_shows_the_next_year_was_not_revised(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6, year=2024), run="crawl-2")
    assert changed(office) == ()


def later_reading(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The reading of a later release, which takes 5 for 50 in every text."""
    content = submission.source.content.replace(b"total 5", b"total 50")
    source = replace(submission.source, content=content)
    return audit_lines(replace(submission, source=source), known=known, previous=previous)


def test_a_change_of_our_reading_is_no_change_of_theirs(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    later = replace(WHO, audit=later_reading, key="2")
    visit(office, page("banner 二"), later, run="crawl-2")
    assert changed(office) == ()
    assert reasons(office) == []


def reading_that_fails_on_the_first(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """A later reading that breaks down on the first text and reads another figure in others."""
    if b"banner" not in submission.source.content:
        raise RuntimeError
    return later_reading(submission, known=known, previous=previous)


def test_a_text_that_the_present_reading_could_not_read_again_is_not_compared(
    office: Office,
) -> None:
    visit(office, page(), run="crawl-1")
    later = replace(WHO, audit=reading_that_fails_on_the_first, key="2")
    visit(office, page("banner 二"), later, run="crawl-2")

    assert len(office.table("v_reports")) == 2
    assert changed(office) == ()
    assert len(reasons(office)) == 1
    assert "not yet read again" in reasons(office)[0]


def test_what_only_our_reading_saw_is_retracted_and_never_fixed(office: Office) -> None:
    visit(office, page(received=51), run="crawl-1")
    visit(office, page(received=52), run="crawl-2")
    assert states(office) == ["open"]
    office.audit(replace(WHO, audit=blind, key="2"))
    assert states(office) == ["retracted"]


def blind(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """A reading that takes 51 and 52 for 5."""
    content = submission.source.content.replace(b"51", b"5").replace(b"52", b"5")
    source = replace(submission.source, content=content)
    return audit_lines(replace(submission, source=source), known=known, previous=previous)


def test_an_unreadable_text_closes_nothing(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    visit(office, Page(url=PAGE, content="status unreadable"), run="crawl-3")
    assert states(office) == ["open"]


def test_an_unreadable_first_text_leaves_nothing_to_compare_with(office: Office) -> None:
    visit(office, Page(url=PAGE, content="status unreadable"), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    assert changed(office) == ()
    assert len(reasons(office)) == 1


def test_a_page_that_goes_back_to_its_first_text_keeps_the_finding(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    visit(office, page(), run="crawl-3")
    (found,) = changed(office)
    assert found.state == "open"
    assert found.unjudged is not None
    assert "in between" in found.unjudged.en


def test_a_file_that_could_not_be_fetched_before_makes_the_sources_differ(office: Office) -> None:
    file = f"{COLUMN}2023.docx"
    visit(office, replace(page(), files=((file, None),)), run="crawl-1")
    visit(office, replace(page(received=6), files=((file, "x"),)), run="crawl-2")
    assert changed(office) == ()
    assert "sources differ" in reasons(office)[0]


def test_a_correction_of_what_was_found_wrong_is_no_error(office: Office) -> None:
    visit(office, page("fails B301 t3/received/total"), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    (found,) = changed(office)
    assert found.finding.severity == "info"
    assert "可能是更正" in found.finding.message.zh


def test_a_list_that_names_it_as_corrected_is_a_notice(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    assert [found.finding.severity for found in changed(office)] == ["error"]
    titled = replace(page(received=6), title="某某区审计局2023年政府信息公开工作年度报告（更正）")
    visit(office, titled, run="crawl-3")
    assert [found.finding.severity for found in changed(office)] == ["warning"]


def test_what_is_explained_is_open_again_when_the_page_changes_again(office: Office) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    explained = Decision(
        by="王某", reason="录入有误", at=MORNING, decided_as=FindingState.EXPLAINED
    )
    decide(office.store, {changed(office)[0].id: explained})
    office.audit(replace(WHO, key="2"))
    assert states(office) == ["explained"]
    visit(office, page(received=7), run="crawl-3")
    assert states(office) == ["open"]


def test_nothing_is_compared_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")

    def not_again(*_: object) -> None:
        pytest.fail("compared again")

    monkeypatch.setattr(revisions, "earlier_of", not_again)
    run = office.audit(WHO)
    assert run.failures == ()


def test_a_report_of_nobody_known_is_compared_as_its_page(office: Office) -> None:
    office.register = Register.of([body("某某区统计局", id="statistics", column_url=None)])
    visit(office, page(), run="crawl-1")
    visit(office, page(received=6), run="crawl-2")
    (found,) = changed(office)
    assert found.subject.body is None
    assert found.subject.page_url == PAGE


def test_a_rule_that_breaks_down_is_our_failure_and_is_asked_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(office, page(), run="crawl-1")
    office.crawl(page(received=6), run="crawl-2")

    def broken(_: Case) -> list[Outcome]:
        raise RuntimeError

    monkeypatch.setattr(revisions, "RULE", replace(revisions.RULE, check=broken))
    run = office.audit(WHO)
    assert [failure.place for failure in run.failures] == ["rule P606"]
    assert changed(office) == ()
    monkeypatch.undo()
    office.audit(WHO)
    assert states(office) == ["open"]
