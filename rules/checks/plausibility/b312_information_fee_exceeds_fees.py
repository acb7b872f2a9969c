"""B312: the information handling fee is above all fees of the body."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.known_figures import figures_at, not_printed
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.fee import FeeTold, fee_of, is_of_others, names_the_fee, was_collected
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_FEES = "t2/fees/amount"
_YUAN = Decimal(10_000)
_PLACES = 2
_BOOKED_ELSEWHERE = Text(
    zh="行政事业性收费为0，信息处理费可能由财政等部门入账统计",
    en="The fees are 0; the information fee may be booked by another body",
)

_OTHERWISE_COUNTED = Text(
    zh="文中的信息处理费可能没有实际收取，或由其他单位收取",
    en="The fee of the text may not have been collected, or by other bodies",
)


def information_fee_within_fees(case: Case) -> Iterator[Outcome]:
    """One outcome, when the text tells of an amount collected."""
    fee = fee_of(case.report)
    if fee is None or fee.amount is None or not names_the_fee(fee.sentence):
        return
    found = figures_at(case, (_FEES,))
    obstacle = prose_numbers_obstacle(case.report)
    if isinstance(found, NotAssessable):
        yield found
    elif obstacle is not None:
        yield NotAssessable(place=_FEES, reason=obstacle)
    elif _FEES not in found.printed:
        yield not_printed(_FEES, (_FEES,))
    else:
        yield _compared(case, fee, fee.amount, found.values[_FEES])


def _compared(case: Case, fee: FeeTold, amount: Decimal, fees: Decimal) -> Outcome:
    if amount / _YUAN <= fees + _last_place(fees):
        return holds(_FEES)
    if not was_collected(fee.sentence) or _may_be_of_others(case, fee):
        return NotAssessable(place=_FEES, cells=(_FEES,), reason=_OTHERWISE_COUNTED)
    if fees == 0 and case.kind is not BodyKind.GOVERNMENT:
        return NotAssessable(place=_FEES, cells=(_FEES,), reason=_BOOKED_ELSEWHERE)
    return Violation(
        place=_FEES,
        arguments={"fee": figure_text(amount), "fees": figure_text(fees)},
        cells=(_FEES,),
        quote=fee.sentence,
    )


def _may_be_of_others(case: Case, fee: FeeTold) -> bool:
    """A government counts the fees of its whole region in both places."""
    return case.kind is not BodyKind.GOVERNMENT and is_of_others(fee.sentence)


def _last_place(fees: Decimal) -> Decimal:
    """What rounding may have taken: one unit of the last place printed, of two where it is 0."""
    exponent = fees.as_tuple().exponent
    printed = -exponent if isinstance(exponent, int) else 0
    return Decimal(1).scaleb(-(_PLACES if fees == 0 else printed))


RULE = Rule(
    code="B312",
    name="information-fee-exceeds-fees",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="信息处理费多于行政事业性收费", en="The information fee is above all fees"),
    message=Text(
        zh="信息处理费{fee}元，而行政事业性收费合计为{fees}万元",
        en="The information fee is {fee} yuan; all administrative fees are {fees} 万元",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "信息处理费属于行政事业性收费，一般不应多于该项合计。四舍五入以内的差不报；部门、乡镇街道"
            "收费为0的，可能由财政入账，不予判定。"
        ),
        en=(
            "The information fee is one of the administrative fees and should not be above their "
            "sum. What rounding explains is not told; where a department or township prints 0, "
            "the fee may be booked elsewhere and the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="收取信息处理费12000元，收费合计填0.35万元。",
        en="12,000 yuan of information fees, and 0.35 万元 in all.",
    ),
    passes_example=Text(
        zh="收取信息处理费1200元，收费合计填0.12万元。",
        en="1,200 yuan of information fees, and 0.12 万元 in all.",
    ),
    formats=("ogi-2021",),
    check=information_fee_within_fees,
)
