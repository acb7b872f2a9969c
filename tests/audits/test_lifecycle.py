"""Findings over time: every change of state, and what never changes one."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from audits.lifecycle import Look, after_look, after_notice, after_side_look, withdrawn
from audits.records import EventCause, FindingState, StoredFinding, Subject
from audits.waiving import (
    Decision,
    DecisionImpossible,
    DecisionUnclear,
    after_waiver,
    decided,
)
from rules.judge import Judgement, Tally
from rules.language import Text
from tests.audits.small_office import CODES, MORNING, finding, judgement, text

SUBJECT = Subject(body="audit-office", page_url="https://www.example.gov.cn/a", year=2023)
PLACE = "t3/total/total"
FAILS = judgement([("B301", PLACE)])
PASSES = judgement()
LATER = MORNING + timedelta(days=30)

OPEN, NOTIFIED, EXPLAINED, WAIVED, FIXED, REGRESSED, RETRACTED = (
    FindingState.OPEN,
    FindingState.NOTIFIED,
    FindingState.EXPLAINED,
    FindingState.WAIVED,
    FindingState.FIXED,
    FindingState.REGRESSED,
    FindingState.RETRACTED,
)
STANDING = [OPEN, NOTIFIED, EXPLAINED, WAIVED, REGRESSED]


def look(
    judged: Judgement | None, *, same_bytes: bool = False, unjudged: Text | None = None
) -> Look:
    return Look(
        judgement=judged,
        unjudged=unjudged,
        bytes_key="bytes-1" if same_bytes else "bytes-2",
        report="text-2",
        at=LATER,
        codes=dict.fromkeys(CODES, 2),
    )


def stored(state: FindingState, code: str = "B301", place: str = PLACE) -> StoredFinding:
    (change,) = after_look(SUBJECT, [], look(judgement([(code, place)])))
    known = replace(
        change.finding,
        state=state,
        first_seen=MORNING,
        last_seen=MORNING,
        report="text-1",
        bytes_key="bytes-1",
    )
    if state in (EXPLAINED, WAIVED):
        return replace(known, decided_as=state, decided_by="王某", decision="已说明")
    return known


def test_a_new_finding_is_open_and_its_event_says_found() -> None:
    (change,) = after_look(SUBJECT, [], look(FAILS))
    assert change.finding.state is OPEN
    assert change.finding.first_seen == change.finding.last_seen == LATER
    assert change.event is not None
    assert (change.event.before, change.event.after) == (None, OPEN)
    assert change.event.cause is EventCause.FOUND
    assert change.event.rule_version == change.finding.finding.rule_version


@pytest.mark.parametrize(
    ("before", "same_bytes", "after", "cause"),
    [
        (OPEN, True, OPEN, None),
        (OPEN, False, OPEN, None),
        (NOTIFIED, True, NOTIFIED, None),
        (NOTIFIED, False, NOTIFIED, None),
        (REGRESSED, True, REGRESSED, None),
        (REGRESSED, False, REGRESSED, None),
        (WAIVED, True, WAIVED, None),
        (WAIVED, False, WAIVED, None),
        (EXPLAINED, True, EXPLAINED, None),
        (EXPLAINED, False, OPEN, EventCause.REPORT_CHANGED),
        (FIXED, True, REGRESSED, EventCause.RETURNED),
        (FIXED, False, REGRESSED, EventCause.RETURNED),
        (RETRACTED, True, OPEN, EventCause.RETURNED),
        (RETRACTED, False, OPEN, EventCause.RETURNED),
    ],
)
def test_what_is_found_again(
    before: FindingState, same_bytes: bool, after: FindingState, cause: EventCause | None
) -> None:
    (change,) = after_look(SUBJECT, [stored(before)], look(FAILS, same_bytes=same_bytes))
    assert change.finding.state is after
    assert change.finding.first_seen == MORNING
    assert change.finding.last_seen == LATER
    assert change.finding.report == "text-2"
    assert (change.event.cause if change.event else None) is cause
    if change.event:
        assert (change.event.before, change.event.after) == (before, after)


@pytest.mark.parametrize("before", STANDING)
@pytest.mark.parametrize(("same_bytes", "after"), [(True, RETRACTED), (False, FIXED)])
def test_what_is_gone_is_fixed_by_other_bytes_and_retracted_on_the_same(
    before: FindingState, same_bytes: bool, after: FindingState
) -> None:
    (change,) = after_look(SUBJECT, [stored(before)], look(PASSES, same_bytes=same_bytes))
    assert change.finding.state is after
    assert change.finding.last_seen == MORNING
    assert change.event is not None
    assert (change.event.before, change.event.after) == (before, after)
    assert (change.event.report, change.event.rule_version) == ("text-2", 2)


@pytest.mark.parametrize("before", [FIXED, RETRACTED])
def test_what_no_longer_stands_is_left_alone_while_it_stays_away(before: FindingState) -> None:
    assert after_look(SUBJECT, [stored(before)], look(PASSES)) == ()
    assert after_look(SUBJECT, [stored(before)], look(None, unjudged=text("unreadable"))) == ()


@pytest.mark.parametrize("doubted", [PLACE, "t3", "report"])
@pytest.mark.parametrize("before", STANDING)
@pytest.mark.parametrize("same_bytes", [True, False])
def test_a_rule_that_cannot_tell_at_that_place_closes_nothing(
    before: FindingState, doubted: str, same_bytes: bool
) -> None:
    doubtful = judgement(doubts=[("B301", doubted)])
    (change,) = after_look(SUBJECT, [stored(before)], look(doubtful, same_bytes=same_bytes))
    assert change.finding.state is before
    assert change.finding.unjudged == text("cannot be told")
    assert change.event is None


def test_doubt_about_a_cell_of_the_finding_closes_nothing() -> None:
    doubtful = judgement(doubts=[("B301", "t2")])
    (doubt,) = doubtful.not_assessed
    doubtful = replace(doubtful, not_assessed=(replace(doubt, cells=(PLACE,)),))
    (change,) = after_look(SUBJECT, [stored(OPEN)], look(doubtful))
    assert change.finding.state is OPEN


def test_doubt_at_another_place_does_not_keep_a_finding_open() -> None:
    (change,) = after_look(
        SUBJECT, [stored(OPEN)], look(judgement(doubts=[("B301", "t3/total/business")]))
    )
    assert change.finding.state is FIXED


def test_an_unreadable_report_closes_nothing() -> None:
    (change,) = after_look(SUBJECT, [stored(NOTIFIED)], look(None, unjudged=text("unreadable")))
    assert (change.finding.state, change.finding.unjudged) == (NOTIFIED, text("unreadable"))


def test_a_suspect_report_closes_nothing_though_the_rule_passes() -> None:
    (change,) = after_look(SUBJECT, [stored(OPEN)], look(PASSES, unjudged=text("suspect")))
    assert (change.finding.state, change.finding.unjudged) == (OPEN, text("suspect"))


def test_a_rule_that_no_longer_applies_to_a_changed_report_closes_nothing() -> None:
    silent = replace(PASSES, tallies={**PASSES.tallies, "B301": Tally()})
    (change,) = after_look(SUBJECT, [stored(OPEN)], look(silent))
    assert change.finding.state is OPEN
    assert change.finding.unjudged is not None


def test_a_rule_that_no_longer_applies_to_the_same_bytes_retracts() -> None:
    silent = replace(PASSES, tallies={})
    (change,) = after_look(SUBJECT, [stored(OPEN)], look(silent, same_bytes=True))
    assert change.finding.state is RETRACTED


def test_a_finding_is_not_closed_by_the_text_of_another_page() -> None:
    elsewhere = replace(SUBJECT, page_url="https://www.example.gov.cn/b")
    (change,) = after_look(elsewhere, [stored(NOTIFIED)], look(PASSES))
    assert (change.finding.state, change.event) == (NOTIFIED, None)
    assert change.finding.unjudged is not None
    assert change.finding.subject == SUBJECT


def test_a_finding_that_another_page_shows_too_is_that_pages_from_then_on() -> None:
    elsewhere = replace(SUBJECT, page_url="https://www.example.gov.cn/b")
    (change,) = after_look(elsewhere, [stored(OPEN)], look(FAILS))
    assert change.finding.subject == elsewhere


@pytest.mark.parametrize(("same_bytes", "after"), [(True, RETRACTED), (False, FIXED)])
def test_a_page_that_does_not_speak_closes_its_own_findings(
    same_bytes: bool, after: FindingState
) -> None:
    seen = look(judgement([("S101", "overview")]), same_bytes=same_bytes)
    (change,) = after_side_look(SUBJECT, [stored(OPEN)], seen)
    assert change.finding.state is after


def test_a_page_that_does_not_speak_opens_nothing_and_closes_no_other_pages() -> None:
    elsewhere = replace(SUBJECT, page_url="https://www.example.gov.cn/b")
    assert after_side_look(elsewhere, [stored(OPEN)], look(PASSES)) == ()
    assert after_side_look(SUBJECT, [stored(FIXED)], look(FAILS)) == ()


def test_findings_of_rules_that_were_not_asked_are_left_alone() -> None:
    other = stored(OPEN, code="B301")
    other = replace(other, finding=finding("P605", "report"))
    assert after_look(SUBJECT, [other], look(PASSES)) == ()


def test_doubt_is_forgotten_once_the_rule_can_tell() -> None:
    doubted = replace(stored(OPEN), unjudged=text("unreadable"))
    (change,) = after_look(SUBJECT, [doubted], look(FAILS))
    assert change.finding.unjudged is None


def test_two_violations_at_one_place_are_one_finding() -> None:
    assert len(after_look(SUBJECT, [], look(judgement([("B301", PLACE), ("B301", PLACE)])))) == 1


@pytest.mark.parametrize("state", list(FindingState))
def test_a_notice_makes_only_open_findings_notified(state: FindingState) -> None:
    change = after_notice(stored(state), LATER)
    assert (change.finding.state if change else None) == (NOTIFIED if state is OPEN else None)


@pytest.mark.parametrize("state", STANDING)
def test_a_person_decides_about_what_stands(state: FindingState) -> None:
    waived = Decision(by="王某", reason="数据来自上级", at=LATER, until=date(2024, 6, 30))
    explained = Decision(by="王某", reason="数据来自上级", at=LATER, decided_as=EXPLAINED)
    for decision, cause in (
        (waived, EventCause.WAIVED),
        (explained, EventCause.EXPLANATION_ACCEPTED),
    ):
        change = decided(stored(state), decision)
        now, event = change.finding, change.event
        assert now.state is now.decided_as is decision.decided_as
        assert (now.decided_by, now.decision, now.until) == (
            "王某",
            "数据来自上级",
            decision.until,
        )
        assert event is not None
        assert (event.before, event.after, event.cause) == (state, decision.decided_as, cause)
        assert (event.by, event.reason, event.until) == ("王某", "数据来自上级", decision.until)


@pytest.mark.parametrize("state", [FIXED, RETRACTED])
def test_nothing_is_decided_about_what_no_longer_stands(state: FindingState) -> None:
    for decided_as in (WAIVED, EXPLAINED):
        decision = Decision(by="王某", reason="x", at=LATER, decided_as=decided_as)
        with pytest.raises(DecisionImpossible, match=state):
            decided(stored(state), decision)


@pytest.mark.parametrize(
    ("unclear", "said"),
    [
        ({"by": " "}, "who"),
        ({"reason": ""}, "reason"),
        ({"decided_as": FIXED}, "fixed"),
        ({"until": LATER.date() - timedelta(days=1)}, "is over"),
        ({"until": date(2030, 1, 1), "decided_as": EXPLAINED}, "no last day"),
    ],
)
def test_a_decision_says_who_why_and_until_when(unclear: dict[str, Any], said: str) -> None:
    whole = {"by": "王某", "reason": "核实中", "at": LATER, "until": LATER.date()}
    Decision(**whole)
    with pytest.raises(DecisionUnclear, match=said):
        Decision(**whole | unclear)


@pytest.mark.parametrize(
    ("decided_as", "same_bytes", "after"),
    [
        (WAIVED, True, WAIVED),
        (WAIVED, False, WAIVED),
        (EXPLAINED, True, EXPLAINED),
        (EXPLAINED, False, OPEN),
        (None, True, OPEN),
    ],
)
def test_a_decision_outlives_what_we_took_back_by_our_own_fault(
    decided_as: FindingState | None, same_bytes: bool, after: FindingState
) -> None:
    (taken_back,) = after_look(SUBJECT, [stored(decided_as or OPEN)], look(PASSES, same_bytes=True))
    assert taken_back.finding.state is RETRACTED
    (again,) = after_look(SUBJECT, [taken_back.finding], look(FAILS, same_bytes=same_bytes))
    assert again.finding.state is after
    assert again.finding.decided_by == (None if after is OPEN else "王某")
    assert again.event is not None
    assert again.event.cause is EventCause.RETURNED


def test_a_fault_that_was_put_right_and_comes_back_is_decided_about_anew() -> None:
    (fixed,) = after_look(SUBJECT, [stored(WAIVED)], look(PASSES))
    (again,) = after_look(SUBJECT, [fixed.finding], look(FAILS))
    assert (again.finding.state, again.finding.decision) == (REGRESSED, None)


@pytest.mark.parametrize(
    ("until", "today", "ends"),
    [
        (date(2024, 6, 30), date(2024, 6, 30), False),
        (date(2024, 6, 30), date(2024, 7, 1), True),
        (None, date(2034, 1, 1), False),
    ],
)
def test_a_waiver_holds_through_its_last_day(until: date | None, today: date, ends: bool) -> None:
    known = replace(stored(WAIVED), until=until)
    change = after_waiver(known, today=today, at=LATER)
    assert (change is not None) is ends
    if change:
        assert (change.finding.state, change.finding.decision) == (OPEN, None)


def test_a_finding_filed_under_the_wrong_body_is_our_fault() -> None:
    change = withdrawn(stored(NOTIFIED), LATER)
    assert change is not None
    assert change.finding.state is RETRACTED
    assert withdrawn(stored(FIXED), LATER) is None
