"""Y402: as many requests were brought forward as carried forward, of other kinds of applicant."""

from collections.abc import Iterator

from rules.carry_over import BROUGHT, CarryOver
from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, listed
from rules.printed_figures import figure_text
from rules.prose.changes_told import applicants_reclassified
from rules.rule import Rule
from rules.sources import meaning_of

_COLUMNS = (
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
)
_PLACE = "t3"
_RECLASSIFIED = Text(
    zh="报告提到申请人类别的划分，可能重新归类",
    en="The text speaks of how applicants are classed, which may have changed",
)
_SUMS = Text(
    zh="各类申请人之和与总计不符（见B303）",
    en="The applicants do not make their total (see B303)",
)
_TOTALS_ONLY = Text(
    zh="数字全部填在总计列", en="All figures stand in the total column of one of the reports"
)


def columns_carried_over_alike(case: Case) -> Iterator[Outcome]:
    """One outcome, when the totals of the two years agree."""
    totals = CarryOver.of(case, ("total",))
    if totals is None or (isinstance(totals, CarryOver) and _differ(totals)):
        return
    if isinstance(totals, NotAssessable):
        yield totals
        return
    if _only_totals(totals.years.now) or _only_totals(totals.years.before):
        yield NotAssessable(place=_PLACE, reason=_TOTALS_ONLY)
        return
    found = CarryOver.of(case, _COLUMNS)
    if found is not None:
        yield found if isinstance(found, NotAssessable) else _outcome(case, found)


def _differ(found: CarryOver) -> bool:
    return any(brought != carried for brought, carried in found.pairs.values())


def _only_totals(case: Case) -> bool:
    return case.figures is not None and case.figures.totals_only


def _outcome(case: Case, found: CarryOver) -> Outcome:
    differing = {c: pair for c, pair in found.pairs.items() if pair[0] != pair[1]}
    if not differing:
        return holds(_PLACE)
    if sum(b - c for b, c in found.pairs.values()) != 0:
        return NotAssessable(place=_PLACE, reason=_SUMS)
    reports = (found.years.now.report, found.years.before.report)
    if any(applicants_reclassified(report) for report in reports):
        return NotAssessable(place=_PLACE, reason=_RECLASSIFIED)
    cells = tuple(f"{BROUGHT}/{column}" for column in differing)
    columns = listed(
        Text(
            zh=f"{case.form.column_of(cell).label}{figure_text(carried)}件→{figure_text(brought)}件",
            en=f"{case.form.column_of(cell).en} {figure_text(carried)} → {figure_text(brought)}",
        )
        for cell, (brought, carried) in zip(cells, differing.values(), strict=True)
    )
    return Violation(place=_PLACE, arguments={"columns": columns, **found.years.years}, cells=cells)


RULE = Rule(
    code="Y402",
    name="carry-over-by-column",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="结转申请的申请人类别前后不一", en="Requests carried over changed their applicants"
    ),
    message=Text(
        zh="{year_before}年结转与{year}年“上年结转”总数相同，但申请人类别不同：{columns}",
        en=(
            "{year_before} carries as many forward as {year} brings forward, of other applicants: "
            "{columns}"
        ),
    ),
    basis=meaning_of("上年结转政府信息公开申请数量"),
    explanation=Text(
        zh=(
            "结转的是同一批申请，申请人类别通常不变。总数相同而分列不同时报一次。申请人重新归类可以解释，"
            "文中提到的不予判定。"
        ),
        en=(
            "They are the same requests, so their applicants mostly stay of one kind. Told once, "
            "when the totals agree and the columns do not. A new classing explains it; where the "
            "text speaks of one, the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="上年结转自然人2件，本年上年结转商业企业2件。",
        en="2 of natural persons carried forward, 2 of businesses brought forward.",
    ),
    passes_example=Text(zh="两处都是自然人2件。", en="2 of natural persons in both."),
    check=columns_carried_over_alike,
)
