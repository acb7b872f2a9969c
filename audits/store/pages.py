"""Pages as last fetched, and the lists and portals they came from."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from audits.records import (
    AttachmentRecord,
    FetchRecord,
    ListingRecord,
    PageClues,
    PageRecord,
    PortalState,
    Validators,
)
from audits.store.connection import Store
from audits.store.encoding import STRINGS, date_or_none, json_of, time_of

_PAGES = """
SELECT pages.*, (SELECT json_group_array(json_array(url, text, sha256, media_type)) FROM (
    SELECT attachments.url, attachments.text, holdings.sha256, holdings.media_type
    FROM attachments LEFT JOIN holdings ON holdings.url = attachments.url
    WHERE attachments.page_url = pages.url ORDER BY attachments.position
)) AS attachments FROM pages
"""


def page(store: Store, url: str) -> PageRecord | None:
    """The page at this address, with the files it offers."""
    for row in store.rows(f"{_PAGES} WHERE url = ?", [url]):
        return _page(row)
    return None


def pages(store: Store, *, unassigned: bool = False) -> Iterator[PageRecord]:
    """Every page, by address; with ``unassigned`` those that no body is known of."""
    where = "WHERE body IS NULL" if unassigned else ""
    for row in store.database.query(f"{_PAGES} {where} ORDER BY url"):
        yield _page(row)


def clues(store: Store, urls: Collection[str] | None) -> Iterator[PageClues]:
    """What tells whose pages these are; of every page where ``urls`` is ``None``."""
    sql = """
        SELECT pages.url, pages.body, pages.title, reports.title_body, pages.source,
            pages.column_url
        FROM pages LEFT JOIN reports ON reports.id = pages.report
    """
    values: list[str] = []
    if urls is not None:
        sql += "WHERE pages.url IN (SELECT value FROM json_each(?))"
        values.append(json_of(STRINGS, tuple(urls)))
    for row in store.database.query(sql, values):
        yield PageClues(**row)


def assign(store: Store, bodies: Mapping[str, str | None]) -> None:
    """Set the body of each of these pages, by address."""
    with store.transaction():
        store.database.conn.executemany(
            "UPDATE pages SET body = ? WHERE url = ?", [(body, url) for url, body in bodies.items()]
        )


def validators(store: Store, *, portal: str | None = None) -> tuple[Validators, ...]:
    """What is held of each address of a portal, or of every portal."""
    rows = store.rows(
        "SELECT url, sha256, etag, last_modified FROM holdings"
        " WHERE ? IS NULL OR portal = ? ORDER BY url",
        [portal, portal],
    )
    return tuple(Validators(**row) for row in rows)


def portal_states(store: Store) -> tuple[PortalState, ...]:
    """How each portal was left by the last crawl that visited it."""
    rows = store.rows(
        "SELECT * FROM portal_runs AS last WHERE at ="
        " (SELECT MAX(at) FROM portal_runs WHERE portal = last.portal) ORDER BY portal"
    )
    return tuple(PortalState(**{**row, "at": time_of(row["at"])}) for row in rows)


def portal_visits(store: Store) -> tuple[PortalState, ...]:
    """How each crawl left each portal it visited, in their order in time."""
    rows = store.rows("SELECT * FROM portal_runs ORDER BY at")
    return tuple(PortalState(**{**row, "at": time_of(row["at"])}) for row in rows)


def listings(store: Store) -> tuple[ListingRecord, ...]:
    """What each crawl saw of each list, in their order in time."""
    rows = store.rows("SELECT * FROM listings ORDER BY at")
    return tuple(
        ListingRecord(**{**row, "at": time_of(row["at"]), "complete": bool(row["complete"])})
        for row in rows
    )


def fetches(store: Store, url: str) -> tuple[FetchRecord, ...]:
    """Every request for an address and what came of it, newest first."""
    rows = store.rows(
        "SELECT url, fetched_at, status, error, media_type, sha256, size, portal, role, run"
        " FROM fetches WHERE url = ? ORDER BY fetched_at DESC",
        [url],
    )
    return tuple(FetchRecord(**{**row, "fetched_at": time_of(row["fetched_at"])}) for row in rows)


def _page(row: Mapping[str, Any]) -> PageRecord:
    return PageRecord(
        url=row["url"],
        portal=row["portal"],
        column_url=row["column_url"],
        body=row["body"],
        sha256=row["sha256"],
        fetched_at=time_of(row["fetched_at"]),
        list_title=row["list_title"],
        list_date=date_or_none(row["list_date"]),
        title=row["title"],
        published_on=date_or_none(row["published_on"]),
        source=row["source"],
        breadcrumb=STRINGS.validate_json(row["breadcrumb"]),
        attachments=tuple(
            AttachmentRecord(url=url, text=text, sha256=sha256, media_type=media_type)
            for url, text, sha256, media_type in json.loads(row["attachments"])
        ),
    )
