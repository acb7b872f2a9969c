"""The texts held of reports, and what their last audit was made of: what the engine works on."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from audits.audited_text import AuditedText
from audits.evidence import HeldText
from audits.records import DateSource, ReportRecord
from audits.result import AuditStatus
from audits.store.connection import Store
from audits.store.encoding import (
    EVIDENCES,
    JUDGEMENTS,
    STRINGS,
    SUBJECT_YEARS,
    date_or_none,
    date_text,
    json_of,
    text_json,
    text_or_none,
    time_of,
    time_text,
    unpacked,
)
from rules.judge import Judgement

SubjectYear = tuple[str, int]
"""Body or page, and year; 0 where it is not known."""


def texts_of_pages(store: Store, urls: Collection[str]) -> tuple[HeldText, ...]:
    """Every text held of these pages, oldest first."""
    rows = store.rows(
        "SELECT * FROM reports WHERE page_url IN (SELECT value FROM json_each(?))"
        " ORDER BY first_held, id",
        [json_of(STRINGS, tuple(urls))],
    )
    return tuple(_text(row) for row in rows)


def texts_of_subjects(store: Store, subjects: Collection[SubjectYear]) -> tuple[HeldText, ...]:
    """Every text held of these subjects and years, oldest first."""
    rows = store.rows(
        "SELECT reports.* FROM json_each(?) AS wanted JOIN reports"
        " ON subject = json_extract(wanted.value, '$[0]')"
        " AND year = json_extract(wanted.value, '$[1]')"
        " ORDER BY first_held, id",
        [json_of(SUBJECT_YEARS, tuple(subjects))],
    )
    return tuple(_text(row) for row in rows)


def write_texts(store: Store, texts: Iterable[HeldText]) -> None:
    """Write these texts over what is stored of them."""
    store.table("reports").upsert_all((_row(text) for text in texts), pk="id")


def write_readings(store: Store, audited: Mapping[str, AuditedText]) -> None:
    """Write what was read and judged of each text, by its id."""
    store.table("readings").upsert_all(
        (
            {
                "report": text,
                "cells": result.cells,
                "tallies": result.tallies,
                "reading": result.packed_reading,
                "judgement": result.packed_judgement,
            }
            for text, result in audited.items()
        ),
        pk="report",
    )


def point_pages(store: Store, shown: Iterable[HeldText]) -> None:
    """Set which text each page shows now, and whose it is."""
    store.database.conn.executemany(
        "UPDATE pages SET report = ?, body = ? WHERE url = ?",
        [(text.record.id, text.record.body, text.record.page_url) for text in shown],
    )


def judgement_of(store: Store, text: str) -> Judgement | None:
    """The judgement of a text; ``None`` where it was not judged."""
    for row in store.rows("SELECT judgement FROM readings WHERE report = ?", [text]):
        if row["judgement"] is not None:
            return JUDGEMENTS.validate_json(unpacked(row["judgement"]))
    return None


def _row(text: HeldText) -> dict[str, Any]:
    record = text.record
    return {
        "id": record.id,
        "page_url": record.page_url,
        "subject": record.subject.key,
        "year": record.year or 0,
        "body": record.body,
        "version": record.version,
        "is_current": int(record.is_current),
        "portal": record.portal,
        "column_url": record.column_url,
        "url": record.url,
        "sha256": record.sha256,
        "media_type": record.media_type,
        "status": record.status,
        "reason": text_json(record.reason),
        "title_body": record.title_body,
        "format": record.format,
        "published_on": date_text(record.published_on),
        "date_source": record.date_source,
        "suspect": record.suspect,
        "first_held": time_text(record.first_held),
        "last_held": time_text(record.last_held),
        "previous": text.previous,
        "evidence": json_of(EVIDENCES, text.evidence),
        "evidence_key": text.evidence.key,
        "circumstances_key": text.circumstances_key,
        "previous_key": text.previous_key,
        "auditor_key": text.auditor_key,
        "content_key": text.content_key,
        "rules_failed": json_of(STRINGS, text.rules_failed),
    }


def _text(row: Mapping[str, Any]) -> HeldText:
    return HeldText(
        record=record_of(row),
        evidence=EVIDENCES.validate_json(row["evidence"]),
        circumstances_key=row["circumstances_key"],
        previous=row["previous"],
        previous_key=row["previous_key"],
        auditor_key=row["auditor_key"],
        content_key=row["content_key"],
        rules_failed=STRINGS.validate_json(row["rules_failed"]),
    )


def record_of(row: Mapping[str, Any]) -> ReportRecord:
    """A row of ``reports`` as those who read the store get it."""
    return ReportRecord(
        id=row["id"],
        body=row["body"],
        year=row["year"] or None,
        version=row["version"],
        url=row["url"],
        page_url=row["page_url"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        portal=row["portal"],
        column_url=row["column_url"],
        status=AuditStatus(row["status"]),
        reason=text_or_none(row["reason"]),
        format=row["format"],
        published_on=date_or_none(row["published_on"]),
        date_source=DateSource(row["date_source"]) if row["date_source"] else None,
        suspect=row["suspect"],
        title_body=row["title_body"],
        is_current=bool(row["is_current"]),
        first_held=time_of(row["first_held"]),
        last_held=time_of(row["last_held"]),
    )
