"""Texts that followed each other on one page, and which of them were compared."""

from collections.abc import Collection

from audits.store.connection import Store
from audits.store.encoding import STRINGS, json_of


def texts_that_follow_others(store: Store) -> tuple[str, ...]:
    """Ids of the texts that speak for a year and whose page showed another text of it before."""
    rows = store.rows(
        """
        SELECT now.id FROM reports AS now
        WHERE page_url IN (SELECT page_url FROM reports GROUP BY page_url HAVING COUNT(*) > 1)
          AND is_current = 1 AND year > 0 AND EXISTS (
            SELECT 1 FROM reports AS other
            WHERE other.page_url = now.page_url AND other.id <> now.id
              AND other.subject = now.subject AND other.year = now.year
              AND other.status <> 'not_a_report'
          )
        ORDER BY now.year, now.id
        """
    )
    return tuple(row["id"] for row in rows)


def last_comparison(store: Store, text: str) -> str | None:
    """What the last comparison of a text with an earlier one rested on."""
    for row in store.rows("SELECT made_of FROM comparisons WHERE report = ?", [text]):
        return str(row["made_of"])
    return None


def write_comparison(store: Store, text: str, made_of: str) -> None:
    """Record what a comparison rested on."""
    store.table("comparisons").upsert({"report": text, "made_of": made_of}, pk="report")


def was_found(store: Store, code: str, texts: Collection[str]) -> bool:
    """Whether the rule fired on any of these texts when it spoke for its year."""
    rows = store.rows(
        "SELECT 1 FROM judged_across WHERE code = ?"
        " AND report IN (SELECT value FROM json_each(?))"
        " AND json_array_length(judgement, '$.findings') > 0 LIMIT 1",
        [code, json_of(STRINGS, tuple(texts))],
    )
    return bool(rows)
