"""Y405: every figure is last year's."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case
from rules.figures import DISPUTED, NOT_LOCATED
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import table_obstacle
from rules.language import Text
from rules.report import CellForm, Report
from rules.rule import Rule
from rules.sources import form_that_says
from rules.two_years import TwoYears

_PLACE = "report"
_FEWEST = 8
_WORDS = frozenset({CellForm.TEXT, CellForm.HIDDEN})
_TOTALS = frozenset({"total"})


def figures_not_copied(case: Case) -> Iterator[Outcome]:
    """One outcome, when both reports follow one form."""
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield years
        return
    if years.now.report.format == years.before.report.format:
        yield _obstacle(years) or _outcome(years)


def _outcome(years: TwoYears) -> Outcome:
    now, before = years.now.report, years.before.report
    both = [cell for cell in now.cells if cell in before.cells]
    if any(_value(now, cell) != _value(before, cell) for cell in both):
        return holds(_PLACE)
    if now.disputed or before.disputed:
        return NotAssessable(place=_PLACE, reason=DISPUTED)
    if now.cells.keys() != before.cells.keys():
        return NotAssessable(place=_PLACE, reason=NOT_LOCATED)
    telling = tuple(cell for cell in both if _value(now, cell) and not _is_total(cell))
    if len(telling) < _FEWEST:
        return holds(_PLACE)
    return Violation(
        place=_PLACE, arguments={"count": str(len(telling)), **years.years}, cells=telling
    )


def _obstacle(years: TwoYears) -> NotAssessable | None:
    """Why the tables cannot be compared as wholes."""
    for table in years.now.form.tables:
        now = table_obstacle(years.now, table, figures=True)
        obstacle = now or years.table_before(table, _PLACE)
        if obstacle is not None:
            return NotAssessable(place=_PLACE, reason=obstacle.reason)
    return None


def _value(report: Report, cell: str) -> Decimal | str:
    """The figure, a blank as zero; the text itself where it gives none."""
    read = report.cells[cell]
    if read.value is not None:
        return read.value
    return read.raw if read.form in _WORDS else Decimal(0)


def _is_total(cell: str) -> bool:
    """A sum of other cells, which says nothing more than they do."""
    return not _TOTALS.isdisjoint(cell.split("/")[1:])


RULE = Rule(
    code="Y405",
    name="identical-figures",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="全部数字与上年相同", en="Every figure is last year's"),
    message=Text(
        zh="{year}年报告三张表的数字与{year_before}年完全相同，其中非零的分项有{count}个",
        en=(
            "All figures of the {year} report are those of {year_before}, {count} items above zero "
            "among them"
        ),
    ),
    basis=form_that_says("内容雷同"),
    explanation=Text(
        zh=(
            "三张表逐格与上年相同，且总计以外的非零单元格不少于8个时报出，可能沿用了上年的表格。"
            "数字很少的小单位两年相同并不奇怪，不报。"
        ),
        en=(
            "The rule fires when every cell equals last year's and at least 8 items above zero, "
            "totals left out, are among them: last year's tables may have been used again. That a "
            "small body with few figures has the same twice is no wonder and is not told."
        ),
    ),
    fails_example=Text(
        zh="两年各表数字逐格相同，非零分项20个。", en="Every cell alike, 20 items above zero."
    ),
    passes_example=Text(
        zh="两年都只有1件申请，予以公开。", en="One request in both years, granted."
    ),
    formats=("ogi-2021",),
    check=figures_not_copied,
)
