"""The cells of a form whose figures can be held against those of the bodies of a region.

A figure that counts decisions or requests adds up. These do not, and are left out or compared with
single bodies only: documents, which several bodies issue together; suits after reconsideration, in
which the body and the reconsidering government are sued together and both count the case; 规章,
which bodies also list because they are bound by them; fees, which the finance department books once
more; lists of items that the bodies of a region have in common.
"""

from dataclasses import dataclass
from functools import lru_cache

from rules.spec import FormatSpec

_ADDING_UP = {"decisions"}
_ROWS_ADDING_UP = {"reconsideration", "direct_suit"}
_DOCUMENTS = "normative_documents"
_DOCUMENT_COLUMNS = {"issued", "repealed", "in_force", "newly_made"}
_TOLD_FIRST = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedCells:
    """The cells of one table, in print order."""

    table: str
    adding_up: tuple[str, ...]
    """Their figures are the sum of those of all bodies."""
    at_least: tuple[str, ...]
    """Their figures are no smaller than that of any one body."""

    @property
    def all(self) -> tuple[str, ...]:
        """Both kinds."""
        return (*self.adding_up, *self.at_least)


@lru_cache(maxsize=8)
def summed_cells(spec: FormatSpec) -> tuple[SummedCells, ...]:
    """Those of each table of a form."""
    return tuple(_of_table(spec, table) for table in ("t2", "t3", "t4"))


def leading(cells: tuple[str, ...]) -> str:
    """The cell to be told first: a total where there is one."""
    totals = [cell for cell in cells if cell.endswith(f"/{_TOLD_FIRST}")]
    return (totals or list(cells))[0]


def _of_table(spec: FormatSpec, table: str) -> SummedCells:
    cells = spec.table(table).cell_ids
    adding_up = tuple(cell for cell in cells if _adds_up(cell))
    at_least = tuple(cell for cell in cells if not _adds_up(cell) and _is_floor(cell))
    return SummedCells(table=table, adding_up=adding_up, at_least=at_least)


def _adds_up(cell: str) -> bool:
    table, row, column = cell.split("/")
    if table == "t3":
        return True
    return row in _ROWS_ADDING_UP if table == "t4" else column in _ADDING_UP


def _is_floor(cell: str) -> bool:
    table, row, column = cell.split("/")
    return table == "t4" or (row == _DOCUMENTS and column in _DOCUMENT_COLUMNS)
