"""T228: the fees are a thousand times last year's, or beyond any department."""

import re
from collections.abc import Iterator
from decimal import Decimal

from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
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
_TAKES_IN_MUCH = re.compile("自然资源|国土|规划|财政|税务")
"""Departments of land have its income; finance and tax may book the fees of others."""
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
    why = _why_doubted(case, fees)
    if why is None:
        return holds(_FEES)
    if fees_moved(case.report) or _takes_in_much(case):
        return NotAssessable(place=_FEES, cells=(_FEES,), reason=_MOVED)
    return Violation(place=_FEES, arguments={"fees": figure_text(fees), "why": why}, cells=(_FEES,))


def _why_doubted(case: Case, fees: Decimal) -> Text | None:
    if case.kind is BodyKind.DEPARTMENT and fees > _MOST_OF_A_DEPARTMENT:
        return Text(zh="即超过100亿元", en="more than ten thousand million yuan")
    years = TwoYears.of(case)
    before = years.figures_before((_FEES,), _FEES) if isinstance(years, TwoYears) else None
    if before is None or isinstance(before, NotAssessable):
        return None
    last = before.values[_FEES]
    if last <= 0 or fees <= 0 or (fees < _TIMES * last and last < _TIMES * fees):
        return None
    shown = figure_text(last)
    return Text(
        zh=f"上年为{shown}万元，相差千倍以上", en=f"a thousand times apart from last year's {shown}"
    )


def _takes_in_much(case: Case) -> bool:
    return _TAKES_IN_MUCH.search(case.report.body or "") is not None


RULE = Rule(
    code="T228",
    name="fee-unit",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="收费金额疑似单位有误", en="The fees seem to be in another unit"),
    message=Text(
        zh="行政事业性收费填写为{fees}万元，{why}，疑似以元填报或单位有误",
        en="The administrative fees are {fees} 万元, {why}; the unit may be mistaken",
    ),
    basis=form_that_says("本年收费金额（单位：万元）"),
    explanation=Text(
        zh=(
            "表头单位是万元，以元填报会大一万倍。与上年相差千倍以上，或部门超过100万万元时报出。上年或本年为0的"
            "不比较；自然资源、财政、税务部门和文中提到收费、土地收入或机构调整的，不予判定。"
        ),
        en=(
            "The head says 万元; in yuan the figure is ten thousand times as large. The rule fires "
            "a thousand times apart from last year, or for a department above a million 万元. A "
            "zero is not compared; departments of land, finance and tax are not judged, nor are "
            "reports that tell of fees, land or bodies reorganised."
        ),
    ),
    fails_example=Text(zh="上年12.5万元，本年126000万元。", en="12.5 last year, 126000 this year."),
    passes_example=Text(zh="上年12.5万元，本年12.6万元。", en="12.5 last year, 12.6 this year."),
    formats=("ogi-2021",),
    check=fees_in_their_unit,
)
