"""A rule that breaks down is our failure: recorded, never green, and nothing of its code closes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from audits.auditor import current_auditor
from audits.bodies import Register
from audits.records import FindingState, RunState, StoredFinding
from audits.store import findings, runs, texts
from rules.case import Case
from rules.finding import Outcome
from rules.registry import all_rules, rule_of
from rules.rule import Rule
from tests.audits.published import TITLE, Publication, as_html, parts_of, tables_with
from tests.audits.small_office import COLUMN, Office, Page, body

UNBALANCED_CELLS = dict.fromkeys(
    (
        f"t3/{row}/{column}"
        for row in ("received", "granted", "total")
        for column in ("natural_person", "total")
    ),
    "3",
) | {"t3/granted/total": "2"}
"""The total of one row is 1 short: B302 for its column, B303 for its row."""
FAULTY = as_html(Publication(parts=parts_of(tables_with(UNBALANCED_CELLS))))
CORRECTED = as_html(Publication())
OPEN, FIXED, RETRACTED = FindingState.OPEN, FindingState.FIXED, FindingState.RETRACTED


@pytest.fixture(autouse=True)
def registered(office: Office) -> None:
    """The office watches the body that publishes these reports."""
    office.register = Register.of([body("云上市青禾区水务局")])


def page(content: str = FAULTY, name: str = "2023") -> Page:
    return Page(content=content, title=TITLE, url=f"{COLUMN}{name}.html")


def broken(rule: Rule) -> Rule:
    """A later version of the rule, which breaks down on every report."""

    def check(_: Case) -> Iterator[Outcome]:
        yield from ()
        raise ZeroDivisionError("no column to divide by")

    return replace(rule, version=rule.version + 1, check=check)


def mended(rule: Rule) -> Rule:
    return replace(rule, version=rule.version + 1)


class Release:
    """Lets B303 be as a release made it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, change: object) -> None:
        released = tuple(
            change(rule) if rule.code == "B303" else rule  # type: ignore[operator]
            for rule in all_rules()
        )
        self._monkeypatch.setattr("audits.audit.all_rules", lambda: released)


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Release:
    return Release(monkeypatch)


def held(office: Office) -> dict[str, StoredFinding]:
    found = {each.finding.code: each for each in findings.findings(office.store)}
    return {code: each for code, each in found.items() if code in ("B302", "B303")}


def states(office: Office) -> dict[str, FindingState]:
    return {code: each.state for code, each in held(office).items()}


def test_the_run_records_the_rule_with_its_trace_and_is_not_green(
    office: Office, release: Release, caplog: pytest.LogCaptureFixture
) -> None:
    release(broken)
    office.crawl(page(), page(CORRECTED, "2023b"))
    run = office.audit(current_auditor())
    assert (run.state, run.counts["audited"], run.counts["failed"]) == (RunState.INCOMPLETE, 2, 0)
    recorded = runs.run(office.store, run.run)
    assert recorded is not None
    assert (recorded.state, recorded.failures) == (RunState.INCOMPLETE, run.failures)
    (failure,) = run.failures
    assert failure.place == "rule B303"
    assert (
        "B303 (applicant-sum) broke down: ZeroDivisionError: no column to divide by"
        in failure.error
    )
    assert f"on 2 report(s), the first {COLUMN}2023" in failure.error
    assert failure.trace.startswith("Traceback")
    assert "in check" in failure.trace
    assert "1 failed by our own fault, the first: rule B303" in run.sentence
    assert caplog.text.count("Traceback") == 1
    assert caplog.text.count("B303 (applicant-sum) broke down") == 2


def test_the_other_rules_find_what_there_is_and_the_broken_one_finds_nothing(
    office: Office, release: Release
) -> None:
    release(broken)
    office.crawl(page())
    office.audit(current_auditor())
    assert states(office) == {"B302": OPEN}


@pytest.mark.parametrize("content", [FAULTY, CORRECTED])
def test_nothing_of_the_broken_rules_code_is_closed(
    office: Office, release: Release, content: str
) -> None:
    office.crawl(page())
    office.audit(current_auditor())
    assert states(office) == {"B302": OPEN, "B303": OPEN}
    before = held(office)["B303"]
    office.crawl(page(content), run="crawl-2")
    release(broken)
    office.audit(current_auditor())
    after = held(office)["B303"]
    assert states(office) == {"B302": OPEN if content == FAULTY else FIXED, "B303": OPEN}
    assert after.unjudged is not None
    assert "不是报告的问题" in after.unjudged.zh
    assert replace(after, unjudged=None) == before
    assert len(findings.events_of(office.store, after.id)) == 1


def test_the_report_is_due_again_in_every_run_and_once_in_each(
    office: Office, release: Release
) -> None:
    release(broken)
    office.crawl(page())
    for _ in range(3):
        run = office.audit(current_auditor())
        assert (run.state, run.counts["audited"]) == (RunState.INCOMPLETE, 1)
    (text,) = texts.texts_of_pages(office.store, [page().url])
    assert text.rules_failed == ("B303",)


@pytest.mark.parametrize(("content", "after"), [(FAULTY, OPEN), (CORRECTED, FIXED)])
def test_once_the_rule_is_mended_it_tells_though_its_version_was_not_raised(
    office: Office, release: Release, content: str, after: FindingState
) -> None:
    office.crawl(page())
    office.audit(current_auditor())
    office.crawl(page(content), run="crawl-2")
    release(broken)
    assert office.audit(current_auditor()).state is RunState.INCOMPLETE
    release(mended)
    run = office.audit(current_auditor())
    assert (run.state, run.failures) == (RunState.OK, ())
    assert states(office)["B303"] is after
    assert held(office)["B303"].unjudged is None
    assert office.audit(current_auditor()).counts["audited"] == 0


def test_a_finding_of_ours_that_a_mended_rule_no_longer_makes_is_retracted(
    office: Office, release: Release
) -> None:
    office.crawl(page())
    office.audit(current_auditor())
    release(broken)
    office.audit(current_auditor())
    release(lambda rule: replace(mended(rule), check=lambda _: iter(())))
    office.audit(current_auditor())
    assert states(office) == {"B302": OPEN, "B303": RETRACTED}
    events = findings.events_of(office.store, held(office)["B303"].id)
    version = rule_of("B303").version
    assert [(e.change.after, e.change.rule_version) for e in events] == [
        (OPEN, version),
        (RETRACTED, version + 1),
    ]
