import pytest

from audits.records import FindingState
from notifier.news import NewsKind, news_of, tellable
from rules.finding import Severity
from tests.notifier import county

Change = tuple[FindingState | None, FindingState]

OPEN = FindingState.OPEN
NOTIFIED = FindingState.NOTIFIED
FIXED = FindingState.FIXED
REGRESSED = FindingState.REGRESSED
RETRACTED = FindingState.RETRACTED
WAIVED = FindingState.WAIVED
EXPLAINED = FindingState.EXPLAINED


def told(*changes: Change) -> NewsKind | None:
    """What the news is of a finding that went through these changes."""
    found = county.found(state=changes[-1][1])
    news = news_of(county.happened(found, *changes))
    return news[0].kind if news else None


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ([(None, OPEN)], NewsKind.NEW),
        ([(None, OPEN), (OPEN, NOTIFIED)], NewsKind.NEW),
        ([(None, OPEN), (OPEN, FIXED), (FIXED, REGRESSED)], NewsKind.NEW),
        ([(RETRACTED, OPEN)], NewsKind.NEW),
        ([(FIXED, REGRESSED)], NewsKind.REGRESSED),
        ([(NOTIFIED, FIXED), (FIXED, REGRESSED)], NewsKind.REGRESSED),
        ([(WAIVED, OPEN)], NewsKind.REOPENED),
        ([(EXPLAINED, OPEN)], NewsKind.REOPENED),
        ([(NOTIFIED, FIXED)], NewsKind.FIXED),
        ([(WAIVED, FIXED)], NewsKind.FIXED),
        ([(NOTIFIED, RETRACTED)], NewsKind.RETRACTED),
        ([(REGRESSED, RETRACTED)], NewsKind.RETRACTED),
    ],
)
def test_what_happened_since_the_last_notice_is_told_in_one_word(
    changes: list[Change], kind: NewsKind
) -> None:
    assert told(*changes) is kind


@pytest.mark.parametrize(
    "changes",
    [
        [(OPEN, NOTIFIED)],
        [(None, OPEN), (OPEN, FIXED)],
        [(None, OPEN), (OPEN, RETRACTED)],
        [(None, OPEN), (OPEN, WAIVED)],
        [(NOTIFIED, EXPLAINED)],
        [(RETRACTED, OPEN), (OPEN, FIXED)],
        [(NOTIFIED, RETRACTED), (RETRACTED, OPEN)],
    ],
)
def test_what_came_and_went_untold_or_a_person_decided_is_no_news(changes: list[Change]) -> None:
    assert told(*changes) is None


def test_a_finding_of_severity_info_is_never_told_and_stays_untold() -> None:
    hint = county.found(severity=Severity.INFO)

    assert tellable(county.happened(hint)) == ()


def test_findings_of_one_cause_are_one_piece_of_news() -> None:
    total = county.found(fault="1")
    consequence = county.found(place="t4/direct_suit/total", fault="1")
    other = county.found(place="t4/suit_after_reconsideration/total", fault="2")

    news = news_of(
        county.happened(total)
        + county.happened(consequence, first=2)
        + county.happened(other, first=3)
    )

    assert [len(one.fault.findings) for one in news] == [2, 1]


def test_the_same_fault_number_in_two_reports_is_two_faults() -> None:
    last_year = county.found(year=2024, fault="1")
    this_year = county.found(year=2025, fault="1")

    assert len(news_of(county.happened(last_year) + county.happened(this_year, first=2))) == 2


def test_what_asks_for_action_comes_first_and_errors_before_warnings() -> None:
    fixed = county.found(place="a", fault="1", state=FIXED)
    warning = county.found(place="b", fault="2", severity=Severity.WARNING, code="A100")
    error = county.found(place="c", fault="3", code="Z900")

    news = news_of(
        county.happened(fixed, (NOTIFIED, FIXED))
        + county.happened(warning, first=2)
        + county.happened(error, first=3)
    )

    assert [one.lead.finding.place for one in news] == ["c", "b", "a"]


def test_events_are_taken_in_the_order_they_happened_however_they_arrive() -> None:
    found = county.found(state=FIXED)
    happened = county.happened(found, (None, OPEN), (OPEN, FIXED))

    assert tellable(reversed(happened)) == happened
