"""The rows of table 2 that tell how many papers were issued, were repealed and are in force."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome
from rules.known_figures import figures_at, not_printed
from rules.language import Text
from rules.prose.changes_told import bodies_moved
from rules.prose.paper_stock import stock_changes_told
from rules.report import Report

ROWS = ("regulations", "normative_documents")

CHANGED_OTHERWISE = Text(
    zh="报告提到文件失效、清理、修改、移交或机构调整，现行有效件数可能因此变化",
    en=(
        "The report tells of papers expired, cleaned up, amended or handed over, or of bodies "
        "reorganised, which may be why"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow:
    """A row whose number in force is printed."""

    row: str
    issued: Decimal
    repealed: Decimal
    in_force: Decimal
    flows_printed: bool
    """Both issued and repealed are printed; else one is blank and counted as zero."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Issued, repealed, in force."""
        return cells_of(self.row)

    @property
    def place(self) -> str:
        """The cell of what is in force."""
        return self.cells[2]


def cells_of(row: str) -> tuple[str, ...]:
    """Issued, repealed, in force."""
    return tuple(f"t2/{row}/{column}" for column in ("issued", "repealed", "in_force"))


def stock_row(case: Case, row: str) -> StockRow | NotAssessable:
    """The figures of a row, or why they cannot be had."""
    cells = cells_of(row)
    issued, repealed, in_force = cells
    found = figures_at(case, cells, place=in_force)
    if isinstance(found, NotAssessable):
        return found
    if in_force not in found.printed:
        return not_printed(in_force, (in_force,))
    return StockRow(
        row=row,
        issued=found.values[issued],
        repealed=found.values[repealed],
        in_force=found.values[in_force],
        flows_printed=found.printed.issuperset((issued, repealed)),
    )


def each_stock_row(
    case: Case, outcome: Callable[[Case, StockRow], Outcome | None]
) -> Iterator[Outcome]:
    """The outcome of each row; an obstacle to both is told once."""
    told: set[str] = set()
    for row in ROWS:
        found = stock_row(case, row)
        judged = found if isinstance(found, NotAssessable) else outcome(case, found)
        if judged is not None and judged.place not in told:
            told.add(judged.place)
            yield judged


def changed_otherwise(report: Report) -> bool:
    """The text tells of something besides issue and repeal that changes what is in force."""
    return stock_changes_told(report) is not None or bodies_moved(report)


def row_label(case: Case, row: str) -> Text:
    """规章 or 行政规范性文件."""
    spec = case.form.table("t2").row(row)
    return Text(zh=spec.label, en=spec.en)
