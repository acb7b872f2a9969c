"""The texts that speak for duties, and what rules on duties say of them."""

from collections.abc import Mapping

from audits.store.connection import Store
from audits.store.encoding import JUDGEMENTS, STRINGS, json_of
from audits.store.own_words import write_judgement
from rules.judge import Judgement


def speaking_ids(store: Store) -> Mapping[tuple[str, int], str]:
    """By body and year, the id of the text that speaks for them, readable or not."""
    rows = store.database.query(
        "SELECT id, body, year FROM reports WHERE is_current = 1 AND body IS NOT NULL AND year > 0"
    )
    return {(row["body"], row["year"]): row["id"] for row in rows}


def write_judgements(store: Store, code: str, judgements: Mapping[str, Judgement]) -> None:
    """Store what the rule says of these texts; what is stored so already is left alone."""
    rows = store.rows(
        "SELECT report, judgement FROM judged_across"
        " WHERE code = ? AND report IN (SELECT value FROM json_each(?))",
        [code, json_of(STRINGS, tuple(judgements))],
    )
    stored = {row["report"]: row["judgement"] for row in rows}
    for report, judgement in judgements.items():
        if stored.get(report) != json_of(JUDGEMENTS, judgement):
            write_judgement(store, report, code, judgement)
