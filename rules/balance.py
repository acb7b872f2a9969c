"""Whether the equations of a format hold in a report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rules.case import Case
from rules.figures import APPLICANT_SUM, Figure, Figures, Standing, Unread, joined
from rules.finding import EquationFigures, NotAssessable, Outcome, Term, Violation, holds
from rules.gates import FORMAT_UNKNOWN, table_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.report import Report
from rules.spec import Equation, FormatSpec

_TOTAL_BLANK = Text(
    zh="总计为空，以各分项之和代替，此关系无从核验",
    en="The total is blank and the sum of its parts stands for it, so there is nothing to compare",
)
_NO_NUMBER = Text(zh="所涉单元格都没有数字", en="None of the cells holds a number")
_TOTALS_ONLY = Text(
    zh="数字全部填在总计列，各类申请人列为空",
    en="All figures stand in the total column, and the applicant columns hold none",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """An equation with the figure of each of its cells."""

    equation: Equation
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]

    @property
    def difference(self) -> Decimal:
        """Left sum less right sum; zero when the equation holds."""
        zero = Decimal(0)
        return sum((f.value for f in self.left), zero) - sum((f.value for f in self.right), zero)


def assess(case: Case, code: str) -> Iterator[Outcome]:
    """The outcome of every equation of a family: ``B301``.

    A table that cannot be judged gives one outcome, its equations none.
    """
    figures = case.figures
    if case.spec is None or figures is None:
        yield FORMAT_UNKNOWN
        return
    for table in case.spec.tables:
        equations = figures.plan.equations.get((code, table.id), ())
        obstacle = table_obstacle(case, table, figures=True) if equations else None
        if obstacle is not None:
            yield obstacle
        else:
            for equation in equations:
                yield _outcome(figures, equation, case.spec)


def weighings(case: Case) -> Iterator[Weighing]:
    """Every equation of the report that can be assessed, whether it holds or not."""
    figures = case.figures
    if case.spec is None or figures is None:
        return
    judged = {t.id for t in case.spec.tables if table_obstacle(case, t, figures=True) is None}
    for (_, table), equations in figures.plan.equations.items():
        if table in judged:
            weighed = (weigh(figures, equation) for equation in equations)
            yield from (w for w in weighed if isinstance(w, Weighing))


def weigh(figures: Figures, equation: Equation) -> Weighing | NotAssessable:
    """The figures of both sides of an equation, or why it cannot be assessed."""
    if equation.code == APPLICANT_SUM and figures.totals_only:
        return _not_assessable(equation, _TOTALS_ONLY, equation.cells)
    if equation.total is not None and figures.is_blank_total(equation.total):
        reason = _TOTAL_BLANK if _any_printed(figures.report, equation.left) else _NO_NUMBER
        return _not_assessable(equation, reason, (equation.total,))
    found = [figures.figure(cell) for cell in equation.cells]
    obstacles = [f for f in found if isinstance(f, Unread)]
    if obstacles:
        unread = joined(obstacles)
        return _not_assessable(equation, _all_reasons(unread.reasons), unread.cells)
    read = tuple(f for f in found if isinstance(f, Figure))
    if not any(_any_printed(figures.report, figure.leaves) for figure in read):
        return _not_assessable(equation, _NO_NUMBER, equation.cells)
    middle = len(equation.left)
    return Weighing(equation=equation, left=read[:middle], right=read[middle:])


def _outcome(figures: Figures, equation: Equation, spec: FormatSpec) -> Outcome:
    if _plainly_holds(figures, equation):
        return holds(equation.place)
    weighed = weigh(figures, equation)
    if isinstance(weighed, NotAssessable):
        return weighed
    if weighed.difference == 0:
        return holds(equation.place)
    return _violation(weighed, spec)


def _plainly_holds(figures: Figures, equation: Equation) -> bool:
    addend = figures.addends.__getitem__
    try:
        return sum(map(addend, equation.left)) == sum(map(addend, equation.right))
    except KeyError:
        return False


def _any_printed(report: Report, cells: Iterable[str]) -> bool:
    found = (report.cells.get(cell) for cell in cells)
    return any(read is not None and read.value is not None for read in found)


def _violation(weighed: Weighing, spec: FormatSpec) -> Violation:
    equation = weighed.equation
    balance = EquationFigures(left=_terms(weighed.left), right=_terms(weighed.right))
    table, row, _ = equation.place.split("/")
    row_spec, column = spec.table(table).row(row), spec.column_of(equation.place)
    return Violation(
        place=equation.place,
        arguments={
            "row": Text(zh=row_spec.label, en=row_spec.en),
            "column": Text(zh=column.label, en=column.en),
            "left": figure_text(balance.left_sum),
            "right": figure_text(balance.right_sum),
        },
        cells=equation.cells,
        equation=balance,
    )


def _terms(side: tuple[Figure, ...]) -> tuple[Term, ...]:
    return tuple(
        Term(
            cell=f.cell,
            value=f.value,
            blank=f.standing is Standing.EMPTY,
            summed=f.standing is Standing.SUMMED,
        )
        for f in side
    )


def _not_assessable(equation: Equation, reason: Text, cells: tuple[str, ...]) -> NotAssessable:
    return NotAssessable(place=equation.place, reason=reason, cells=cells)


def _all_reasons(reasons: tuple[Text, ...]) -> Text:
    return Text(zh="；".join(r.zh for r in reasons), en="; ".join(r.en for r in reasons))
