"""T227: a figure is far too large."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.leaps import LEAST_LEAP, is_implausible_leap
from rules.printed_figures import figure_text
from rules.prose.changes_told import lists_cleaned, powers_moved
from rules.prose.numbers import numbers_told
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.stock_rows import ROWS as STOCK_ROWS
from rules.stock_rows import changed_otherwise
from rules.table_cells import ReadTable
from rules.two_years import TwoYears

_LIMIT = Decimal(10) ** 9
_IN_YUAN = "t2/procurement/amount"
"""The 2019 form names no unit here, and large cities spend more than the limit in yuan."""
_ITEMS = "items_last_year"
_EXPLAINED = Text(
    zh="报告提到职权、事项、文件清理或机构调整，数量可能因此变化",
    en="The text tells of powers, lists, papers or bodies gone over, which may be why",
)
_TOLD_TOO = Text(
    zh="正文写有同一数字，不像多输", en="The text gives the same figure, so it is no slip of a key"
)


def figures_plausible(case: Case) -> Iterator[Outcome]:
    """One outcome for each implausible figure; else one for each table that was read."""
    years = TwoYears.of(case)
    beside = years if isinstance(years, TwoYears) else None
    yield from each_figure_table(case, partial(_outcomes, case, beside))


def _outcomes(case: Case, years: TwoYears | None, table: ReadTable) -> Sequence[Outcome]:
    too_large = [n for n, v in table.figures_above(_LIMIT).items() if n != _IN_YUAN]
    found: list[Outcome] = [_violation(case, cell, _BEYOND_ANY) for cell in too_large]
    if years is None or not _of_one_form(years):
        return found
    rest = {n: v for n, v in table.figures_above(LEAST_LEAP).items() if n not in too_large}
    leaps = {cell: last for cell, v in rest.items() if (last := _last_if_leapt(years, cell, v))}
    found += [_leap(years, cell, last) for cell, last in leaps.items() if not _told(cell, leaps)]
    return found


def _of_one_form(years: TwoYears) -> bool:
    return years.before.spec is not None and years.before.spec.id == years.now.form.id


def _last_if_leapt(years: TwoYears, cell: str, value: Decimal) -> Decimal | None:
    """Last year's figure, where this year's is far above it and both count something."""
    column = years.now.form.column_of(cell)
    if column.decimals or column.signed:
        return None
    found = years.figures_before((cell,), cell)
    if isinstance(found, NotAssessable):
        return None
    last = found.values[cell]
    return last if is_implausible_leap(years.now, cell, value, last) else None


def _told(cell: str, leaps: dict[str, Decimal]) -> bool:
    """The total of its row leaps too, which says it for the parts."""
    table, row, _ = cell.split("/")
    total = f"{table}/{row}/total"
    return cell != total and total in leaps


def _leap(years: TwoYears, cell: str, last: Decimal) -> Outcome:
    case = years.now
    if any(number.value == case.report.cells[cell].value for number in numbers_told(case.report)):
        return NotAssessable(place=cell, cells=(cell,), reason=_TOLD_TOO)
    if _is_explained(case, cell):
        return NotAssessable(place=cell, cells=(cell,), reason=_EXPLAINED)
    shown = figure_text(last)
    return _violation(
        case,
        cell,
        Text(zh=f"上年为{shown}，相差50倍以上", en=f"more than fifty times last year's {shown}"),
        cause="T227 requests" if cell.startswith("t3/") else None,
    )


def _is_explained(case: Case, cell: str) -> bool:
    _, row, column = cell.split("/")
    if column == _ITEMS and lists_cleaned(case.report):
        return True
    if row in STOCK_ROWS and changed_otherwise(case.report):
        return True
    return powers_moved(case.report)


def _violation(case: Case, cell: str, why: Text, cause: str | None = None) -> Violation:
    return Violation(
        place=cell,
        arguments={
            "cell": case.form.cell_label(cell),
            "raw": case.report.cells[cell].raw,
            "why": why,
        },
        cells=(cell,),
        cause=cause,
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
            "数字超过10亿，或者大于100且超过上年的50倍时报出，常见于多输数字。上年不足10的不比较；"
            "正文写有同一数字、提到职权、清单或机构调整的不予判定。所在各项合计都相符的不是多输，同一行总计也有此情形的只报总计。"
            "收费金额由T228核对。"
        ),
        en=(
            "The rule fires above a thousand million, and above 100 where last year's figure comes "
            "fifty times into it: often a digit too many. Less than ten last year is not "
            "compared, and where the text gives the same figure, or tells of powers, lists or "
            "bodies gone over, the rule does not judge. A figure whose sums all hold is no slip, "
            "and a total speaks for its row. Fees are left to T228."
        ),
    ),
    fails_example=Text(
        zh="行政许可上年40件，本年4000件。", en="40 licences last year, 4000 this year."
    ),
    passes_example=Text(zh="行政许可上年40件，本年400件。", en="40 last year, 400 this year."),
    check=figures_plausible,
)
