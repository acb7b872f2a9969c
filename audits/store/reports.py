"""Reports as those who read the store get them: records, whole readings, tallies."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audits.records import ReportRecord, StoredReport
from audits.store.connection import Store
from audits.store.encoding import (
    JUDGEMENTS,
    READINGS,
    STRINGS,
    TALLY_COUNTS,
    time_of,
    unpacked,
)
from audits.store.own_words import judgements_across
from audits.store.texts import record_of
from rules.judge import Judgement, Tally

_COLUMNS = """
SELECT reports.*, (
  SELECT MAX(checked_at) FROM pages JOIN holdings ON holdings.url = pages.url
  WHERE pages.report = reports.id
) AS checked_at
"""
_REPORTS = f"{_COLUMNS} FROM reports"
_WHOLE = (
    f"{_COLUMNS}, reading, judgement FROM reports JOIN readings ON readings.report = reports.id"
)
_TALLIES = """
SELECT reports.id, tallies, (
  SELECT json_group_array(judgement) FROM judged_across WHERE judged_across.report = reports.id
) AS across FROM reports JOIN readings ON readings.report = reports.id
"""


def reports(
    store: Store, *, body: str | None = None, year: int | None = None, all_texts: bool = False
) -> Iterator[ReportRecord]:
    """The current text of each body and year; with ``all_texts`` every text held, oldest first.

    Pages that hold no report, and texts that another text speaks for, come with ``all_texts`` only.
    """
    rows = store.database.query(
        f"""
        {_REPORTS} WHERE (:body IS NULL OR body = :body) AND (:year IS NULL OR year = :year)
        AND (:all_texts OR is_current = 1) ORDER BY subject, year, first_held, id
        """,
        {"body": body, "year": year, "all_texts": all_texts},
    )
    return (_record(row) for row in rows)


def report(store: Store, body: str, year: int) -> StoredReport | None:
    """The current text of a body's year, whole; ``None`` where none is held or none was audited."""
    return _whole(store, "body = ? AND year = ? AND is_current = 1", [body, year])


def report_text(store: Store, report_id: str) -> StoredReport | None:
    """A text by its id, whole; ``None`` where it is not held or was not audited."""
    return _whole(store, "reports.id = ?", [report_id])


def record_by_id(store: Store, report_id: str) -> ReportRecord:
    """A text by its id, whether it was audited or not.

    Raises:
        LookupError: it is not held.
    """
    for row in store.rows(f"{_REPORTS} WHERE reports.id = ?", [report_id]):
        return _record(row)
    raise LookupError(report_id)


def versions(store: Store, page_url: str) -> tuple[ReportRecord, ...]:
    """The texts that followed each other at one address, oldest first."""
    rows = store.rows(f"{_REPORTS} WHERE page_url = ? ORDER BY first_held, id", [page_url])
    return tuple(_record(row) for row in rows)


def tallies(store: Store, report_id: str) -> Mapping[str, Tally]:
    """How often each rule was applied to a text, by code."""
    for row in store.rows(f"{_TALLIES} WHERE reports.id = ?", [report_id]):  # a constant
        return _all_tallies(row)
    return {}


def tallies_of_current(store: Store) -> Iterator[tuple[str, Mapping[str, Tally]]]:
    """The tallies of every current text, by its id: far cheaper than the whole reports."""
    rows = store.database.query(
        f"{_TALLIES} WHERE is_current = 1 ORDER BY subject, year"  # a constant
    )
    return ((row["id"], _all_tallies(row)) for row in rows)


def _whole(store: Store, where: str, values: list[Any]) -> StoredReport | None:
    for row in store.rows(f"{_WHOLE} WHERE {where} AND reading IS NOT NULL", values):
        return _stored(row, judgements_across(store, row["id"]))
    return None


def _stored(row: Mapping[str, Any], across: Sequence[Judgement]) -> StoredReport:
    return StoredReport(
        record=_record(row),
        report=READINGS.validate_json(unpacked(row["reading"])),
        judgement=_joined((JUDGEMENTS.validate_json(unpacked(row["judgement"])), *across)),
    )


def _joined(judgements: Sequence[Judgement]) -> Judgement:
    """What was judged by the report alone, and after a search over all."""
    return Judgement(
        findings=tuple(found for judged in judgements for found in judged.findings),
        tallies={code: tally for judged in judgements for code, tally in judged.tallies.items()},
        not_assessed=tuple(missed for judged in judgements for missed in judged.not_assessed),
    )


def _record(row: Mapping[str, Any]) -> ReportRecord:
    """With ``last_held`` brought up to when its page was last asked, where it shows it still."""
    still_shown = row["checked_at"]
    if still_shown is None or time_of(still_shown) <= time_of(row["last_held"]):
        return record_of(row)
    return record_of({**row, "last_held": still_shown})


def _all_tallies(row: Mapping[str, Any]) -> Mapping[str, Tally]:
    """Of the rules that were asked of the report alone, and of those after a search over all."""
    told = dict(_tallies(row["tallies"]))
    for judgement in STRINGS.validate_json(row["across"]):
        told |= JUDGEMENTS.validate_json(judgement).tallies
    return told


def _tallies(json: str) -> Mapping[str, Tally]:
    return {
        code: Tally(passed=passed, failed=failed, not_assessable=not_assessable)
        for code, (passed, failed, not_assessable) in TALLY_COUNTS.validate_json(json).items()
    }
