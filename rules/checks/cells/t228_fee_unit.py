"""T228: the fees are a thousand times last year's, or beyond any department."""

import re
from collections.abc import Iterator
from decimal import Decimal

from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import KIND_UNKNOWN
from rules.known_figures import figures_at
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.changes_told import fees_moved
from rules.rule import Rule
from rules.sources import form_that_says
from rules.two_years import TwoYears

_FEES = "t2/fees/amount"
_TIMES = 1_000
_MOST_OF_A_DEPARTMENT = Decimal(10) ** 6
_LEAST_IN_YUAN = 100
"""Amounts in yuan by mistake are large; below this the smaller of two years was next to nothing."""
_TAKES_IN_MUCH = re.compile("自然资源|国土|规划|财政|税务|交通|公路|教育|国家|省|自治区|部$")
"""Departments of land have its income; finance and tax may book the fees of others; tolls and the
fees of a province's schools are fees too."""
_MOVED = Text(
    zh="报告提到收费、土地收入或机构调整，金额可能因此变化",
    en="The text tells of fees, income from land or bodies reorganised, which may be why",
)


def fees_in_their_unit(case: Case) -> Iterator[Outcome]:
    """One outcome, where the fees are printed."""
    found = figures_at(case, (_FEES,))
    if isinstance(found, NotAssessable):
        yield found
    elif _FEES in found.printed:
        yield _outcome(case, found.values[_FEES])


def _outcome(case: Case, fees: Decimal) -> Outcome:
    if fees > _MOST_OF_A_DEPARTMENT and case.kind is None:
        return NotAssessable(place=_FEES, cells=(_FEES,), reason=KIND_UNKNOWN.reason)
    why = _why_doubted(case, fees)
    if why is None:
        return holds(_FEES)
    reports = (case.report, case.previous) if case.previous else (case.report,)
    if any(fees_moved(report) for report in reports) or _takes_in_much(case):
        return NotAssessable(place=_FEES, cells=(_FEES,), reason=_MOVED)
    return Violation(place=_FEES, arguments={"fees": figure_text(fees), "why": why}, cells=(_FEES,))


def _why_doubted(case: Case, fees: Decimal) -> Text | None:
    if case.kind is BodyKind.DEPARTMENT and fees > _MOST_OF_A_DEPARTMENT:
        return Text(
            zh="即超过100亿元，可能以元填报",
            en="more than ten thousand million yuan; it may be in yuan",
        )
    years = TwoYears.of(case)
    before = years.figures_before((_FEES,), _FEES) if isinstance(years, TwoYears) else None
    if before is None or isinstance(before, NotAssessable):
        return None
    last = before.values[_FEES]
    less, more = sorted((last, fees))
    if less <= 0 or more < _LEAST_IN_YUAN or more < _TIMES * less:
        return None
    shown = figure_text(last)
    return Text(
        zh=f"上年为{shown}万元，相差千倍以上，其中一年的单位可能有误",
        en=f"a thousand times apart from last year's {shown}; the unit of one may be mistaken",
    )


def _takes_in_much(case: Case) -> bool:
    """By its name; a body that no title names may be any."""
    return case.report.body is None or _TAKES_IN_MUCH.search(case.report.body) is not None


RULE = Rule(
    code="T228",
    name="fee-unit",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="收费金额的单位可能有误", en="The fees seem to be in another unit"),
    message=Text(
        zh="行政事业性收费填写为{fees}万元，{why}",
        en="The administrative fees are {fees} 万元, {why}",
    ),
    basis=form_that_says("本年收费金额（单位：万元）"),
    explanation=Text(
        zh=(
            "表头单位是万元，以元填报会大一万倍。与上年相差千倍以上，或部门超过100万万元时报出。上年或本年为0、"
            "或两年都不足100的不比较；自然资源、财政、税务、交通、教育、省级以上部门和文中提到收费、土地收入或"
            "机构调整的，不予判定。"
        ),
        en=(
            "The head says 万元; in yuan the figure is ten thousand times as large. The rule fires "
            "a thousand times apart from last year, or for a department above a million 万元. A "
            "zero, or two years below 100, are not compared; departments of land, finance, tax, "
            "transport and education, and those of provinces, are not judged, nor are reports "
            "that tell of fees, land or bodies reorganised."
        ),
    ),
    fails_example=Text(zh="上年12.5万元，本年126000万元。", en="12.5 last year, 126000 this year."),
    passes_example=Text(zh="上年12.5万元，本年12.6万元。", en="12.5 last year, 12.6 this year."),
    formats=("ogi-2021",),
    check=fees_in_their_unit,
)
