"""What reports lend to sums over the bodies of a region, and the last looks at each region."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from audits.result import AuditStatus
from audits.store.connection import Store
from audits.store.encoding import JUDGEMENTS, READINGS, STRINGS, json_of, unpacked
from rules.counted_figures import Counted
from rules.finding import Finding
from rules.report import Report

_COUNTED = TypeAdapter(Counted)
_TEXTS = TypeAdapter(Mapping[str, str | None])
_MADE_OF = (
    "content_key || ' ' || evidence_key || ' ' || circumstances_key || ' ' || previous_key"
    " || ' ' || auditor_key || ' ' || :version"
)
"""Of what was read of a text and found in it; the version is that of counting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """The text that speaks for a body and year, with what it lends to sums."""

    body: str
    year: int
    report: str
    """Id of the text."""
    status: AuditStatus
    counted: str | None
    """As stored; ``None`` where it could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLook:
    """What the last look at the region of a government in a year rested on."""

    body: str
    year: int
    look_key: str
    bytes_key: str
    texts: Mapping[str, str | None]
    """By body, the government among them, the text that spoke for it; ``None``: there was none."""


def texts_not_counted(store: Store, version: int) -> tuple[str, ...]:
    """Ids of the texts that speak for a body and year and are not counted as they are now."""
    rows = store.rows(
        f"""
        SELECT reports.id FROM reports JOIN readings ON readings.report = reports.id
        LEFT JOIN counted_figures ON counted_figures.report = reports.id
        WHERE is_current = 1 AND status = 'audited' AND body IS NOT NULL AND year > 0
        AND reading IS NOT NULL AND made_of IS NOT {_MADE_OF}
        """,  # noqa: S608  # a constant
        {"version": str(version)},
    )
    return tuple(row["id"] for row in rows)


def judged_readings(
    store: Store, texts: Collection[str]
) -> Iterator[tuple[str, Report, tuple[Finding, ...]]]:
    """These texts as they were read, with the findings on each."""
    rows = store.rows(
        "SELECT report, reading, judgement FROM readings"
        " WHERE report IN (SELECT value FROM json_each(?))",
        [json_of(STRINGS, tuple(texts))],
    )
    for row in rows:
        judged = row["judgement"]
        found = JUDGEMENTS.validate_json(unpacked(judged)).findings if judged else ()
        yield row["report"], READINGS.validate_json(unpacked(row["reading"])), found


def write_counted(store: Store, found: Iterable[tuple[str, Counted]], version: int) -> None:
    """Store what these texts lend to sums as they are now."""
    store.database.conn.executemany(
        "INSERT OR REPLACE INTO counted_figures (report, made_of, counted)"  # noqa: S608
        f" SELECT id, {_MADE_OF}, :counted FROM reports WHERE id = :report",
        (
            {"version": str(version), "counted": json_of(_COUNTED, counted), "report": report}
            for report, counted in found
        ),
    )


def counted_of(stored: str) -> Counted:
    """What ``Speaking.counted`` says."""
    return _COUNTED.validate_json(stored)


def speaking_in(store: Store, year: int) -> Mapping[str, Speaking]:
    """By body, the texts that speak for it in a year."""
    rows = store.rows(
        "SELECT body, year, id, status, counted FROM reports"
        " LEFT JOIN counted_figures ON report = id"
        " WHERE is_current = 1 AND body IS NOT NULL AND year = ?",
        [year],
    )
    return {
        row["body"]: Speaking(
            body=row["body"],
            year=row["year"],
            report=row["id"],
            status=AuditStatus(row["status"]),
            counted=row["counted"] if row["status"] == AuditStatus.AUDITED else None,
        )
        for row in rows
    }


def years_held(store: Store) -> tuple[int, ...]:
    """Every year of which some report is held."""
    rows = store.rows(
        "SELECT DISTINCT year FROM reports WHERE is_current = 1 AND body IS NOT NULL AND year > 0"
        " ORDER BY year"
    )
    return tuple(row["year"] for row in rows)


def region_looks(store: Store, year: int) -> Mapping[str, RegionLook]:
    """By government, the last look at its region in a year."""
    rows = store.rows("SELECT * FROM regions_looked_at WHERE year = ?", [year])
    return {
        row["body"]: RegionLook(
            body=row["body"],
            year=row["year"],
            look_key=row["look_key"],
            bytes_key=row["bytes_key"],
            texts=_TEXTS.validate_json(row["texts"]),
        )
        for row in rows
    }


def write_region_look(store: Store, look: RegionLook) -> None:
    """Record a look that was done to its end."""
    store.table("regions_looked_at").upsert(
        {
            "body": look.body,
            "year": look.year,
            "look_key": look.look_key,
            "bytes_key": look.bytes_key,
            "texts": json_of(_TEXTS, look.texts),
        },
        pk=("body", "year"),
    )
