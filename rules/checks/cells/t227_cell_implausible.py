"""T227: a figure is far too large."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import table_obstacle
from rules.language import Text
from rules.leaps import is_implausible_leap
from rules.printed_figures import figure_text
from rules.prose.changes_told import powers_moved
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import TableSpec
from rules.two_years import TwoYears

_LIMIT = Decimal(10) ** 9
_POWERS = Text(
    zh="报告提到职权、事项或机构调整，数量可能因此变化",
    en="The text tells of powers or bodies reorganised, which may have changed the count",
)


def figures_plausible(case: Case) -> Iterator[Outcome]:
    """One outcome for each implausible figure; else one for each table that was read."""
    if case.spec is None:
        return
    years = TwoYears.of(case)
    beside = years if isinstance(years, TwoYears) else None
    for table in case.spec.tables:
        obstacle = table_obstacle(case, table, figures=True)
        if obstacle is not None:
            yield obstacle
            continue
        found = tuple(_of_table(case, table, beside))
        yield from found or (holds(table.id),)


def _of_table(case: Case, table: TableSpec, years: TwoYears | None) -> Iterator[Outcome]:
    for cell in table.cell_ids:
        read = case.report.cells.get(cell)
        if read is None or read.value is None:
            continue
        if read.value > _LIMIT:
            yield _violation(case, cell, _BEYOND_ANY)
        elif years is not None and not case.form.column_of(cell).decimals:
            leap = _leap(years, cell, read.value)
            if leap is not None:
                yield leap


def _leap(years: TwoYears, cell: str, value: Decimal) -> Outcome | None:
    before = years.before
    if before.spec is None or before.spec.id != years.now.form.id:
        return None
    last = years.figures_before((cell,), cell)
    if isinstance(last, NotAssessable) or not is_implausible_leap(value, last.values[cell]):
        return None
    if powers_moved(years.now.report):
        return NotAssessable(place=cell, cells=(cell,), reason=_POWERS)
    shown = figure_text(last.values[cell])
    return _violation(
        years.now,
        cell,
        Text(zh=f"上年为{shown}，相差50倍以上", en=f"more than fifty times last year's {shown}"),
    )


def _violation(case: Case, cell: str, why: Text) -> Violation:
    return Violation(
        place=cell,
        arguments={
            "cell": case.form.cell_label(cell),
            "raw": case.report.cells[cell].raw,
            "why": why,
        },
        cells=(cell,),
    )


_BEYOND_ANY = Text(zh="超过10亿", en="above a thousand million")

RULE = Rule(
    code="T227",
    name="cell-implausible",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="数字大得不合常理", en="A figure is far too large"),
    message=Text(zh="{cell}填写为“{raw}”，{why}", en="{cell} holds “{raw}”, {why}"),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "数字超过10亿，或者大于100且超过上年的50倍时报出，常见于多输数字。上年为0的不比较；"
            "文中提到职权或机构调整的不予判定。收费金额由T228核对。"
        ),
        en=(
            "The rule fires above a thousand million, and above 100 where last year's figure comes "
            "fifty times into it: often a digit too many. A zero last year is not compared, and "
            "where the text tells of powers or bodies reorganised the rule does not judge. Fees "
            "are left to T228."
        ),
    ),
    fails_example=Text(
        zh="行政许可上年40件，本年4000件。", en="40 licences last year, 4000 this year."
    ),
    passes_example=Text(zh="行政许可上年40件，本年400件。", en="40 last year, 400 this year."),
    check=figures_plausible,
)
