"""B301: what came in is not what was handled and carried on."""

from collections.abc import Iterator

from rules.balance import assess
from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.rule import Rule
from rules.sources import form_that_says


def request_balance(case: Case) -> Iterator[Outcome]:
    """One outcome for each column of table 3."""
    yield from assess(case, "B301")


RULE = Rule(
    code="B301",
    name="request-balance",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="申请收办数量不平衡", en="Requests received and handled do not balance"),
    message=Text(
        zh="{column}：本年新收与上年结转之和为{left}，办理结果总计与结转下年度之和为{right}",
        en=(
            "{column}: received and brought forward make {left}, handled and carried forward "
            "{right}"
        ),
    ),
    basis=form_that_says("第一项加第二项之和，等于第三项加第四项之和"),
    explanation=Text(
        zh=(
            "表中载明的勾稽关系：每一列的新收加上年结转，等于办理总计加结转下年度。"
            "不等则有申请去向不明，或有数字填错。"
        ),
        en=(
            "The relation that the form itself states: in each column, what was received and "
            "brought forward is what was handled and carried forward. Else requests are "
            "unaccounted for, or a figure is wrong."
        ),
    ),
    fails_example=Text(
        zh="自然人列：25 + 3 ≠ 27 + 0。",
        en="自然人: 25 + 3 ≠ 27 + 0.",
    ),
    passes_example=Text(
        zh="自然人列：25 + 3 = 27 + 1。",
        en="自然人: 25 + 3 = 27 + 1.",
    ),
    check=request_balance,
)
