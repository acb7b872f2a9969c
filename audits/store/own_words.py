"""The own words of the reports that speak for their years, and what a search over them found."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from sys import intern

from audits.store.connection import Store
from audits.store.encoding import (
    JUDGEMENTS,
    READINGS,
    STRINGS,
    SUBJECT_YEARS,
    json_of,
    packed,
    unpacked,
)
from rules.judge import Judgement
from rules.report import Report

_SPEAKING = "is_current = 1 AND status = 'audited' AND body IS NOT NULL AND year > 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWords:
    """The own words of one text."""

    report: str
    """Id of the text."""
    words: str
    signature: bytes | None
    """``None`` where the text is not to be searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A text that is searched, with whose it is."""

    report: str
    body: str
    name: str
    """Of the body, by the register."""
    region: str
    year: int
    page_url: str
    words_key: str


def texts_without_words(store: Store, code: str, version: int) -> tuple[str, ...]:
    """Ids of the texts whose own words are not stored as they are now, or that are to be judged.

    Args:
        store: to be read.
        code: of the rule that is asked; it said nothing of a text yet, or broke down on it.
        version: of what own words are.
    """
    rows = store.rows(
        f"""
        SELECT reports.id FROM reports JOIN readings ON readings.report = reports.id
        LEFT JOIN own_words ON own_words.report = reports.id
        LEFT JOIN judged_across ON judged_across.report = reports.id AND code = ?
        WHERE {_SPEAKING} AND reading IS NOT NULL AND (
          words_key IS NOT content_key || ' ' || ?
          OR judged_across.judgement IS NULL
          OR json_array_length(judged_across.judgement, '$.failures') > 0
        )
        """,  # noqa: S608  # a constant
        [code, str(version)],
    )
    return tuple(row["id"] for row in rows)


def readings_of(store: Store, texts: Collection[str]) -> Iterator[tuple[str, Report]]:
    """These texts as they were read, with their ids."""
    rows = store.rows(
        "SELECT report, reading FROM readings WHERE report IN (SELECT value FROM json_each(?))",
        [json_of(STRINGS, tuple(texts))],
    )
    return ((row["report"], READINGS.validate_json(unpacked(row["reading"]))) for row in rows)


def write_words(store: Store, found: Iterable[StoredWords], version: int) -> None:
    """Store these words for the texts as they are now."""
    store.database.conn.executemany(
        "INSERT OR REPLACE INTO own_words (report, words_key, words, signature)"
        " SELECT id, content_key || ' ' || ?, ?, ? FROM reports WHERE id = ?",
        (
            (str(version), packed(text.words.encode(errors="replace")), text.signature, text.report)
            for text in found
        ),
    )


def words_of(store: Store, report: str) -> str:
    """The own words of a text.

    Raises:
        LookupError: none are stored.
    """
    for row in store.rows("SELECT words FROM own_words WHERE report = ?", [report]):
        return unpacked(row["words"]).decode()
    raise LookupError(report)


def searched_texts(store: Store) -> tuple[tuple[Searched, ...], bytes]:
    """Every text to be searched, in the order of years and dates, and their signatures.

    The signatures stand one behind the other, because there may be a million of them.
    """
    rows = store.database.query(
        f"""
        SELECT reports.id, reports.body, reports.year, page_url, words_key, signature,
          COALESCE(bodies.name, reports.body) AS name, COALESCE(bodies.region, '') AS region
        FROM own_words JOIN reports ON reports.id = own_words.report
        LEFT JOIN bodies ON bodies.id = reports.body
        WHERE {_SPEAKING} AND signature IS NOT NULL
        ORDER BY reports.year, COALESCE(published_on, ''), reports.id
        """  # noqa: S608  # a constant
    )
    texts, signatures = [], bytearray()
    for row in rows:
        signatures += row["signature"]
        texts.append(
            Searched(
                report=row["id"],
                body=intern(row["body"]),
                name=intern(row["name"]),
                region=intern(row["region"]),
                year=row["year"],
                page_url=row["page_url"],
                words_key=row["words_key"],
            )
        )
    return tuple(texts), bytes(signatures)


def speaking_texts(store: Store, subjects: Collection[tuple[str, int]]) -> tuple[str, ...]:
    """The texts that speak for these bodies and years, whether they could be read or not."""
    rows = store.rows(
        "SELECT reports.id FROM json_each(?) AS wanted JOIN reports"
        " ON body = json_extract(wanted.value, '$[0]')"
        " AND year = json_extract(wanted.value, '$[1]') AND is_current = 1",
        [json_of(SUBJECT_YEARS, tuple(subjects))],
    )
    return tuple(row["id"] for row in rows)


def write_judgement(store: Store, report: str, code: str, judgement: Judgement) -> None:
    """Store what a rule says of a text after a search."""
    store.database.conn.execute(
        "INSERT OR REPLACE INTO judged_across (report, code, judgement) VALUES (?, ?, ?)",
        [report, code, json_of(JUDGEMENTS, judgement)],
    )


def judgements_across(store: Store, report: str) -> tuple[Judgement, ...]:
    """What rules that need several reports say of a text."""
    rows = store.rows(
        "SELECT judgement FROM judged_across WHERE report = ? ORDER BY code", [report]
    )
    return tuple(JUDGEMENTS.validate_json(row["judgement"]) for row in rows)


def forget_searches(store: Store, codes: Collection[str]) -> None:
    """Nothing is known any more of what searches for these rules found."""
    asked = [json_of(STRINGS, tuple(codes))]
    for table in ("judged_across", "searches"):
        store.database.conn.execute(
            f"DELETE FROM {table} WHERE code IN (SELECT value FROM json_each(?))",  # noqa: S608
            asked,
        )


def last_search(store: Store, code: str) -> str | None:
    """What the last whole search for this rule rested on."""
    for row in store.rows("SELECT search_key FROM searches WHERE code = ?", [code]):
        return str(row["search_key"])
    return None


def forget_search(store: Store, code: str) -> None:
    """A search for this rule begins: until it is done to its end, none was."""
    with store.transaction():
        store.database.conn.execute("DELETE FROM searches WHERE code = ?", [code])


def write_search(store: Store, code: str, search_key: str) -> None:
    """Record that a search was done to its end."""
    store.table("searches").upsert({"code": code, "search_key": search_key}, pk="code")
