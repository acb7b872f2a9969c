"""B302: the outcomes of a column do not make its total."""

from collections.abc import Iterator

from rules.balance import assess
from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.rule import Rule
from rules.sources import meaning_of


def outcome_sums(case: Case) -> Iterator[Outcome]:
    """One outcome for each column of table 3."""
    yield from assess(case, "B302")


RULE = Rule(
    code="B302",
    name="outcome-sum",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="办理结果分项之和与总计不符", en="The outcomes do not make the total"),
    message=Text(
        zh="{column}：办理结果各分项之和为{left}，（七）总计为{right}",
        en="{column}: the outcomes make {left}, and the total row holds {right}",
    ),
    basis=meaning_of("（七）总计"),
    explanation=Text(
        zh=(
            "（七）总计是（一）至（六）各分项之和，逐列核验。缺行时无法核验；（六）只列一行的，"
            "该行计入。"
        ),
        en=(
            "The total row is the sum of the outcomes (一) to (六), column by column. Not "
            "assessable where a row is missing; where (六) is printed as one row, that row "
            "counts."
        ),
    ),
    fails_example=Text(
        zh="自然人列各分项合计26，总计填27。",
        en="The outcomes of 自然人 make 26; its total holds 27.",
    ),
    passes_example=Text(
        zh="空白分项按0计，各分项合计27，总计27。",
        en="Blank items count as zero; the items make 27 and so does the total.",
    ),
    check=outcome_sums,
)
