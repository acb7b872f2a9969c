"""B311: suits after reconsideration, and no reconsideration in two years."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import figures_at
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.grounds_of_review import tells_other_ground
from rules.review_authority import MAY_BE_SUED_FOR_OTHERS, may_decide_reviews
from rules.rule import Rule
from rules.sources import meaning_of
from rules.two_years import TwoYears

_SUITS = "t4/suit_after_reconsideration/total"
_REVIEWS = "t4/reconsideration/total"
_CELLS = (_SUITS, _REVIEWS)
_NO_YEAR_BEFORE = Text(
    zh="没有上年报告，无从判断复议是否在上年发生",
    en="Without the report of the year before nobody can tell whether it had reconsiderations",
)
_OTHER_GROUND = Text(
    zh="文中提到复议诉讼源于往年或另有起因",
    en="The text names another year, or another ground, of a review or suit",
)
_BLANK = Text(zh="行政复议总计空白", en="The count of reconsiderations is blank")
_BLANK_BEFORE = Text(
    zh="上年报告：行政复议总计空白",
    en="In the report of the year before: the count of reconsiderations is blank",
)


def suits_have_reviews(case: Case) -> Iterator[Outcome]:
    """One outcome, when the year has suits after reconsideration."""
    found = figures_at(case, _CELLS)
    if isinstance(found, NotAssessable):
        yield found
        return
    if found.values[_SUITS] <= 0:
        return
    if found.values[_REVIEWS] > 0:
        yield holds(_SUITS)
    elif _REVIEWS not in found.printed:
        yield NotAssessable(place=_SUITS, cells=(_REVIEWS,), reason=_BLANK)
    elif tells_other_ground(case.report):
        yield NotAssessable(place=_SUITS, reason=_OTHER_GROUND)
    elif may_decide_reviews(case):
        yield NotAssessable(place=_SUITS, reason=MAY_BE_SUED_FOR_OTHERS)
    else:
        yield _beside_year_before(TwoYears.of(case), figure_text(found.values[_SUITS]))


def _beside_year_before(years: TwoYears | NotAssessable | None, suits: str) -> Outcome:
    if years is None:
        return NotAssessable(place=_SUITS, reason=_NO_YEAR_BEFORE)
    if isinstance(years, NotAssessable):
        return years
    before = years.figures_before(_CELLS, _SUITS)
    if isinstance(before, NotAssessable):
        return before
    if any(value > 0 for value in before.values.values()):
        return holds(_SUITS)
    if _REVIEWS not in before.printed:
        return NotAssessable(place=_SUITS, reason=_BLANK_BEFORE)
    return Violation(place=_SUITS, arguments={"suits": suits, **years.years}, cells=_CELLS)


RULE = Rule(
    code="B311",
    name="suit-after-review-without-review",
    version=1,
    severity=Severity.INFO,
    title=Text(
        zh="有复议后起诉而两年均无复议", en="Suits after reconsideration, without any of those"
    ),
    message=Text(
        zh="复议后起诉{suits}件，而{year_before}年和{year}年行政复议总计都是0",
        en=(
            "{suits} suits after reconsideration, though {year_before} and {year} both have 0 "
            "reconsiderations"
        ),
    ),
    basis=meaning_of("复议后起诉"),
    explanation=Text(
        zh=(
            "复议后起诉以复议在先。本年与上年都没有复议的，可能填错了栏。复议更早、文中提到往年的，"
            "或上年已有复议后起诉的，不报；政府和市级以上部门可能因其他单位的复议被起诉，不予判定。"
        ),
        en=(
            "A suit after reconsideration has one before it. Without any in two years a column "
            "may be mistaken. Where the text tells of earlier years, or the year before had such "
            "suits already, nothing is said; governments and offices above the county may be sued "
            "over reviews of others and are not judged."
        ),
    ),
    fails_example=Text(
        zh="两年行政复议均为0，本年复议后起诉1件。",
        en="No reconsideration in two years, and one suit after reconsideration.",
    ),
    passes_example=Text(
        zh="上年行政复议2件，本年复议后起诉1件。",
        en="2 reconsiderations last year, one suit after reconsideration this year.",
    ),
    check=suits_have_reviews,
)
