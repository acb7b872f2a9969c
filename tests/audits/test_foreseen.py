"""What an audit would do, told by doing it on a copy: the store itself stays as it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from audits.auditor import Auditor
from audits.decisions import decide
from audits.engine import AuditRun
from audits.foreseen import Effect, Foreseen, Rehearsal, rehearse
from audits.migrations import schema
from audits.records import FindingState, RunState
from audits.store import findings
from audits.store.connection import Store, StoreMissing, open_copy
from audits.waiving import Decision
from tests.audits.small_office import (
    MORNING,
    Office,
    Page,
    audit_kindly,
    audit_lines,
    auditor,
    text,
)

FAULTY = Page(content="body 某某区审计局\nyear 2023\nfails B301 t3/total/total")
NOBODYS = {
    "url": "https://city.example.gov.cn/zk/2022.html",
    "column_url": "https://city.example.gov.cn/zk/",
    "portal": "city",
}
KIND = auditor(audit_kindly, key="2")


def rehearsed(
    office: Office, who: Auditor | None = None, today: date = date(2024, 2, 6)
) -> Rehearsal[AuditRun]:
    """What an audit of the office would do, done on a copy."""

    def audit(copy: Store) -> AuditRun:
        assert copy.path != office.store.path
        return Office(store=copy, archive=office.archive, now=office.now).audit(who, today=today)

    return rehearse(office.store.path, audit)


def effects(rehearsal: Rehearsal[AuditRun]) -> list[tuple[str, str, dict[Effect, int]]]:
    return [(each.code, each.subject, dict(each.counts)) for each in rehearsal.foreseen]


def bytes_held(office: Office) -> dict[str, bytes]:
    """Every file of the home but SQLite's shared memory, which holds locks."""
    folder = office.store.path.parent
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.name != "gouji.db-shm"}


def test_what_a_change_of_rules_adds_and_closes_is_told_by_code_and_body(office: Office) -> None:
    office.crawl(
        Page(content=f"{FAULTY.content}\nfails B301 t3/granted/total"),
        replace(FAULTY, content="year 2022\nfails S101 overview", title=None, **NOBODYS),
    )
    rehearsal = rehearsed(office)
    assert rehearsal.foreseen == (
        Foreseen(code="B301", subject="audit-office", counts={Effect.ADDED: 2}),
        Foreseen(code="S101", subject=NOBODYS["url"], counts={Effect.ADDED: 1}),
    )
    assert rehearsal.total(Effect.ADDED) == 3
    office.audit()
    rehearsal = rehearsed(office, KIND)
    assert effects(rehearsal) == [("B301", "audit-office", {Effect.RETRACTED: 2})]
    assert rehearsal.total(Effect.ADDED) == 0
    assert (rehearsal.done.counts["audited"], rehearsal.done.state) == (2, RunState.OK)


def test_not_one_byte_of_the_home_changes(office: Office) -> None:
    office.crawl(FAULTY)
    office.audit()
    before = bytes_held(office)
    assert rehearsed(office, KIND).total(Effect.RETRACTED) == 1
    assert bytes_held(office) == before
    (held,) = findings.findings(office.store)
    assert held.state is FindingState.OPEN


def test_what_the_publisher_put_right_is_told_apart_from_what_was_our_fault(
    office: Office,
) -> None:
    office.crawl(FAULTY)
    office.audit()
    office.crawl(Page(content="body 某某区审计局\nyear 2023\nsays 更正"), run="crawl-2")
    assert effects(rehearsed(office)) == [("B301", "audit-office", {Effect.FIXED: 1})]


def test_a_decision_that_would_end_is_told_as_such(office: Office) -> None:
    office.crawl(FAULTY)
    office.audit()
    (held,) = findings.findings(office.store)
    last_day = date(2024, 3, 1)
    waiver = Decision(by="王某", reason="核实中", at=MORNING, until=last_day)
    decide(office.store, {held.id: waiver})
    assert effects(rehearsed(office, today=last_day)) == []
    ended = rehearsed(office, today=date(2024, 3, 2))
    assert effects(ended) == [("B301", "audit-office", {Effect.REOPENED: 1})]
    explained = replace(waiver, decided_as=FindingState.EXPLAINED, until=None)
    decide(office.store, {held.id: explained})
    office.crawl(Page(content=f"{FAULTY.content}\nsays 更正"), run="crawl-2")
    changed = rehearsed(office)
    assert effects(changed) == [("B301", "audit-office", {Effect.REOPENED: 1})]


def test_a_finding_that_comes_back_is_added_again(office: Office) -> None:
    office.crawl(FAULTY)
    office.audit()
    office.audit(KIND)
    again = rehearsed(office, auditor(audit_lines, key="3"))
    assert effects(again) == [("B301", "audit-office", {Effect.ADDED: 1})]


def test_what_would_stay_as_it_is_is_not_told(office: Office) -> None:
    office.crawl(FAULTY)
    office.audit()
    rehearsal = rehearsed(office, auditor(key="2"))
    assert (rehearsal.foreseen, rehearsal.done.counts["audited"]) == ((), 1)


def test_the_copy_is_gone_afterwards_and_nobody_else_could_read_it(office: Office) -> None:
    with open_copy(office.store.path) as copy:
        assert copy.path.parent.stat().st_mode & 0o077 == 0
    assert not copy.path.parent.exists()
    with pytest.raises(RuntimeError, match="stopped"), open_copy(office.store.path) as copy:
        raise RuntimeError(text("stopped").en)
    assert not copy.path.parent.exists()


def test_a_store_of_an_earlier_version_is_brought_up_to_date_in_its_copy_alone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "gouji.db"
    old = Database(path)
    schema.apply(old, stop_before="failures_of_our_own")
    old.close()
    before = path.read_bytes()
    with open_copy(path) as copy:
        assert "trace" in copy.database["run_failures"].columns_dict
    assert path.read_bytes() == before


def test_a_home_without_a_store_has_nothing_to_rehearse(office: Office) -> None:
    with pytest.raises(StoreMissing), open_copy(office.store.path.with_name("other.db")):
        pass
    assert not office.store.path.with_name("other.db").exists()
