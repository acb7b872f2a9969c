"""B307: the information handling fee is no multiple of 10 yuan."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.fee import fee_of, names_the_fee
from rules.rule import Basis, BasisKind, Rule

_STEP = 10
_NOT_BY_THE_TARIFF = re.compile(
    "减免|减收|免[收交缴除]|优惠|折|退|万|约|余元|多元|邮寄|邮费|检索|复[制印]|工本|利息|滞纳"
)
"""A part waived or paid back, a figure rounded, or costs that are none of the tariff."""
_WHY_NOT = Text(
    zh="收费金额经减免、取整，或包含其他费用，不能按档次核对",
    en="The amount was waived in part, is rounded or holds other costs, so no step applies",
)


def fee_in_steps(case: Case) -> Iterator[Outcome]:
    """One outcome, when the text tells of an amount collected."""
    fee = fee_of(case.report)
    if fee is None or fee.amount is None or not names_the_fee(fee.sentence):
        return
    obstacle = prose_numbers_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place=fee.section, reason=obstacle)
    elif fee.amount % _STEP == 0:
        yield holds(fee.section)
    elif _NOT_BY_THE_TARIFF.search(fee.sentence):
        yield NotAssessable(place=fee.section, reason=_WHY_NOT)
    else:
        yield Violation(
            place=fee.section,
            arguments={"amount": figure_text(fee.amount)},
            quote=fee.sentence,
        )


RULE = Rule(
    code="B307",
    name="fee-step",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="信息处理费不合收费档次", en="The fee fits no step of the tariff"),
    message=Text(
        zh="信息处理费为{amount}元，而各收费档次都是10元的倍数",
        en="The information fee is {amount} yuan; every step of the tariff is a multiple of 10",
    ),
    basis=Basis(
        kind=BasisKind.LAW,
        document=Text(zh="《信息处理费管理办法》", en="Measures on the information handling fee"),
        number="国办函〔2020〕109号",
    ),
    explanation=Text(
        zh=(
            "按件计收为每件100元起，按量计收为每页10元、20元、40元，合计总是10元的倍数。"
            "有减免、退费、以万元取整或含邮寄复制费用的，不予判定。"
        ),
        en=(
            "By item the tariff starts at 100 yuan, by page it is 10, 20 or 40, so sums are "
            "multiples of 10. Amounts waived in part, paid back, rounded to 万元, or with costs "
            "of post and copies in them are not judged."
        ),
    ),
    fails_example=Text(zh="收取信息处理费125元。", en="125 yuan were collected."),
    passes_example=Text(zh="收取信息处理费120元。", en="120 yuan were collected."),
    formats=("ogi-2021",),
    check=fee_in_steps,
)
