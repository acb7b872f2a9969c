"""The store: one writer, many readers, nothing half, and views with the columns promised."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from audits.bodies import Register
from audits.decisions import FindingsUnknown, decide, end_waivers
from audits.lifecycle import after_notice
from audits.records import (
    FindingFilter,
    FindingState,
    NoticeRecord,
    NoticeState,
    RunState,
)
from audits.store import findings, notices, register, reports, runs
from audits.store.connection import (
    StoreInUse,
    StoreMissing,
    StoreRefused,
    StoreSchemaDiffers,
    open_for_reading,
    open_for_writing,
)
from audits.store.untold import events_untold
from audits.waiving import Decision
from tests.audits.small_office import MORNING, Office, Page, body, judgement, office_in

FAULTY = "body 某某区审计局\nyear 2023\ncell t3/total/total 5\nfails B301 t3/total/total"

COLUMNS = {
    "v_bodies": "id, name, kind, region, parent, portal",
    "v_fetches": "url, fetched_at, status, error, media_type, sha256, bytes, portal, run",
    "v_reports": "body, year, version, url, page_url, sha256, published_on, format, status",
    "v_cells": "body, year, version, cell, raw, value",
    "v_findings": "id, body, year, code, severity, state, cells, message, first_seen, last_seen,"
    " rule_version",
    "v_obligations": "body, year, due, state, published_on, days_late, reason",
    "v_notices": "id, supervisor, channel, created_at, sent_at, state, findings",
    "v_runs": "id, kind, started_at, ended_at, state, counts",
}


def notice(office: Office) -> NoticeRecord:
    undelivered = events_untold(office.store, "county-office", ["audit-office"])
    return NoticeRecord(
        id="n1",
        supervisor="county-office",
        channel="mail",
        created_at=MORNING,
        sent_at=None,
        state=NoticeState.PENDING,
        findings=tuple(each.finding.id for each in undelivered),
        events=tuple(each.event.id for each in undelivered),
        payload="…",
    )


@pytest.mark.parametrize("view", COLUMNS)
def test_every_public_view_has_its_columns(office: Office, view: str) -> None:
    assert list(office.store.database[view].columns_dict) == COLUMNS[view].split(", ")


def test_the_views_show_what_the_contract_says_in_any_sqlite(office: Office) -> None:
    office.crawl(Page(content=FAULTY + "\ncell t2/fees/amount 12.50\nsays x"))
    office.audit()
    notices.add_notices(office.store, [notice(office)])
    with sqlite3.connect(f"file:{office.store.path}?mode=ro", uri=True) as plain:
        plain.row_factory = sqlite3.Row
        shown = {view: plain.execute(f"SELECT * FROM {view}").fetchall() for view in COLUMNS}  # noqa: S608
    plain.close()
    assert {(row["cell"], row["raw"], row["value"]) for row in shown["v_cells"]} == {
        ("t3/total/total", "5", "5"),
        ("t2/fees/amount", "12.50", "12.5"),
    }
    (finding,) = shown["v_findings"]
    assert json.loads(finding["cells"]) == ["t3/total/total"]
    assert finding["message"] == "中文 B301 at t3/total/total"
    assert json.loads(shown["v_notices"][0]["findings"]) == [finding["id"]]
    counts = {row["kind"]: json.loads(row["counts"]) for row in shown["v_runs"]}
    assert counts["audit"]["audited"] == 1
    times = [
        finding["first_seen"],
        shown["v_fetches"][0]["fetched_at"],
        shown["v_runs"][0]["started_at"],
        shown["v_notices"][0]["created_at"],
    ]
    for text in times:
        assert text.endswith("+08:00")
        assert datetime.fromisoformat(text).utcoffset() == timedelta(hours=8)


def test_an_unassigned_report_has_no_body_in_the_views(office: Office) -> None:
    office.crawl(Page(content="year 2023\nfails B301 report", title=None, column_url="https://x/"))
    office.audit()
    assert [(each["body"], each["year"]) for each in office.table("v_reports")] == [(None, 2023)]
    assert [each["body"] for each in office.table("v_findings")] == [None]


def test_a_second_writer_is_refused_and_told_why(office: Office) -> None:
    with pytest.raises(StoreInUse, match="another process"), open_for_writing(office.store.path):
        pass


def test_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    for _ in range(2):
        with open_for_writing(tmp_path / "gouji.db") as store:
            assert runs.runs(store) == ()


def test_a_writer_killed_in_the_middle_of_a_transaction_leaves_nothing_half(
    tmp_path: Path,
) -> None:
    program = """
import sys
from pathlib import Path
from audits.store import register, runs
from tests.audits.small_office import MORNING, body, office_in
from audits.bodies import Register
with office_in(Path(sys.argv[1])) as office:
    runs.start_run(office.store, "audit", MORNING)
    with office.store.transaction():
        many = [body(f"第{i}局", id=f"b{i}") for i in range(20000)]
        register.write_register(office.store, Register.of(many))
        runs.start_run(office.store, "crawl", MORNING)
        print("written, not committed", flush=True)
        sys.stdin.read()
"""
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdin is not None
    assert writer.stdout is not None
    with writer.stdin, writer.stdout:
        assert writer.stdout.readline() == "written, not committed\n"
        with pytest.raises(StoreInUse), open_for_writing(tmp_path / "gouji.db"):
            pass
        os.kill(writer.pid, signal.SIGKILL)
        assert writer.wait(60) == -signal.SIGKILL
    with office_in(tmp_path) as office:
        assert list(register.register(office.store)) == []
        (left,) = runs.runs(office.store)
        assert (left.kind, left.state) == ("audit", RunState.RUNNING)
        assert runs.interrupt_running(office.store, MORNING) == (left.id,)
        (ended,) = runs.runs(office.store)
        assert (ended.state, ended.ended_at) == (RunState.INTERRUPTED, MORNING)
        (check,) = office.store.rows("PRAGMA integrity_check")
        assert check["integrity_check"] == "ok"


def test_a_reader_sees_the_store_as_it_was_when_opened(office: Office) -> None:
    with open_for_reading(office.store.path) as reader:
        assert runs.runs(reader) == ()
        runs.start_run(office.store, "crawl", MORNING)
        assert runs.runs(reader) == ()
    with open_for_reading(office.store.path) as reader:
        assert len(runs.runs(reader)) == 1


def test_a_reader_cannot_write(office: Office) -> None:
    with (
        open_for_reading(office.store.path) as reader,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        runs.start_run(reader, "crawl", MORNING)


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="does not exist"), open_for_reading(tmp_path / "x.db"):
        pass


def crawl_on_a_full_disk(folder: Path) -> None:
    with office_in(folder) as office:
        office.store.database.conn.execute("PRAGMA max_page_count = 1")
        office.crawl(*(Page(content=FAULTY, url=f"https://x/{n}") for n in range(200)), run="c2")


def write_what_another_program_holds(folder: Path) -> None:
    with office_in(folder) as office, closing(sqlite3.connect(office.store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        office.store.database.conn.execute("PRAGMA busy_timeout = 0")
        runs.start_run(office.store, "crawl", MORNING)


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (crawl_on_a_full_disk, r"gouji\.db: database or disk is full; make room on its disk"),
        (write_what_another_program_holds, r"gouji\.db: database is locked; close the other"),
    ],
)
def test_a_full_disk_and_a_lock_are_told_and_leave_nothing_half(
    tmp_path: Path, write: Callable[[Path], None], told: str
) -> None:
    with office_in(tmp_path) as office:
        office.crawl(Page(content=FAULTY))
        before = [office.table(view) for view in ("v_fetches", "v_reports")]
    with pytest.raises(StoreRefused, match=told):
        write(tmp_path)
    with office_in(tmp_path) as office:
        assert [office.table(view) for view in ("v_fetches", "v_reports")] == before
        assert office.audit().counts["audited"] == 1


def test_a_store_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "gouji.db").mkdir()
    with pytest.raises(StoreRefused, match="right to open it"), office_in(tmp_path):
        pass


def test_a_fault_in_our_own_sql_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), office_in(tmp_path) as own:
        own.store.rows("SELECT * FROM nowhere")


def test_a_store_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "gouji.db") as store:
        store.table("_sqlite_migrations").insert(
            {"migration_set": "gouji", "name": "of_next_year", "applied_at": "2027"}
        )
    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(StoreSchemaDiffers, match="newer"), opening(tmp_path / "gouji.db"):
            pass


def test_times_without_a_zone_are_refused(office: Office) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        runs.start_run(office.store, "crawl", datetime(2024, 1, 1))  # noqa: DTZ001
    assert runs.runs(office.store) == ()


def test_runs_that_start_at_one_moment_have_different_ids(office: Office) -> None:
    assert len({runs.start_run(office.store, "crawl", MORNING) for _ in range(3)}) == 3


def test_a_body_that_leaves_the_register_is_known_and_no_longer_shown(office: Office) -> None:
    both = Register.of([body(), body("某某区教育局", id="schools", due=(1, 28))])
    register.write_register(office.store, both)
    assert register.register(office.store) == both
    register.write_register(office.store, Register.of([body()]))
    assert [each["id"] for each in office.table("v_bodies")] == ["audit-office"]
    left = office.store.rows("SELECT id FROM bodies WHERE in_register = 0")
    assert [each["id"] for each in left] == ["schools"]


def test_a_report_comes_back_as_it_was_audited(office: Office) -> None:
    office.crawl(Page(content=FAULTY + "\ncell t2/fees/amount 12.50\ndoubts B302 t3"))
    office.audit()
    stored = reports.report(office.store, "audit-office", 2023)
    assert stored is not None
    assert stored.judgement == judgement([("B301", "t3/total/total")], [("B302", "t3")])
    assert str(stored.report.cells["t2/fees/amount"].value) == "12.50"
    assert stored.record.published_on == date(2024, 1, 20)
    assert reports.tallies(office.store, stored.record.id) == stored.judgement.tallies


def test_findings_are_found_by_supervisor_state_and_code(office: Office) -> None:
    office.crawl(Page(content=FAULTY + "\nfails S101 overview"))
    office.audit()

    def codes(**wanted: object) -> list[str]:
        chosen = FindingFilter(**wanted)  # type: ignore[arg-type]
        return [each.finding.code for each in findings.findings(office.store, chosen)]

    assert codes() == ["B301", "S101"]
    assert codes(codes=("S101",)) == ["S101"]
    assert codes(supervisor="county-office", body="audit-office", year=2023) == ["B301", "S101"]
    assert codes(supervisor="city-office") == []
    assert codes(states=(FindingState.FIXED,)) == []


def test_an_event_is_undelivered_until_a_notice_tells_that_supervisor(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    assert len(events_untold(office.store, "county-office", ["audit-office"])) == 1
    assert events_untold(office.store, "county-office", ["schools"]) == ()
    told = notice(office)
    notices.add_notices(office.store, [told])
    assert events_untold(office.store, "county-office", ["audit-office"]) == ()
    assert notices.notices(office.store, states=[NoticeState.PENDING]) == (told,)
    notices.add_notices(office.store, [told])
    assert len(notices.notices(office.store)) == 1


def test_a_sent_notice_marks_its_findings_and_tells_nobody_of_that(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    told = notice(office)
    notices.add_notices(office.store, [told])
    with office.store.transaction():
        (told_of,) = findings.findings_by_id(office.store, told.findings)
        change = after_notice(told_of, MORNING)
        assert change is not None
        findings.write_changes(office.store, [change])
    (held,) = findings.findings(office.store)
    assert held.state is FindingState.NOTIFIED
    assert events_untold(office.store, "county-office", ["audit-office"]) == ()
    assert [each.change.after for each in findings.events_of(office.store, held.id)] == [
        FindingState.OPEN,
        FindingState.NOTIFIED,
    ]


def test_decisions_are_kept_until_their_last_day(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    (held,) = findings.findings(office.store)
    until = Decision(by="王某", reason="核实中", at=MORNING, until=date(2024, 3, 1))
    assert decide(office.store, {held.id: until}) == 1
    assert decide(office.store, {held.id: until}) == 0
    assert end_waivers(office.store, today=date(2024, 3, 1), at=MORNING) == 0
    assert end_waivers(office.store, today=date(2024, 3, 2), at=MORNING) == 1
    accepted = Decision(by="李某", reason="汇总口径", at=MORNING, decided_as=FindingState.EXPLAINED)
    decide(office.store, {held.id: accepted})
    (now,) = findings.findings(office.store)
    assert (now.state, now.decision) == (FindingState.EXPLAINED, "汇总口径")
    told = [
        (change.cause.value, change.by, change.reason, change.until)
        for change in findings.decisions(office.store)[held.id]
    ]
    assert told == [
        ("waived", "王某", "核实中", date(2024, 3, 1)),
        ("waiver_ended", None, None, None),
        ("explanation_accepted", "李某", "汇总口径", None),
    ]


def test_a_decision_about_an_unknown_finding_changes_none(office: Office) -> None:
    office.crawl(Page(content=FAULTY))
    office.audit()
    (held,) = findings.findings(office.store)
    with pytest.raises(FindingsUnknown, match="nobody"):
        decide(
            office.store,
            dict.fromkeys((held.id, "nobody"), Decision(by="x", reason="y", at=MORNING)),
        )
    assert findings.findings(office.store) == (held,)
