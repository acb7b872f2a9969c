"""B310: reviews or suits in a year that had no request, nor had the year before."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import figures_at
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.grounds_of_review import tells_other_ground
from rules.review_authority import MAY_BE_SUED_FOR_OTHERS, may_decide_reviews
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.two_years import TwoYears

_REQUESTS = ("t3/received/total", "t3/brought_forward/total")
_AFTER_REVIEW = "t4/suit_after_reconsideration/total"
_REVIEWS = ("t4/reconsideration/total", "t4/direct_suit/total", _AFTER_REVIEW)
_PLACE = "t4"
_OTHER_GROUND = Text(
    zh="文中提到复议诉讼另有起因或源于往年",
    en="The text names another ground, or another year, of a review or suit",
)
_BLANK = Text(zh="申请数量空白", en="The counts of requests are blank")
_BLANK_BEFORE = Text(
    zh="上年报告：申请数量空白",
    en="In the report of the year before: the counts of requests are blank",
)
_NO_YEAR_BEFORE = Text(
    zh="没有上年报告，无从判断申请是否在上年收到",
    en="Without the report of the year before nobody can tell whether it had requests",
)


def reviews_have_requests(case: Case) -> Iterator[Outcome]:
    """One outcome, when the year has reviews or suits."""
    found = figures_at(case, (*_REVIEWS, *_REQUESTS), place=_PLACE)
    if isinstance(found, NotAssessable):
        yield found
        return
    reviews = sum((found.values[cell] for cell in _REVIEWS), Decimal(0))
    if reviews <= 0:
        return
    if any(found.values[cell] > 0 for cell in _REQUESTS):
        yield holds(_PLACE)
    elif not found.printed.issuperset(_REQUESTS):
        yield NotAssessable(place=_PLACE, cells=_REQUESTS, reason=_BLANK)
    elif tells_other_ground(case.report):
        yield NotAssessable(place=_PLACE, reason=_OTHER_GROUND)
    elif found.values[_AFTER_REVIEW] == reviews and may_decide_reviews(case):
        yield NotAssessable(place=_PLACE, cells=(_AFTER_REVIEW,), reason=MAY_BE_SUED_FOR_OTHERS)
    else:
        yield _beside_year_before(TwoYears.of(case), figure_text(reviews))


def _beside_year_before(years: TwoYears | NotAssessable | None, reviews: str) -> Outcome:
    if years is None:
        return NotAssessable(place=_PLACE, reason=_NO_YEAR_BEFORE)
    if isinstance(years, NotAssessable):
        return years
    before = years.figures_before((*_REVIEWS, *_REQUESTS), _PLACE)
    if isinstance(before, NotAssessable):
        return before
    if any(value > 0 for value in before.values.values()):
        return holds(_PLACE)
    if not before.printed.issuperset(_REQUESTS):
        return NotAssessable(place=_PLACE, reason=_BLANK_BEFORE)
    return Violation(
        place=_PLACE, arguments={"reviews": reviews, **years.years}, cells=(*_REVIEWS, *_REQUESTS)
    )


RULE = Rule(
    code="B310",
    name="review-without-request",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="没有申请而有复议诉讼", en="Reviews without requests"),
    message=Text(
        zh="复议、诉讼共{reviews}件，而{year_before}年和{year}年都没有新收或结转的申请",
        en=(
            "{reviews} reviews and suits, though neither {year_before} nor {year} had a request "
            "received or brought forward"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "复议、诉讼多由申请的答复引起，两年都没有申请时值得核对。因主动公开或更早的申请引起的，"
            "并不矛盾：文中提到的、上年已有复议诉讼的，不报；可能因"
            "其他单位的复议被起诉的，不予判定。"
        ),
        en=(
            "Reviews and suits mostly grow out of answers to requests, so two years without any "
            "are worth a look. One over proactive disclosure or an older request is no fault: "
            "where the text tells of it, or the year before had reviews already, nothing is said. "
            "A body that may be sued over reviews of others is not judged."
        ),
    ),
    fails_example=Text(
        zh="两年申请均为0，本年行政复议总计1件。",
        en="No request in two years, and one reconsideration this year.",
    ),
    passes_example=Text(
        zh="上年新收3件，本年新收0件，本年行政复议1件。",
        en="3 requests last year, none this year, one reconsideration this year.",
    ),
    check=reviews_have_requests,
)
