"""Runs: what was done when, how it ended, and what failed on our side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from audits.china_time import in_china
from audits.records import RunFailure, RunRecord, RunState
from audits.store.connection import Store
from audits.store.encoding import COUNTS, json_of, time_of, time_or_none, time_text


def start_run(store: Store, kind: str, at: datetime) -> str:
    """Record that a run of this kind starts; gives its id, which no other run has.

    Raises:
        ValueError: the time has no zone.
    """
    name = f"{kind}-{in_china(at):%Y%m%d-%H%M%S-%f}"
    with store.transaction():
        taken = store.table("runs").count_where("id = ? OR id LIKE ? || '.%'", [name, name])
        run = f"{name}.{taken + 1}" if taken else name
        store.table("runs").insert(
            {"id": run, "kind": kind, "started_at": time_text(at), "state": RunState.RUNNING}
        )
    return run


def know_run(store: Store, run: str, *, kind: str, at: datetime) -> None:
    """Record a run that was started elsewhere; nothing changes where it is known."""
    if store.table("runs").count_where("id = ?", [run]):
        return
    store.table("runs").insert(
        {"id": run, "kind": kind, "started_at": time_text(at), "state": RunState.RUNNING}
    )


def end_run(
    store: Store, run: str, *, state: RunState, counts: Mapping[str, int], at: datetime
) -> None:
    """Record how a run ended.

    Raises:
        sqlite_utils.db.NotFoundError: no such run was started.
    """
    store.table("runs").update(
        run, {"state": state, "counts": json_of(COUNTS, counts), "ended_at": time_text(at)}
    )


def interrupt_running(store: Store, at: datetime) -> tuple[str, ...]:
    """Mark every run that never said how it ended; gives their ids.

    To be called when no run can be under way: the caller alone writes.
    """
    left = [row["id"] for row in store.rows("SELECT id FROM runs WHERE ended_at IS NULL")]
    with store.transaction():
        for run in left:
            store.table("runs").update(
                run, {"state": RunState.INTERRUPTED, "ended_at": time_text(at)}
            )
    return tuple(left)


def add_failures(store: Store, run: str, failures: Iterable[RunFailure]) -> None:
    """Record what failed on our side in a run; the last word on a place holds."""
    store.table("run_failures").upsert_all(
        ({"run": run, **asdict(failure)} for failure in failures),
        pk=("run", "place"),
    )


def runs(store: Store, *, kind: str | None = None, limit: int = 100) -> tuple[RunRecord, ...]:
    """The runs, newest first, with their failures."""
    rows = store.rows(
        "SELECT * FROM runs WHERE ? IS NULL OR kind = ? ORDER BY started_at DESC, id DESC LIMIT ?",
        [kind, kind, limit],
    )
    return tuple(_run(store, row) for row in rows)


def run(store: Store, run_id: str) -> RunRecord | None:
    """The run with this id."""
    for row in store.rows("SELECT * FROM runs WHERE id = ?", [run_id]):
        return _run(store, row)
    return None


def _run(store: Store, row: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        id=row["id"],
        kind=row["kind"],
        started_at=time_of(row["started_at"]),
        ended_at=time_or_none(row["ended_at"]),
        state=RunState(row["state"]),
        counts=COUNTS.validate_json(row["counts"]),
        failures=tuple(_failures(store, row["id"])),
    )


def _failures(store: Store, run_id: str) -> Iterator[RunFailure]:
    rows = store.rows(
        "SELECT place, error, trace FROM run_failures WHERE run = ? ORDER BY place", [run_id]
    )
    for row in rows:
        yield RunFailure(place=row["place"], error=row["error"], trace=row["trace"])
