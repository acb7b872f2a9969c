"""Which audits are due: what changed since a page or a text was last audited."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audits.bodies import Register
from audits.evidence import Circumstances, Evidence, HeldFile, Previous, Work, digest
from audits.records import DateSource
from audits.store.connection import Store
from audits.store.encoding import EVIDENCES, STRINGS, date_or_none, json_of, time_of
from audits.titles import year_in_title

_TEXTS = """
SELECT pages.*, reports.id AS text, reports.year, reports.evidence, reports.first_held,
  reports.last_held
FROM reports JOIN pages ON pages.url = reports.page_url
WHERE reports.id IN (SELECT value FROM json_each(?))
ORDER BY reports.id
"""

_SHOWN = """
SELECT pages.*, reports.year, reports.evidence_key, reports.circumstances_key,
  reports.previous_key, reports.body AS filed_under, reports.auditor_key,
  COALESCE(before.content_key, '') AS previous_now,
  pages.fetched_at AS first_held, MAX(pages.fetched_at, COALESCE(
    (SELECT checked_at FROM holdings WHERE holdings.url = pages.url), '')) AS last_held,
  (SELECT json_group_array(json_array(url, sha256)) FROM (
    SELECT attachments.url, holdings.sha256
    FROM attachments LEFT JOIN holdings ON holdings.url = attachments.url
    WHERE attachments.page_url = pages.url ORDER BY attachments.position
  )) AS attachments
FROM pages LEFT JOIN reports ON reports.id = pages.report
LEFT JOIN reports AS before ON before.body = reports.body AND before.year = reports.year - 1
  AND before.is_current = 1 AND before.status = 'audited'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An audit that is due."""

    year: int
    """0 where it is not known; reports are audited in the order of their years."""
    name: str
    """Id of a text, or address of a page."""
    reason: str
    """Digest of what it was made of and what it would be: two of the same would give the same."""


def pages_held(store: Store) -> int:
    """How many pages there are to audit."""
    return store.table("pages").count


def due_texts(store: Store, auditor_key: str) -> tuple[Due, ...]:
    """Every text held that another auditor audited or on which a rule broke down, oldest first."""
    rows = store.rows(
        "SELECT id, year FROM reports WHERE auditor_key <> ? OR rules_failed <> '[]'"
        " ORDER BY year, id",
        [auditor_key],
    )
    return tuple(Due(year=row["year"], name=row["id"], reason=auditor_key) for row in rows)


def due_pages(store: Store, register: Register, auditor_key: str) -> tuple[Due, ...]:
    """Every page that shows what was not audited as it stands, oldest year first."""
    found = []
    for row in store.database.query(_SHOWN):
        work = _shown(row, register)
        made_of = (work.evidence.key, work.circumstances.key, row["previous_now"], auditor_key)
        was_made_of = _was_made_of(row)
        if made_of != was_made_of or row["body"] != row["filed_under"]:
            key = digest((row["body"], *made_of, row["filed_under"], *was_made_of))
            found.append(Due(year=work.year or 0, name=row["url"], reason=key))
    return tuple(sorted(found, key=lambda due: (due.year, due.name)))


def work_on_texts(store: Store, register: Register, ids: Sequence[str]) -> tuple[Work, ...]:
    """Texts held, to be read again from the bytes they were read from."""
    rows = store.rows(_TEXTS, [json_of(STRINGS, tuple(ids))])
    works = [
        _work(row, register, EVIDENCES.validate_json(row["evidence"]), row["text"]) for row in rows
    ]
    return _with_previous(store, works)


def work_on_pages(store: Store, register: Register, urls: Sequence[str]) -> tuple[Work, ...]:
    """What these pages show now."""
    sql = f"{_SHOWN} WHERE pages.url IN (SELECT value FROM json_each(?)) ORDER BY pages.url"  # noqa: S608
    rows = store.rows(sql, [json_of(STRINGS, tuple(urls))])
    return _with_previous(store, [_shown(row, register) for row in rows])


def _shown(row: Mapping[str, Any], register: Register) -> Work:
    return _work(row, register, _evidence(row), None)


def _was_made_of(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    keys = ("evidence_key", "circumstances_key", "previous_key", "auditor_key")
    return tuple(row[key] for key in keys)


def _with_previous(store: Store, works: Sequence[Work]) -> tuple[Work, ...]:
    wanted = {
        digest((w.body, str(w.year))): [w.body, w.year - 1] for w in works if w.body and w.year
    }
    rows = store.rows(
        """
        SELECT wanted.key, reports.id, content_key, reading
        FROM json_each(?) AS wanted
        JOIN reports ON body = json_extract(wanted.value, '$[0]')
          AND year = json_extract(wanted.value, '$[1]')
          AND is_current = 1 AND status = 'audited'
        JOIN readings ON report = reports.id
        """,
        [json.dumps(wanted)],
    )
    held = {
        row["key"]: Previous(
            report=row["id"], content_key=row["content_key"], reading=row["reading"]
        )
        for row in rows
    }
    return tuple(replace(w, previous=held.get(digest((w.body, str(w.year))))) for w in works)


def _work(row: Mapping[str, Any], register: Register, evidence: Evidence, text: str | None) -> Work:
    return Work(
        page_url=row["url"],
        portal=row["portal"],
        column_url=row["column_url"],
        body=row["body"],
        year=row["year"] or year_in_title(row["title"]),
        page_title=row["title"],
        page_source=row["source"],
        text=text,
        evidence=evidence,
        circumstances=_circumstances(row, register),
        first_held=time_of(row["first_held"]),
        last_held=time_of(row["last_held"]),
    )


def _circumstances(row: Mapping[str, Any], register: Register) -> Circumstances:
    body = register.bodies.get(row["body"] or "")
    day, source = date_or_none(row["published_on"]), DateSource.PAGE
    if day is None:
        day, source = date_or_none(row["list_date"]), DateSource.LIST
    return Circumstances(
        kind=body.kind if body else None,
        region=body.region if body else None,
        published_on=day,
        date_source=None if day is None else source,
        registered=register.registered(row["body"]) if row["body"] else None,
        host_is_listed=register.lists_host_of(row["url"]),
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    offered = dict(json.loads(row["attachments"])).items()
    return Evidence(
        page=HeldFile(url=row["url"], sha256=row["sha256"]),
        attachments=tuple(HeldFile(url=url, sha256=held) for url, held in offered if held),
        unread=tuple(url for url, held in offered if not held),
    )
