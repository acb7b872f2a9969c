"""What one reader found of one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCell:
    """The text of a cell as one reader found it, and where."""

    raw: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFound:
    """A table as one reader found it; empty when it found nothing of the table."""

    cells: Mapping[str, FoundCell] = field(default_factory=dict)
    """By cell id."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Printed label by row id, in print order."""
    columns_missing: tuple[str, ...] = ()
    """``column`` for table 3, ``row/column`` else."""
    surplus: tuple[str, ...] = ()
    """Printed labels of rows with figures that the form does not have."""
