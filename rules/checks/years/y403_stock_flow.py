"""Y403: what is in force is not last year's stock with the year's issues and repeals."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import not_printed
from rules.language import Text
from rules.printed_figures import figure_text
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.stock_rows import CHANGED_OTHERWISE, ROWS, cells_of, changed_otherwise, row_label
from rules.two_years import TwoYears

_FORM = "ogi-2021"


def stocks_flow(case: Case) -> Iterator[Outcome]:
    """One outcome for each row of papers, when both reports follow the 2021 form."""
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield years
    elif years.before.report.format == _FORM:
        yield from (_outcome(years, row) for row in ROWS)


def _outcome(years: TwoYears, row: str) -> Outcome:
    cells = cells_of(row)
    issued, repealed, in_force = cells
    now = years.figures_now(cells, in_force)
    if isinstance(now, NotAssessable):
        return NotAssessable(place=in_force, cells=now.cells, reason=now.reason)
    before = years.figures_before((in_force,), in_force)
    if isinstance(before, NotAssessable):
        return before
    stock = before.values[in_force]
    expected = stock + now.values[issued] - now.values[repealed]
    if not (now.printed.issuperset(cells) and in_force in before.printed):
        return not_printed(in_force, cells)
    if expected == now.values[in_force]:
        return holds(in_force)
    now_or_before = (years.now.report, years.before.report)
    if any(changed_otherwise(report) for report in now_or_before):
        return NotAssessable(place=in_force, reason=CHANGED_OTHERWISE)
    return Violation(
        place=in_force,
        arguments={
            "row": row_label(years.now, row),
            "stock": figure_text(stock),
            "issued": figure_text(now.values[issued]),
            "repealed": figure_text(now.values[repealed]),
            "expected": figure_text(expected),
            "in_force": figure_text(now.values[in_force]),
            **years.years,
        },
        cells=cells,
    )


RULE = Rule(
    code="Y403",
    name="stock-flow",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="现行有效件数与上年不衔接", en="The stock does not follow from last year's"),
    message=Text(
        zh=(
            "{row}：{year_before}年现行有效{stock}件，{year}年制发{issued}件、废止{repealed}件，推算{expected}件，"
            "填报{in_force}件；失效、修改、清理等可能造成差异"
        ),
        en=(
            "{row}: {stock} in force in {year_before}, {issued} issued and {repealed} repealed in "
            "{year} make {expected}, and {in_force} are reported; expiry, amendment or a clean-up "
            "may explain the gap"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "上年现行有效加本年制发减本年废止，通常等于本年现行有效。失效不是废止，修改会替代旧件，"
            "清理和重新认定也会改变存量，所以只列出差额供核对；文中已提到这些情形的，不予判定。"
        ),
        en=(
            "Last year's stock with the year's issues, less its repeals, is mostly this year's. "
            "Papers also expire, are replaced by amended ones, cleaned up or redefined, so the "
            "rule shows the gap for a person to check, and does not judge where the text tells of "
            "any of these."
        ),
    ),
    fails_example=Text(
        zh="上年86件，制发7件、废止4件，本年106件。",
        en="86 last year, 7 issued, 4 repealed, 106 this year.",
    ),
    passes_example=Text(
        zh="上年86件，制发7件、废止4件，本年89件。",
        en="86 last year, 7 issued, 4 repealed, 89 this year.",
    ),
    formats=(_FORM,),
    check=stocks_flow,
)
