"""What the first reader found of one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audits.documents.document import GridCell
from rules.report import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFound:
    """A table as the grids hold it; empty when nothing of it was found."""

    cells: Mapping[str, GridCell] = field(default_factory=dict)
    """By cell id."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where each of these cells stands, and perhaps others."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Printed label by row id, in print order."""
    columns_missing: tuple[str, ...] = ()
    """Columns of the form without a head: ``column`` for table 3, ``row/column`` else."""
    subtotals: tuple[str, ...] = ()
    """Ids of subtotals that it prints beside all rows of their groups."""
    surplus: tuple[str, ...] = ()
    """Printed labels of rows with figures that the form does not have."""
    rows_in_order: tuple[str | None, ...] = ()
    """Every printed row by its id, in print order; ``None`` where its label is not the form's."""
    heads: Mapping[str, int] = field(default_factory=dict)
    """How many heads were placed for each column, by column id."""
    has_unnamed_column: bool = False
    """A head, or a cell under none, may be a column of the form that was not recognised."""
