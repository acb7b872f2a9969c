"""A report format as data: sections, tables, accepted labels, equations, years.

A format is one TOML file in ``rules/specs/``. Nothing else in the program names a row or a column.
"""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from rules.language import Text


class SpecInvalid(ValueError):
    """A format file is wrong; the message lists every fault with its place."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Wording(_Data):
    """A text in both languages, as written in a spec file."""

    zh: str
    en: str

    @property
    def text(self) -> Text:
        """The same as a value of the program."""
        return Text(zh=self.zh, en=self.en)


class SectionSpec(_Data):
    """One of the numbered sections of the form."""

    key: str
    numeral: str
    heading: str
    """As the form prints it, without its numeral."""
    accepted: tuple[str, ...] = ()
    """Other wordings that mean the same, as regular expressions on text without spaces."""
    begins: tuple[str, ...] = ()
    """How a body's own wording of it begins: a line numbered as another section is of this one."""
    label: Wording
    table: str | None = None
    """The table that stands in it."""


class ColumnSpec(_Data):
    """A column of a block."""

    id: str
    label: str
    accepted: tuple[str, ...] = ()
    en: str
    decimals: bool = False
    """Fractions are lawful (amounts of money)."""
    signed: bool = False
    """Negative figures and a plus sign are lawful (本年增/减)."""


class RowSpec(_Data):
    """A row of a block."""

    id: str
    numeral: str = ""
    """What the form prints before the label: ``1.`` or ``（一）``."""
    label: str
    accepted: tuple[str, ...] = ()
    """Other wordings of the label that are printed in its place."""
    en: str
    group: str | None = None
    """Label of the heading cell that spans it: (三)不予公开."""
    total: bool = False
    parts: tuple[str, ...] = ()
    """Only for merged rows and subtotals: the rows of the form that this one row stands for."""


class BlockSpec(_Data):
    """Rows that share their columns."""

    label: str | None = None
    """第二十条第（一）项"""
    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]
    merged_rows: tuple[RowSpec, ...] = ()
    """Rows that some reports print in place of several."""
    subtotals: tuple[RowSpec, ...] = ()
    """Rows that some reports add to those of a group, and that the form does not have."""

    @property
    def known_rows(self) -> tuple[RowSpec, ...]:
        """The rows of the form and those that some reports print in place of or beside them."""
        return (*self.rows, *self.merged_rows, *self.subtotals)


class Layout(StrEnum):
    """How a table is printed."""

    BLOCKS = "blocks"
    """Blocks one under the other, each with a head row of its own (table 2)."""
    MATRIX = "matrix"
    """One block: labels to the left, columns above (table 3)."""
    STRIP = "strip"
    """One line of figures under stacked heads: the rows side by side (table 4)."""


class TableSpec(_Data):
    """A table of the form."""

    id: str
    number: int
    section: str
    layout: Layout
    label: Wording
    note: str | None = None
    blocks: tuple[BlockSpec, ...]

    def __hash__(self) -> int:
        return self._digest

    @cached_property
    def _digest(self) -> int:
        return hash(self.model_dump_json())  # once: caches ask often, and tables of two forms agree

    @cached_property
    def rows(self) -> tuple[RowSpec, ...]:
        """All rows of the form, in print order, without merged ones."""
        return tuple(chain.from_iterable(b.rows for b in self.blocks))

    @cached_property
    def cell_ids(self) -> tuple[str, ...]:
        """Every cell the form has, in print order."""
        return tuple(
            f"{self.id}/{row.id}/{column.id}"
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )

    @cached_property
    def _block_of_row(self) -> Mapping[str, BlockSpec]:
        blocks = [(row.id, b) for b in self.blocks for row in b.known_rows]
        return dict(reversed(blocks))

    @cached_property
    def _row_of_id(self) -> Mapping[str, RowSpec]:
        rows = [row for b in self.blocks for row in b.known_rows]
        return {row.id: row for row in reversed(rows)}

    def block_of(self, row: str) -> BlockSpec:
        """The block that has a row, merged ones and subtotals included; KeyError when none has."""
        return self._block_of_row[row]

    def row(self, row: str) -> RowSpec:
        """A row by its id, merged ones and subtotals included; KeyError when there is none."""
        return self._row_of_id[row]


class Equation(_Data):
    """A balance over cells: the sum of ``left`` equals the sum of ``right``."""

    code: str
    place: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    total: str | None = None
    """The cell that ``left`` defines, when the equation defines a total."""

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells of the equation, left side first."""
        return self.left + self.right


class EquationSpec(_Data):
    """A family of equations in a table: one for each column or for each row."""

    code: str
    table: str
    for_each: str = Field(pattern="^(column|row)$")
    left: tuple[str, ...]
    right: tuple[str, ...]
    defines_total: bool = False
    place: str
    """Template of the finding's place, with ``{row}`` or ``{column}``."""


class Applicability(_Data):
    """The years reported on that a format is for; ``last`` absent means still in force."""

    first: int
    last: int | None = None

    def holds(self, year: int) -> bool:
        """Whether reports on that year use the format."""
        return self.first <= year and (self.last is None or year <= self.last)


class FormatSpec(_Data):
    """A whole report format."""

    id: str
    title: Wording
    document: str
    number: str
    """Number of the document that prescribes it: 国办公开办函〔2021〕30号."""
    years: Applicability
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]
    equations: tuple[EquationSpec, ...]

    def __hash__(self) -> int:
        return hash(self.id)  # cheap, for caches: no two formats share an id

    @model_validator(mode="after")
    def _names_point_somewhere(self) -> Self:
        tables = {t.id: t for t in self.tables}
        sections = {s.key for s in self.sections}
        for table in self.tables:
            if table.section not in sections:
                raise ValueError(f"table {table.id}: no section {table.section!r}")
        for equation in self.equations:
            if equation.table not in tables:
                raise ValueError(f"equation {equation.code}: no table {equation.table!r}")
        return self

    def table(self, table_id: str) -> TableSpec:
        """A table by its id; KeyError when the format has none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def section(self, key: str) -> SectionSpec:
        """A section by its key; KeyError when the format has none."""
        return {section.key: section for section in self.sections}[key]

    def column_of(self, cell: str) -> ColumnSpec:
        """The column of a cell id; KeyError when the format has no such cell."""
        table_id, row, column = cell.split("/")
        for spec in self.table(table_id).block_of(row).columns:
            if spec.id == column:
                return spec
        raise KeyError(cell)

    def cell_label(self, cell: str) -> Text:
        """A cell in words: the labels of its row and column, without their numbering."""
        table_id, row, _ = cell.split("/")
        row_spec, column = self.table(table_id).row(row), self.column_of(cell)
        return Text(zh=f"{row_spec.label}·{column.label}", en=f"{row_spec.en} · {column.en}")

    def equations_for(
        self, rows_merged: frozenset[str] = frozenset(), subtotals: frozenset[str] = frozenset()
    ) -> tuple[Equation, ...]:
        """Every equation with its cells; rows printed merged stand for their parts.

        Those that define a subtotal are left out unless it is among the subtotals printed.
        """
        absent = {r.id for t in self.tables for b in t.blocks for r in b.subtotals} - subtotals
        return tuple(
            chain.from_iterable(
                self._expand(family, rows_merged)
                for family in self.equations
                if absent.isdisjoint(family.right)
            )
        )

    def _expand(self, family: EquationSpec, merged: frozenset[str]) -> Iterator[Equation]:
        for block in self.table(family.table).blocks:
            replaced = {p: r.id for r in block.merged_rows if r.id in merged for p in r.parts}
            row_ids = tuple(dict.fromkeys(replaced.get(r.id, r.id) for r in block.rows))
            along = [c.id for c in block.columns] if family.for_each == "column" else row_ids
            for name in along:
                left = self._cells_along(family, family.left, name, replaced)
                right = self._cells_along(family, family.right, name, replaced)
                yield Equation(
                    code=family.code,
                    place=family.place.format(row=name, column=name),
                    left=left,
                    right=right,
                    total=right[0] if family.defines_total else None,
                )

    def _cells_along(
        self, family: EquationSpec, ids: tuple[str, ...], name: str, replaced: dict[str, str]
    ) -> tuple[str, ...]:
        if family.for_each == "row":
            return tuple(f"{family.table}/{name}/{column}" for column in ids)
        rows = dict.fromkeys(replaced.get(row, row) for row in ids)
        return tuple(f"{family.table}/{row}/{name}" for row in rows)


def read_spec(text: str, *, source: str) -> FormatSpec:
    """A format from the text of its TOML file.

    Raises:
        SpecInvalid: the file is not TOML or not a format; the message names every fault.
    """
    try:
        return FormatSpec.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        raise SpecInvalid(f"{source}: {fault}") from fault


@lru_cache(maxsize=1)
def all_specs() -> tuple[FormatSpec, ...]:
    """Every format in ``rules/specs/``, newest first; tables that are equal are one object."""
    folder = files("rules") / "specs"
    found = [
        read_spec(entry.read_text(encoding="utf-8"), source=entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    tables = {table: table for spec in found for table in spec.tables}
    found = [s.model_copy(update={"tables": tuple(tables[t] for t in s.tables)}) for s in found]
    return tuple(sorted(found, key=lambda s: s.years.first, reverse=True))


def spec_of(format_id: str) -> FormatSpec:
    """The format with that id; KeyError when there is none."""
    for spec in all_specs():
        if spec.id == format_id:
            return spec
    raise KeyError(format_id)
