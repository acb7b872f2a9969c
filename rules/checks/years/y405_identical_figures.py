"""Y405: every figure is last year's."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case
from rules.figures import DISPUTED, NOT_LOCATED
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import table_obstacle
from rules.language import Text
from rules.report import Report
from rules.rule import Basis, BasisKind, Rule
from rules.two_years import TwoYears

_PLACE = "report"
_FEWEST = 8
_TOTALS = frozenset({"total"})


def figures_not_copied(case: Case) -> Iterator[Outcome]:
    """One outcome, when both reports follow one form."""
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield years
        return
    obstacle = _obstacle(years)
    if obstacle is not None:
        yield obstacle
    elif years.now.report.format == years.before.report.format:
        yield _outcome(years)


def _outcome(years: TwoYears) -> Outcome:
    now, before = years.now.report, years.before.report
    if any(_value(now, c) != _value(before, c) for c in {*now.cells, *before.cells}):
        return holds(_PLACE)
    telling = tuple(cell for cell in now.cells if _value(now, cell) and not _is_total(cell))
    if len(telling) < _FEWEST:
        return holds(_PLACE)
    if now.disputed or before.disputed:
        return NotAssessable(place=_PLACE, reason=DISPUTED)
    if now.cells.keys() != before.cells.keys():
        return NotAssessable(place=_PLACE, reason=NOT_LOCATED)
    return Violation(
        place=_PLACE, arguments={"count": str(len(telling)), **years.years}, cells=telling
    )


def _obstacle(years: TwoYears) -> NotAssessable | None:
    for case in (years.now, years.before):
        for table in case.spec.tables if case.spec else ():
            obstacle = table_obstacle(case, table, figures=True)
            if obstacle is not None:
                return NotAssessable(place=_PLACE, reason=obstacle.reason)
    return None


def _value(report: Report, cell: str) -> Decimal | str:
    """The figure, a blank as zero; the text itself where it gives none."""
    read = report.cells.get(cell)
    if read is None:
        return Decimal(0)
    if read.value is not None:
        return read.value
    return read.raw if read.form.value == "text" else Decimal(0)


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
            "all figures of the {year} report are those of {year_before}, {count} items above zero "
            "among them"
        ),
    ),
    basis=Basis(
        kind=BasisKind.FORMAT,
        document=Text(
            zh="《中华人民共和国政府信息公开工作年度报告格式》",
            en="Format of annual reports on open government information",
        ),
        number="国办公开办函〔2021〕30号",
        words="内容雷同",
    ),
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
