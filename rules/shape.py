"""How a printed table differs from the form: rows and columns that it lacks or adds."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rules.language import Text, listed, shortened
from rules.report import TableReading
from rules.spec import TableSpec, all_specs

_NAMED_AT_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What sets a printed table apart from the form."""

    missing: tuple[Text, ...]
    """Labels of rows and columns of the form that are not printed."""
    merged: tuple[Text, ...]
    """Labels of rows that are printed as one where the form has several."""
    surplus: tuple[Text, ...]
    """Labels of printed rows that another form has and this one does not."""

    @property
    def text(self) -> Text:
        """All of them in a phrase."""
        kinds = (
            (Text(zh="缺少", en="lacks "), self.missing),
            (Text(zh="未分列", en="prints as one row "), self.merged),
            (Text(zh="多出", en="adds "), self.surplus),
        )
        phrases = [_phrase(verb, labels) for verb, labels in kinds if labels]
        return Text(zh="；".join(p.zh for p in phrases), en="; ".join(p.en for p in phrases))


def differences(table: TableSpec, reading: TableReading) -> Differences:
    """What sets a printed table apart from the form.

    Raises:
        KeyError: the reading names a row or column that the form does not have.
    """
    merged = [table.row(row) for row in reading.rows_merged]
    stood_for = {part for row in merged for part in row.parts}
    rows = [table.row(row) for row in reading.rows_missing if row not in stood_for]
    return Differences(
        missing=(
            *(Text(zh=r.label, en=r.en) for r in rows),
            *(_column_label(table, column) for column in reading.columns_missing),
        ),
        merged=tuple(Text(zh=r.label, en=r.en) for r in merged),
        surplus=tuple(
            Text(zh=shortened(w), en=shortened(w))
            for w in reading.rows_surplus
            if _is_of_another_form(table, w)
        ),
    )


def altered_labels(table: TableSpec, reading: TableReading) -> Iterator[Text]:
    """The printed labels that are worded otherwise than the form's, each with the form's."""
    for row, printed in reading.labels.items():
        label = table.row(row).label
        if _plain(printed) != _plain(label):
            words = shortened(printed)
            yield Text(zh=f"“{words}”（应为“{label}”）", en=f"“{words}” for “{label}”")


def _is_of_another_form(table: TableSpec, printed: str) -> bool:
    """A remark, or any row that no form knows, is no row kept from the former form."""
    own = set(_wordings(table))
    others = {
        w for form in all_specs() for t in form.tables if t.id == table.id for w in _wordings(t)
    }
    return any(label in _plain(printed) for label in others - own)


def _wordings(table: TableSpec) -> Iterator[str]:
    return (_plain(w) for row in table.rows for w in (row.label, *row.accepted))


def _phrase(verb: Text, labels: tuple[Text, ...]) -> Text:
    named = listed(labels[:_NAMED_AT_MOST])
    if len(labels) <= _NAMED_AT_MOST:
        return Text(zh=f"{verb.zh}{named.zh}", en=f"{verb.en}{named.en}")
    count = len(labels)
    return Text(zh=f"{verb.zh}{named.zh}等{count}项", en=f"{verb.en}{named.en} … ({count} in all)")


def _column_label(table: TableSpec, column: str) -> Text:
    row, _, name = column.rpartition("/")
    block = table.block_of(row) if row else table.blocks[0]
    spec = next((c for c in block.columns if c.id == name), None)
    if spec is None:
        raise KeyError(f"{table.id} has no column {column}")
    if not row:
        return Text(zh=spec.label, en=spec.en)
    of = table.row(row)
    return Text(zh=f"{of.label}·{spec.label}", en=f"{of.en} · {spec.en}")


@lru_cache(maxsize=4_096)
def _plain(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).split())
