"""N505: the prose tells of more reviews or suits than table 4 has."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, holds
from rules.language import Text
from rules.prose.numbers import NumberTold
from rules.prose.review_counts import ReviewKind, review_counts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.told_figures import Printed, printed_figures, told_against

_CELLS = {
    ReviewKind.RECONSIDERATION: ("t4/reconsideration/total",),
    ReviewKind.SUIT: ("t4/direct_suit/total", "t4/suit_after_reconsideration/total"),
}
_MAY_BE_NEW = Text(
    zh="文中数字小于表中总计，可能只计本年新收，不计上年未结",
    en="The prose has fewer than the table; it may count only the new ones of the year",
)


def reviews_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for reviews and one for suits, where the prose counts them."""
    counts = review_counts(case.report)
    for kind, cells in _CELLS.items():
        told = [c.number for c in counts if c.kind is kind and c.number.value > 0]
        if told:
            printed = printed_figures(case, cells)
            if isinstance(printed, NotAssessable):
                yield printed
            else:
                yield _outcome(case, told, printed)


def _outcome(case: Case, told: Sequence[NumberTold], printed: Printed) -> Outcome:
    total = sum(printed.values(), Decimal(0))
    place = next(iter(printed))
    if any(number.value == total for number in told):
        return holds(place)
    if any(number.value < total for number in told):
        return NotAssessable(place=place, reason=_MAY_BE_NEW, cells=tuple(printed))
    return told_against(case, told, cell=place, readings=(total,), printed=total)


RULE = Rule(
    code="N505",
    name="reviews",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述复议诉讼数多于表格",
        en="The prose has more reviews or suits than table 4",
    ),
    message=Text(
        zh="文字所述为{told}件，表四总计为{printed}件",
        en="The prose has {told}; table 4 has {printed} in all",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字所述因政府信息公开引起的复议、诉讼件数，不应多于表四的总计。"
            "少于总计的可能只计本年新收，备案、审结等数另有口径，均不予判定。"
        ),
        en=(
            "The reviews and suits over disclosure that the prose counts are no more than the "
            "totals of table 4. Fewer may be the new ones of the year, and cases registered or "
            "closed are counted otherwise; neither is decided."
        ),
    ),
    fails_example=Text(
        zh="文字：政府信息公开行政复议13件；表四行政复议总计为6。",
        en="The prose has 13 reconsiderations; table 4 has 6.",
    ),
    passes_example=Text(
        zh="文字：政府信息公开行政复议6件；表四行政复议总计为6。",
        en="The prose has 6 reconsiderations; table 4 has 6.",
    ),
    check=reviews_as_told,
)
