"""What the findings of each body and year were last judged by."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from audits.evidence import HeldText
from audits.store.connection import Store
from audits.store.encoding import SUBJECT_YEARS, json_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """The text that spoke last; its key is that of ``audits.evidence.HeldText``."""

    report: str
    look_key: str


def last_looks(
    store: Store, subjects: Collection[tuple[str, int]]
) -> Mapping[tuple[str, int], LastLook]:
    """The last look at each of these subjects (body or page) and years that had one."""
    rows = store.rows(
        "SELECT judged.* FROM json_each(?) AS wanted JOIN judged"
        " ON subject = json_extract(wanted.value, '$[0]')"
        " AND year = json_extract(wanted.value, '$[1]')",
        [json_of(SUBJECT_YEARS, tuple(subjects))],
    )
    return {
        (row["subject"], row["year"]): LastLook(report=row["report"], look_key=row["look_key"])
        for row in rows
    }


def write_looks(store: Store, texts: Iterable[HeldText]) -> None:
    """Record that the findings of these texts' bodies and years were judged by them."""
    store.table("judged").upsert_all(
        (
            {
                "subject": text.record.subject.key,
                "year": text.record.year or 0,
                "report": text.record.id,
                "look_key": text.look_key,
            }
            for text in texts
        ),
        pk=("subject", "year"),
    )
