"""What a person decided is kept through every audit, and comes back with its history."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlite_utils import Database

from audits.bodies import Register
from audits.decisions import decide
from audits.migrations import schema
from audits.records import FindingState, StoredFinding
from audits.store import findings
from audits.waiving import Decision
from tests.audits.small_office import (
    MORNING,
    Office,
    Page,
    audit_kindly,
    audit_lines,
    auditor,
    body,
)

FAULTY = "body 某某区审计局\nyear 2023\nfails B301 t3/total/total"
LAST_DAY = date(2024, 6, 30)
WAIVED, EXPLAINED = FindingState.WAIVED, FindingState.EXPLAINED


def decided_office(office: Office, decided_as: FindingState) -> None:
    """The office's one finding, as a person decided about it."""
    office.crawl(Page(content=FAULTY))
    office.audit()
    decision = Decision(
        by="王某",
        reason="核实中",
        at=MORNING,
        decided_as=decided_as,
        until=LAST_DAY if decided_as is WAIVED else None,
    )
    decide(office.store, {only(office).id: decision})


def only(office: Office) -> StoredFinding:
    (held,) = findings.findings(office.store)
    return held


def decision(held: StoredFinding) -> Sequence[object]:
    return held.decided_as, held.decided_by, held.decision, held.until


@pytest.mark.parametrize("decided_as", [WAIVED, EXPLAINED])
def test_an_audit_by_new_rules_keeps_a_decision(office: Office, decided_as: FindingState) -> None:
    decided_office(office, decided_as)
    before = decision(only(office))
    office.audit(auditor(key="2"))
    assert only(office).state is decided_as
    assert decision(only(office)) == before


@pytest.mark.parametrize("decided_as", [WAIVED, EXPLAINED])
def test_a_finding_that_our_fault_took_away_and_gave_back_is_decided_as_before(
    office: Office, decided_as: FindingState
) -> None:
    decided_office(office, decided_as)
    before = decision(only(office))
    office.audit(auditor(audit_kindly, key="2"))
    assert only(office).state is FindingState.RETRACTED
    office.audit(auditor(audit_lines, key="3"))
    assert only(office).state is decided_as
    assert decision(only(office)) == before


def test_a_waiver_that_ended_while_our_fault_hid_its_finding_opens_it(office: Office) -> None:
    decided_office(office, WAIVED)
    office.audit(auditor(audit_kindly, key="2"))
    office.audit(auditor(audit_lines, key="3"), today=date(2024, 7, 1))
    assert only(office).state is FindingState.OPEN
    causes = [change.cause for change in findings.decisions(office.store)[only(office).id]]
    assert causes == ["waived", "waiver_ended"]


def test_a_changed_report_ends_an_explanation_and_no_waiver(office: Office) -> None:
    decided_office(office, EXPLAINED)
    office.crawl(Page(content=f"{FAULTY}\nsays 更正"), run="crawl-2")
    office.audit()
    assert only(office).state is FindingState.OPEN
    assert decision(only(office)) == (None, None, None, None)
    again = Decision(by="王某", reason="不再追究", at=MORNING)
    decide(office.store, {only(office).id: again})
    office.crawl(Page(content=f"{FAULTY}\nsays 再次更正"), run="crawl-3")
    office.audit()
    assert only(office).state is WAIVED


def test_a_waiver_holds_while_the_report_cannot_be_read(office: Office) -> None:
    decided_office(office, WAIVED)
    office.crawl(Page(content="status unreadable"), run="crawl-2")
    office.audit()
    assert only(office).state is WAIVED
    assert only(office).unjudged is not None


def test_a_decision_follows_a_finding_whose_body_becomes_known(office: Office) -> None:
    nobodys = Page(
        content="year 2023\nfails B301 t3/total/total",
        title=None,
        url="https://city.example.gov.cn/zk/a.html",
        column_url="https://city.example.gov.cn/zk/",
        portal="city",
    )
    office.crawl(nobodys)
    office.audit()
    waived = Decision(by="王某", reason="核实中", at=MORNING, until=LAST_DAY)
    decide(office.store, {only(office).id: waived})
    before = only(office)
    office.register = Register.of([body(column_url=nobodys.column_url, portal="city")])
    office.audit()
    assert only(office).subject.body == "audit-office"
    assert only(office).id != before.id
    assert decision(only(office)) == decision(before)
    assert len(findings.decisions(office.store)[only(office).id]) == 1


def test_a_store_of_an_earlier_version_keeps_its_decisions() -> None:
    database = Database(memory=True)
    schema.apply(database, stop_before="decisions_that_outlive_audits")
    row = dict.fromkeys(
        "id subject code place page_url severity first_seen last_seen report bytes_key cells"
        " message_zh message_en finding".split(),
        "",
    )
    for state in ("waived", "explained", "open"):
        place = {"id": state, "place": state, "state": state, "year": 2023, "rule_version": 1}
        database["findings"].insert(row | place)
    schema.apply(database)
    kept = {each["id"]: each["decided_as"] for each in database["findings"].rows}
    assert kept == {"waived": "waived", "explained": "explained", "open": None}
