"""What crawls brought back, written so that the same records twice change nothing.

What is older than what is held stays as history (``fetches``, ``listings``); it replaces nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from audits.store.connection import Store
from audits.store.encoding import STRINGS, date_text, json_of, time_text
from crawler.journal import EntriesFound, Fetched, Listed, PageFound, PortalEnded, Record

Row = dict[str, Any]
Answer = TypeVar("Answer", Fetched, PageFound)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRecord:
    """A record of a journal with the time of the answer that brought it."""

    record: Record
    at: datetime


def write_crawl(store: Store, run: str, records: Sequence[TimedRecord]) -> None:
    """Write what one stretch of a journal holds, in one transaction."""
    fetched = [r.record for r in records if isinstance(r.record, Fetched)]
    found = [r.record for r in records if isinstance(r.record, PageFound)]
    with store.transaction():
        store.table("fetches").upsert_all(
            (_fetch_row(run, fetch) for fetch in fetched), pk=("url", "fetched_at", "run")
        )
        _write_holdings(store, fetched)
        _write_pages(store, found)
        _write_entries(store, records)
        _write_listings(store, run, records)
        _write_portal_ends(store, run, records)


def answers_out_of_order(store: Store, run: str) -> int:
    """Of how many addresses an earlier run holds a newer answer than this one brought.

    Runs are ordered as they were recorded, answers by the clock of the machine that asked.
    """
    rows = store.rows(
        """
        SELECT COUNT(DISTINCT fetched.url) AS addresses FROM fetches AS fetched
        JOIN fetches AS held ON held.url = fetched.url AND held.fetched_at > fetched.fetched_at
        JOIN runs AS earlier ON earlier.id = held.run
        JOIN runs AS this ON this.id = fetched.run
        WHERE fetched.run = ? AND earlier.rowid < this.rowid
          AND fetched.error IS NULL AND held.error IS NULL
        """,
        [run],
    )
    return int(rows[0]["addresses"])


def _fetch_row(run: str, fetch: Fetched) -> Row:
    return {
        "run": run,
        "url": fetch.url,
        "fetched_at": time_text(fetch.fetched_at),
        "final_url": fetch.final_url,
        "status": fetch.status,
        "error": fetch.error,
        "media_type": fetch.media_type,
        "sha256": fetch.sha256,
        "size": fetch.size,
        "portal": fetch.portal,
        "role": fetch.role,
        "page_url": fetch.page_url,
        "not_modified": int(fetch.not_modified),
    }


def _write_holdings(store: Store, fetched: Sequence[Fetched]) -> None:
    good = [
        fetch
        for fetch in fetched
        if fetch.error is None and fetch.sha256 is not None and fetch.posted is None
    ]
    full = [fetch for fetch in good if not fetch.not_modified]
    newest = _newest(full)
    held = _times(store, "holdings", "url", "checked_at", newest)
    store.table("holdings").upsert_all(
        (
            {
                "url": fetch.url,
                "portal": fetch.portal,
                "role": fetch.role,
                "sha256": fetch.sha256,
                "media_type": fetch.media_type,
                "etag": fetch.etag,
                "last_modified": fetch.last_modified,
                "fetched_at": time_text(fetch.fetched_at),
                "checked_at": time_text(fetch.fetched_at),
            }
            for url, fetch in newest.items()
            if held.get(url, "") < time_text(fetch.fetched_at)
        ),
        pk="url",
    )
    store.database.conn.executemany(
        "UPDATE holdings SET checked_at = MAX(checked_at, ?) WHERE url = ? AND sha256 = ?",
        [(time_text(f.fetched_at), f.url, f.sha256) for f in good if f.not_modified],
    )


def _write_pages(store: Store, found: Sequence[PageFound]) -> None:
    newest = _newest(found)
    held = _times(store, "pages", "url", "fetched_at", newest)
    fresh = [page for url, page in newest.items() if held.get(url, "") < time_text(page.fetched_at)]
    store.table("pages").upsert_all((_page_row(page) for page in fresh), pk="url")
    store.database.conn.executemany(
        "DELETE FROM attachments WHERE page_url = ?", [(page.url,) for page in fresh]
    )
    store.table("attachments").insert_all(
        {"page_url": page.url, "position": position, "url": offered.url, "text": offered.text}
        for page in fresh
        for position, offered in enumerate(page.attachments)
    )


def _page_row(page: PageFound) -> Row:
    return {
        "url": page.url,
        "portal": page.portal,
        "column_url": page.column_url,
        "sha256": page.sha256,
        "fetched_at": time_text(page.fetched_at),
        "list_title": page.list_title,
        "list_date": date_text(page.list_date),
        "title": page.title,
        "published_on": date_text(page.published_on),
        "source": page.source,
        "breadcrumb": json_of(STRINGS, page.breadcrumb),
    }


def _write_entries(store: Store, records: Sequence[TimedRecord]) -> None:
    rows: dict[tuple[str, str], Row] = {}
    for timed in records:
        if isinstance(timed.record, EntriesFound):
            for entry in timed.record.entries:
                rows[timed.record.column_url, entry.url] = {
                    "column_url": timed.record.column_url,
                    "url": entry.url,
                    "portal": timed.record.portal,
                    "title": entry.title,
                    "date": date_text(entry.date),
                    "seen_at": time_text(timed.at),
                }
    held = {
        (row["column_url"], row["url"]): row["seen_at"]
        for row in _held(store, "entries", "url", [url for _, url in rows])
    }
    store.table("entries").upsert_all(
        (row for key, row in rows.items() if held.get(key, "") < row["seen_at"]),
        pk=("column_url", "url"),
    )


def _write_listings(store: Store, run: str, records: Sequence[TimedRecord]) -> None:
    store.table("listings").upsert_all(
        (
            {
                "run": run,
                "column_url": timed.record.column_url,
                "portal": timed.record.portal,
                "at": time_text(timed.at),
                "entries": timed.record.entries,
                "declared_total": timed.record.declared_total,
                "stop_reason": timed.record.stop_reason,
                "complete": int(timed.record.complete),
                "part_of": timed.record.part_of,
            }
            for timed in records
            if isinstance(timed.record, Listed)
        ),
        pk=("column_url", "run"),
    )


def _write_portal_ends(store: Store, run: str, records: Sequence[TimedRecord]) -> None:
    store.table("portal_runs").upsert_all(
        (
            {
                "run": run,
                "portal": timed.record.portal,
                "state": timed.record.state,
                "reason": timed.record.reason,
                "requests": timed.record.requests,
                "at": time_text(timed.at),
            }
            for timed in records
            if isinstance(timed.record, PortalEnded)
        ),
        pk=("portal", "run"),
    )


def _newest(records: Iterable[Answer]) -> dict[str, Answer]:
    return {record.url: record for record in sorted(records, key=lambda record: record.fetched_at)}


def _times(
    store: Store, table: str, key: str, time: str, wanted: Mapping[str, object]
) -> dict[str, str]:
    return {row[key]: row[time] for row in _held(store, table, key, list(wanted))}


def _held(store: Store, table: str, key: str, wanted: Sequence[str]) -> Sequence[Mapping[str, Any]]:
    sql = f"SELECT * FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"  # noqa: S608
    return store.rows(sql, [json_of(STRINGS, tuple(wanted))])
