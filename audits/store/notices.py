"""The outbox: what is to be sent to whom, and what became of it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from audits.records import NoticeRecord, NoticeState
from audits.store.connection import Store
from audits.store.encoding import (
    EVENT_IDS,
    STRINGS,
    json_of,
    time_of,
    time_or_none,
    time_text,
    time_text_or_none,
)

_NOTICES = """
SELECT notices.*,
  (SELECT json_group_array(finding) FROM (
    SELECT finding FROM notice_findings WHERE notice = notices.id ORDER BY position
  )) AS findings,
  (SELECT json_group_array(event) FROM (
    SELECT event FROM notice_events WHERE notice = notices.id ORDER BY event
  )) AS events
FROM notices
"""


def add_notices(store: Store, notices: Collection[NoticeRecord]) -> None:
    """Put new notices into the outbox, with the events they tell of, in one transaction.

    A notice with an id that is known is left as it is, so that doing it twice sends nothing twice.
    """
    with store.transaction():
        store.table("notices").insert_all((_row(each) for each in notices), ignore=True)
        store.table("notice_findings").insert_all(
            (
                {"notice": notice.id, "finding": finding, "position": position}
                for notice in notices
                for position, finding in enumerate(notice.findings)
            ),
            ignore=True,
        )
        store.table("notice_events").insert_all(
            (
                {"notice": notice.id, "supervisor": notice.supervisor, "event": event}
                for notice in notices
                for event in notice.events
            ),
            ignore=True,
        )


def update_notice(store: Store, notice: NoticeRecord) -> None:
    """Write how a notice stands now: state, times, attempts, error and payload.

    Raises:
        sqlite_utils.db.NotFoundError: no such notice is in the outbox.
    """
    row = _row(notice)
    store.table("notices").update(row.pop("id"), row)


def notices(
    store: Store,
    *,
    supervisor: str | None = None,
    states: Collection[NoticeState] = (),
    due_at: datetime | None = None,
) -> tuple[NoticeRecord, ...]:
    """Notices, oldest first; with ``due_at`` those only whose next attempt is not later."""
    rows = store.rows(
        f"""
        {_NOTICES} WHERE (:supervisor IS NULL OR supervisor = :supervisor)
        AND (:states = '[]' OR state IN (SELECT value FROM json_each(:states)))
        AND (:due_at IS NULL OR next_attempt_at IS NULL OR next_attempt_at <= :due_at)
        ORDER BY created_at, id
        """,  # noqa: S608
        {
            "supervisor": supervisor,
            "states": json_of(STRINGS, tuple(states)),
            "due_at": time_text_or_none(due_at),
        },
    )
    return tuple(_notice(row) for row in rows)


def notice(store: Store, notice_id: str) -> NoticeRecord | None:
    """The notice with this id."""
    for row in store.rows(f"{_NOTICES} WHERE id = ?", [notice_id]):
        return _notice(row)
    return None


def _row(each: NoticeRecord) -> dict[str, Any]:
    return {
        "id": each.id,
        "supervisor": each.supervisor,
        "channel": each.channel,
        "created_at": time_text(each.created_at),
        "sent_at": time_text_or_none(each.sent_at),
        "state": each.state,
        "payload": each.payload,
        "attempts": each.attempts,
        "next_attempt_at": time_text_or_none(each.next_attempt_at),
        "error": each.error,
    }


def _notice(row: Mapping[str, Any]) -> NoticeRecord:
    return NoticeRecord(
        id=row["id"],
        supervisor=row["supervisor"],
        channel=row["channel"],
        created_at=time_of(row["created_at"]),
        sent_at=time_or_none(row["sent_at"]),
        state=NoticeState(row["state"]),
        findings=STRINGS.validate_json(row["findings"]),
        events=EVENT_IDS.validate_json(row["events"]),
        payload=row["payload"],
        attempts=row["attempts"],
        next_attempt_at=time_or_none(row["next_attempt_at"]),
        error=row["error"],
    )
