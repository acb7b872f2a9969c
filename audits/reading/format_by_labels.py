"""Which format a report's tables follow, told by what they print and never by the year alone.

Table 3 decides where it prints rows that only one format has; else the heads of table 2 do. Where
both formats fit alike (a table 3 without table 2), the year reported on is asked.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from audits.reading.grid_rows import GridRows
from rules.labels import without_numbering
from rules.spec import FormatSpec, TableSpec

_MATRIX_VOTES = 100
"""More than table 2 can have: rows of table 3 are the stronger sign."""
_GRIDS_REMEMBERED = 512
_FORMATS_REMEMBERED = 32


def format_of(
    specs: Sequence[FormatSpec], grids: Sequence[GridRows], year: int | None
) -> FormatSpec | None:
    """The format with most labels of its own in the grids; ``None`` when none has any."""
    fitting = _fitting(tuple(specs), tuple(grids))
    by_year = (spec for spec in fitting if year is not None and spec.years.holds(year))
    return next(by_year, next(iter(fitting), None))


@lru_cache(maxsize=_GRIDS_REMEMBERED)
def _fitting(specs: tuple[FormatSpec, ...], grids: tuple[GridRows, ...]) -> tuple[FormatSpec, ...]:
    """The one format with most labels of its own, else all that have any label in the grids."""
    printed = {without_numbering(text) for grid in grids for text in grid.texts}
    votes = {spec.id: _votes(spec, specs, printed) for spec in specs}
    most = max(votes.values(), default=0)
    if most > 0:
        return next((spec,) for spec in specs if votes[spec.id] == most)
    return tuple(spec for spec in specs if _has_rows(spec, printed))


def _votes(spec: FormatSpec, specs: Sequence[FormatSpec], printed: set[str]) -> int:
    total = 0
    for table, labels in _own_labels(spec, tuple(specs)).items():
        weight = _MATRIX_VOTES if table == "t3" else 1
        total += weight * len(labels & printed)
    return total


@lru_cache(maxsize=_FORMATS_REMEMBERED)
def _own_labels(spec: FormatSpec, specs: tuple[FormatSpec, ...]) -> Mapping[str, frozenset[str]]:
    """The labels that no other format has, by table."""
    others = [_labels(other) for other in specs if other.id != spec.id]
    return {
        table: labels.difference(*(other.get(table, frozenset()) for other in others))
        for table, labels in _labels(spec).items()
    }


@lru_cache(maxsize=_FORMATS_REMEMBERED)
def _labels(spec: FormatSpec) -> Mapping[str, frozenset[str]]:
    """Labels that count as a format's own, by table: rows of table 3, heads of table 2."""
    return {table.id: frozenset(_counted(table)) for table in spec.tables}


def _counted(table: TableSpec) -> set[str]:
    rows = [r for b in table.blocks for r in (*b.rows, *b.merged_rows)]
    texts = [w for r in rows for w in (r.label, *r.accepted)]
    columns = [c.label for b in table.blocks for c in b.columns]
    return {without_numbering(text) for text in (*texts, *columns)}


def _has_rows(spec: FormatSpec, printed: set[str]) -> bool:
    return any(labels & printed for labels in _labels(spec).values())
