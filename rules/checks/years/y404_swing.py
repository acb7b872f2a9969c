"""Y404: a total is more than ten times last year's, or less than a tenth of it."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.leaps import is_implausible_leap
from rules.printed_figures import figure_text
from rules.prose.changes_told import bodies_moved, powers_moved
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.two_years import TwoYears

_TOTALS = (
    "t3/received/total",
    "t3/total/total",
    "t3/carried_forward/total",
    "t4/reconsideration/total",
    "t4/direct_suit/total",
    "t4/suit_after_reconsideration/total",
)
_DECISIONS = ("t2/licensing/decisions", "t2/penalties/decisions", "t2/coercion/decisions")
"""Where one of the two is 0, powers came or went, or are counted otherwise."""
_TIMES = 10
_LEAST_CHANGE = 50
_POWERS = Text(
    zh="报告提到职权、事项或机构调整，数量可能因此变化",
    en="The text tells of powers or bodies reorganised, which may have changed the count",
)


def totals_without_swing(case: Case) -> Iterator[Outcome]:
    """One outcome for each total of both reports; leaps that T227 tells are left to it."""
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield years
        return
    for cell in (*_DECISIONS, *_TOTALS):
        outcome = _outcome(years, cell)
        if outcome is not None:
            yield outcome


def _outcome(years: TwoYears, cell: str) -> Outcome | None:
    now = years.figures_now((cell,), cell)
    if isinstance(now, NotAssessable):
        return NotAssessable(place=cell, cells=now.cells, reason=now.reason)
    before = years.figures_before((cell,), cell)
    if isinstance(before, NotAssessable):
        return before
    if not (now.printed and before.printed):
        return None
    return _compared(years, cell, now.values[cell], before.values[cell])


def _compared(years: TwoYears, cell: str, found: Decimal, last: Decimal) -> Outcome | None:
    if is_implausible_leap(years.now, cell, found, last):
        return None
    if not _swings(found, last, from_zero=cell in _TOTALS):
        return holds(cell)
    moved = powers_moved if cell in _DECISIONS else bodies_moved
    if moved(years.now.report):
        return NotAssessable(place=cell, cells=(cell,), reason=_POWERS)
    return Violation(
        place=cell,
        arguments={
            "cell": years.now.form.cell_label(cell),
            "last": figure_text(last),
            "found": figure_text(found),
            **years.years,
        },
        cells=(cell,),
        cause="Y404 requests" if cell.startswith("t3/") else None,
    )


def _swings(found: Decimal, last: Decimal, *, from_zero: bool) -> bool:
    less, more = sorted((found, last))
    far = more - less > _LEAST_CHANGE and more > _TIMES * less
    return far and (from_zero or less > 0)


RULE = Rule(
    code="Y404",
    name="swing",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="与上年相差十倍以上", en="More than ten times apart from last year"),
    message=Text(
        zh="{cell}：{year_before}年{last}，{year}年{found}，相差十倍以上",
        en="{cell}: {last} in {year_before}, {found} in {year}, more than ten times apart",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "与上年相差十倍以上且超过50件的总数，值得与上年逐项核对。许可、处罚、强制有一年为0的不报，"
            "文中提到职权或机构调整的不予判定。"
        ),
        en=(
            "A total ten times last year's, and more than 50 apart, is worth a second look. For "
            "decisions a zero in one of the years is not told, and where the text tells of powers "
            "or bodies reorganised the rule does not judge."
        ),
    ),
    fails_example=Text(zh="上年新收6件，本年新收80件。", en="6 received last year, 80 this year."),
    passes_example=Text(
        zh="上年新收30件，本年新收80件。", en="30 received last year, 80 this year."
    ),
    check=totals_without_swing,
)
