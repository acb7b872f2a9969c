"""What the forms print in their tables: flattened text has no other mark of where a table is."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rules.labels import TableLabels, labels_of, plain, without_numbering
from rules.printed_figures import form_and_value
from rules.report import CellForm
from rules.spec import Layout, TableSpec, all_specs

_NUMERAL = re.compile(r"^(?:[一二三四五六七八九十]{1,2}[、.．]|第[一二三四五六]部分、?)")
_LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """The tables of all forms with what they print, and the headings over them."""

    tables: tuple[tuple[TableSpec, TableLabels], ...]
    wordings: frozenset[str]
    """Every label, head and corner as a whole, without what counts it."""
    headings: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _printed() -> _Printed:
    tables = tuple((table, labels_of(table)) for spec in all_specs() for table in spec.tables)
    sections = [section for spec in all_specs() for section in spec.sections]
    wordings = {w for section in sections for w in (re.escape(section.heading), *section.accepted)}
    return _Printed(
        tables=tables,
        wordings=frozenset(
            without_numbering(text) for table, _ in tables for text in _texts_of(table)
        )
        | frozenset(key for _, labels in tables for key in labels.groups),
        headings=tuple(re.compile(unicodedata.normalize("NFKC", w)) for w in wordings),
    )


def _texts_of(table: TableSpec) -> Iterator[str]:
    for block in table.blocks:
        for row in (*block.rows, *block.merged_rows):
            yield from (row.label, *row.accepted)
        for column in block.columns:
            yield from (column.label, *column.accepted)


def wordings() -> frozenset[str]:
    """Every label of the forms, plain and without numbering."""
    return _printed().wordings


def is_wording(text: str) -> bool:
    """The text is a label of a form, letter by letter but for numbering and punctuation."""
    return without_numbering(text) in wordings() or plain(text) in wordings()


@lru_cache(maxsize=4_096)
def is_label(text: str) -> bool:
    """The text is a label, head or corner of a form, or nearly one."""
    return is_wording(text) or any(
        labels.rows.find(text) or labels.columns.find(text) for _, labels in _printed().tables
    )


@lru_cache(maxsize=4_096)
def figures_due(text: str) -> frozenset[int]:
    """How many figures follow a row of that label; empty where it labels none."""
    return frozenset(
        len(table.block_of(row).columns)
        for table, labels in _printed().tables
        if table.layout is not Layout.STRIP and (row := labels.rows.find(text)) is not None
    )


@lru_cache(maxsize=4_096)
def names_column(text: str) -> bool:
    """The text is a column's head; ``3.其他`` is none."""
    if plain(text) != without_numbering(text):
        return False
    return any(labels.columns.find(text) for _, labels in _printed().tables)


@lru_cache(maxsize=4_096)
def strip_row(text: str) -> str | None:
    """The id of the row of a table whose rows stand side by side, where the text names one."""
    for table, labels in _printed().tables:
        if table.layout is Layout.STRIP and (row := labels.rows.find(text)) is not None:
            return row
    return None


@lru_cache(maxsize=1)
def strip_form() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the rows that stand side by side, and the plain labels that each has over figures."""
    table = next(table for table, _ in _printed().tables if table.layout is Layout.STRIP)
    columns = table.blocks[0].columns
    return tuple(row.id for row in table.rows), tuple(plain(c.label) for c in columns)


def is_words(text: str) -> bool:
    """Neither a figure nor blank nor a mark for none."""
    if is_label(text):
        return True
    return form_and_value(text)[0] is CellForm.TEXT


def is_heads(texts: Sequence[str]) -> bool:
    """The texts of a row are heads: two columns' or more, or one that labels no row; no figures."""
    named = [text for text in texts if names_column(text)]
    if any(text and not is_words(text) for text in texts):
        return False
    if any(plain(text) == "信息内容" for text in texts):
        return True
    return len(set(named)) > 1 or any(not figures_due(text) for text in named)


def is_section_heading(text: str) -> bool:
    """The line begins a section of the report: by its wording, or counted and no label."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    if len(squeezed) > _LONGEST_HEADING:
        return False
    words = _NUMERAL.sub("", squeezed)
    if any(pattern.fullmatch(words) for pattern in _printed().headings):
        return True
    return words != squeezed and not is_label(text)
