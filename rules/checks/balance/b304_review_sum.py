"""B304: the results of a row of table 4 do not make its total."""

from collections.abc import Iterator

from rules.balance import assess
from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.rule import Rule
from rules.sources import meaning_of


def review_sums(case: Case) -> Iterator[Outcome]:
    """One outcome for each group of table 4."""
    yield from assess(case, "B304")


RULE = Rule(
    code="B304",
    name="review-sum",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="复议诉讼总计与分项之和不符", en="The results do not make the total"),
    message=Text(
        zh="{row}：各种结果之和为{left}，总计为{right}",
        en="{row}: the results make {left}, and the total holds {right}",
    ),
    basis=meaning_of("总计"),
    explanation=Text(
        zh="复议、诉讼各组的总计是维持、纠正、其他结果与尚未审结四栏之和。",
        en="In each group the total is the sum of upheld, corrected, other results and pending.",
    ),
    fails_example=Text(
        zh="行政复议：10 + 1 + 0 + 0，总计填0。",
        en="行政复议: 10 + 1 + 0 + 0, and the total holds 0.",
    ),
    passes_example=Text(
        zh="行政复议：10 + 1 + 0 + 0，总计11。",
        en="行政复议: 10 + 1 + 0 + 0, total 11.",
    ),
    check=review_sums,
)
