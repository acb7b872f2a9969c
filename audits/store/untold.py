"""What supervisors were not told of yet, and when they were last told anything."""

from collections.abc import Collection, Mapping
from datetime import datetime

from audits.records import EventCause, UndeliveredEvent
from audits.store.connection import Store
from audits.store.encoding import STRINGS, json_of, time_of
from audits.store.findings import events_of, findings_by_id


def events_untold(
    store: Store, supervisor: str, bodies: Collection[str]
) -> tuple[UndeliveredEvent, ...]:
    """The events of these bodies' findings that no notice to the supervisor tells of, oldest first.

    That a notice was sent is an event too, and is left out: nobody is told of it.
    """
    rows = store.rows(
        """
        SELECT finding_events.finding, finding_events.id FROM findings
        JOIN finding_events ON finding_events.finding = findings.id
        WHERE findings.body IN (SELECT value FROM json_each(?)) AND cause <> ? AND NOT EXISTS (
            SELECT 1 FROM notice_events WHERE event = finding_events.id AND supervisor = ?
        )
        """,
        [json_of(STRINGS, tuple(bodies)), EventCause.NOTICE_SENT, supervisor],
    )
    untold = {row["id"] for row in rows}
    told_of = {row["finding"] for row in rows}
    events = (
        UndeliveredEvent(event=event, finding=finding)
        for finding in findings_by_id(store, told_of)
        for event in events_of(store, finding.id)
        if event.id in untold
    )
    return tuple(sorted(events, key=lambda undelivered: undelivered.event.id))


def last_notices(store: Store) -> Mapping[str, datetime]:
    """By supervisor, when its newest notice was written, whatever became of it."""
    rows = store.rows("SELECT supervisor, MAX(created_at) AS at FROM notices GROUP BY supervisor")
    return {row["supervisor"]: time_of(row["at"]) for row in rows}
