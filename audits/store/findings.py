"""Findings over time and the events that changed their state, written together."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from audits.lifecycle import Change
from audits.records import (
    EventCause,
    FindingEvent,
    FindingFilter,
    FindingState,
    StateChange,
    StoredFinding,
    Subject,
)
from audits.store.connection import Store
from audits.store.encoding import (
    FINDINGS,
    STRINGS,
    SUBJECT_YEARS,
    date_or_none,
    date_text,
    json_of,
    text_json,
    text_or_none,
    time_of,
    time_text,
)

_MATCHING = """
    (:body IS NULL OR findings.body = :body)
    AND (:year IS NULL OR findings.year = :year)
    AND (:codes = '[]' OR code IN (SELECT value FROM json_each(:codes)))
    AND (:states = '[]' OR findings.state IN (SELECT value FROM json_each(:states)))
    AND (:supervisor IS NULL OR EXISTS (
        SELECT 1 FROM body_supervisors
        WHERE body_supervisors.body = findings.body AND supervisor = :supervisor
    ))
"""

_OF_DECISIONS = (
    EventCause.EXPLANATION_ACCEPTED,
    EventCause.REPORT_CHANGED,
    EventCause.WAIVED,
    EventCause.WAIVER_ENDED,
)

_RENAMES = (
    "UPDATE findings SET id = ? WHERE id = ?",
    "UPDATE finding_events SET finding = ? WHERE finding = ?",
    "UPDATE notice_findings SET finding = ? WHERE finding = ?",
)


def findings(store: Store, wanted: FindingFilter | None = None) -> tuple[StoredFinding, ...]:
    """The findings wanted, by body, year (newest first), code and place; all where not told."""
    chosen = wanted or FindingFilter()
    sql = f"""
        SELECT * FROM findings WHERE {_MATCHING}
        ORDER BY findings.body, findings.year DESC, code, place
    """  # noqa: S608  # a constant
    values = {
        "body": chosen.body,
        "year": chosen.year,
        "codes": json_of(STRINGS, chosen.codes),
        "states": json_of(STRINGS, tuple(chosen.states)),
        "supervisor": chosen.supervisor,
    }
    return tuple(_finding(row) for row in store.database.query(sql, values))


def findings_by_id(store: Store, ids: Collection[str]) -> tuple[StoredFinding, ...]:
    """The findings with these ids; an id that is not known gives nothing."""
    rows = store.rows(
        "SELECT * FROM findings WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        [json_of(STRINGS, tuple(ids))],
    )
    return tuple(_finding(row) for row in rows)


def findings_of(store: Store, subjects: Collection[tuple[str, int]]) -> tuple[StoredFinding, ...]:
    """Every finding of these subjects (body or page) and years (0 where not known)."""
    rows = store.rows(
        "SELECT findings.* FROM json_each(?) AS wanted JOIN findings"
        " ON subject = json_extract(wanted.value, '$[0]')"
        " AND year = json_extract(wanted.value, '$[1]') ORDER BY code, place",
        [json_of(SUBJECT_YEARS, tuple(subjects))],
    )
    return tuple(_finding(row) for row in rows)


def write_changes(store: Store, changes: Iterable[Change]) -> None:
    """Write findings as changed, and their events, in one transaction.

    A finding with another id than before takes its events and notices along.
    """
    kept = tuple(changes)
    renamed = [(c.finding.id, c.formerly) for c in kept if c.formerly is not None]
    with store.transaction():
        for rename in _RENAMES:
            store.database.conn.executemany(rename, renamed)
        store.table("findings").upsert_all((_row(change.finding) for change in kept), pk="id")
        store.table("finding_events").insert_all(
            _event_row(change.event) for change in kept if change.event is not None
        )


def confirm_standing(store: Store) -> None:
    """Findings of texts that their pages still showed when last asked were seen then."""
    with store.transaction():
        store.database.conn.execute(
            """
            UPDATE findings SET last_seen = (
                SELECT MAX(findings.last_seen, checked_at) FROM holdings WHERE url = page_url
            )
            WHERE state NOT IN ('fixed', 'retracted') AND unjudged IS NULL AND EXISTS (
                SELECT 1 FROM pages JOIN holdings ON holdings.url = pages.url
                WHERE pages.report = findings.report AND holdings.url = findings.page_url
                AND checked_at > findings.last_seen
            )
            """
        )


def events_of(store: Store, finding: str) -> tuple[FindingEvent, ...]:
    """What happened to a finding, oldest first."""
    rows = store.rows("SELECT * FROM finding_events WHERE finding = ? ORDER BY id", [finding])
    return tuple(_event(row) for row in rows)


def decisions(store: Store) -> Mapping[str, tuple[StateChange, ...]]:
    """By finding, what people decided about it and what ended that, oldest first."""
    rows = store.rows(
        "SELECT * FROM finding_events WHERE cause IN (SELECT value FROM json_each(?)) ORDER BY id",
        [json_of(STRINGS, tuple(_OF_DECISIONS))],
    )
    told: dict[str, list[StateChange]] = {}
    for row in rows:
        told.setdefault(row["finding"], []).append(_event(row).change)
    return {finding: tuple(changes) for finding, changes in told.items()}


def last_event(store: Store) -> int:
    """The number of the newest event; 0 where nothing ever happened."""
    (row,) = store.rows("SELECT COALESCE(MAX(id), 0) AS newest FROM finding_events")
    return int(row["newest"])


def events_after(store: Store, event: int) -> tuple[FindingEvent, ...]:
    """What happened to any finding after the event of this number, oldest first."""
    rows = store.rows("SELECT * FROM finding_events WHERE id > ? ORDER BY id", [event])
    return tuple(_event(row) for row in rows)


def _row(stored: StoredFinding) -> dict[str, Any]:
    finding = stored.finding
    return {
        "id": stored.id,
        "subject": stored.subject.key,
        "year": stored.subject.year or 0,
        "code": finding.code,
        "place": finding.place,
        "body": stored.subject.body,
        "page_url": stored.subject.page_url,
        "severity": finding.severity,
        "state": stored.state,
        "rule_version": finding.rule_version,
        "first_seen": time_text(stored.first_seen),
        "last_seen": time_text(stored.last_seen),
        "report": stored.report or "",
        "bytes_key": stored.bytes_key,
        "cells": json_of(STRINGS, finding.cells),
        "message_zh": finding.message.zh,
        "message_en": finding.message.en,
        "finding": json_of(FINDINGS, finding),
        "unjudged": text_json(stored.unjudged),
        "decided_as": stored.decided_as,
        "decided_by": stored.decided_by,
        "decision": stored.decision,
        "until": date_text(stored.until),
    }


def _finding(row: Mapping[str, Any]) -> StoredFinding:
    return StoredFinding(
        id=row["id"],
        subject=Subject(body=row["body"], page_url=row["page_url"], year=row["year"] or None),
        state=FindingState(row["state"]),
        first_seen=time_of(row["first_seen"]),
        last_seen=time_of(row["last_seen"]),
        report=row["report"] or None,
        bytes_key=row["bytes_key"],
        finding=FINDINGS.validate_json(row["finding"]),
        unjudged=text_or_none(row["unjudged"]),
        decided_as=FindingState(row["decided_as"]) if row["decided_as"] else None,
        decided_by=row["decided_by"],
        decision=row["decision"],
        until=date_or_none(row["until"]),
    )


def _event_row(change: StateChange) -> dict[str, Any]:
    return {
        "finding": change.finding,
        "at": time_text(change.at),
        "state_before": change.before,
        "state": change.after,
        "cause": change.cause,
        "report": change.report,
        "rule_version": change.rule_version,
        "by": change.by,
        "reason": change.reason,
        "until": date_text(change.until),
    }


def _event(row: Mapping[str, Any]) -> FindingEvent:
    before = row["state_before"]
    return FindingEvent(
        id=row["id"],
        change=StateChange(
            finding=row["finding"],
            at=time_of(row["at"]),
            before=None if before is None else FindingState(before),
            after=FindingState(row["state"]),
            cause=EventCause(row["cause"]),
            report=row["report"],
            rule_version=row["rule_version"],
            by=row["by"],
            reason=row["reason"],
            until=date_or_none(row["until"]),
        ),
    )
