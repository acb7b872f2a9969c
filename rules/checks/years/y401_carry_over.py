"""Y401: what was brought forward is not what the year before carried forward."""

from collections.abc import Iterator
from decimal import Decimal

from rules.carry_over import BROUGHT, CarryOver
from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.scope import Scope, scope_of
from rules.rule import Rule
from rules.sources import meaning_of

_OF_ONE_BODY = frozenset({BodyKind.DEPARTMENT, BodyKind.TOWNSHIP})
_SAME_REQUESTS = Text(
    zh="结转的是同一批申请，两份报告都可能有误",
    en="they are the same requests, and either report may be wrong",
)
_OTHER_BODIES = Text(
    zh="两份报告都可能有误，也可能是所统计的单位有增减",
    en="either report may be wrong, or other bodies are counted than the year before",
)


def carried_over_alike(case: Case) -> Iterator[Outcome]:
    """One outcome, when the report of the year before is held."""
    found = CarryOver.of(case, ("total",))
    if found is None:
        return
    if isinstance(found, NotAssessable):
        yield found
        return
    brought, carried = found.pairs["total"]
    yield holds(found.place) if brought == carried else _violation(case, found, brought, carried)


def _violation(case: Case, found: CarryOver, brought: Decimal, carried: Decimal) -> Violation:
    of_one_body = _is_of_one_body(case)
    return Violation(
        place=found.place,
        arguments={
            "carried": figure_text(carried),
            "brought": figure_text(brought),
            "why": _SAME_REQUESTS if of_one_body else _OTHER_BODIES,
            **found.years.years,
        },
        cells=(f"{BROUGHT}/total",),
        severity=None if of_one_body else Severity.WARNING,
    )


def _is_of_one_body(case: Case) -> bool:
    """The body is no government and does not say that it adds up the bodies of a region."""
    told = scope_of(case.report)
    return case.kind in _OF_ONE_BODY and (told is None or told.scope is Scope.OWN)


RULE = Rule(
    code="Y401",
    name="carry-over",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="上年结转与上年报告不符", en="Brought forward is not what was carried forward"),
    message=Text(
        zh=(
            "{year_before}年报告“结转下年度继续办理”{carried}件，{year}年报告“上年结转”{brought}件；{why}"
        ),
        en=(
            "The {year_before} report carries {carried} forward, the {year} report brings "
            "{brought} forward; {why}"
        ),
    ),
    basis=meaning_of("上年结转政府信息公开申请数量"),
    explanation=Text(
        zh=(
            "上年报告的“结转下年度继续办理”与本年报告的“上年结转”是同一批申请。两份报告的单位、年度、"
            "统计范围须相同，否则不予判定；文中说明单位调整、移交或数据更正的也不予判定。"
            "政府、汇总本区域的报告和类型不明的单位作警告。何者有误须由单位说明。"
        ),
        en=(
            "What one report carries forward the next brings forward: they are the same requests. "
            "Both must be of one body and range and of years in a row. Where the text tells of "
            "bodies reorganised, cases handed over or figures corrected, the rule does not judge. "
            "For governments, reports that add up a region and bodies of unknown kind it is a "
            "warning. Which report is wrong is for the body to say."
        ),
    ),
    fails_example=Text(
        zh="上年结转下年度11件，本年上年结转8件。", en="11 carried forward, 8 brought forward."
    ),
    passes_example=Text(
        zh="上年结转下年度11件，本年上年结转11件。", en="11 carried forward, 11 brought forward."
    ),
    check=carried_over_alike,
)
