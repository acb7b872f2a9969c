"""B303: the applicants of a row do not make its total."""

from collections.abc import Iterator

from rules.balance import assess
from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.rule import Rule
from rules.sources import meaning_of


def applicant_sums(case: Case) -> Iterator[Outcome]:
    """One outcome for each row of table 3."""
    yield from assess(case, "B303")


RULE = Rule(
    code="B303",
    name="applicant-sum",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="各类申请人之和与总计不符", en="The applicants do not make the total"),
    message=Text(
        zh="{row}：各类申请人之和为{left}，总计为{right}",
        en="{row}: the applicants make {left}, and the total holds {right}",
    ),
    basis=meaning_of("总计"),
    explanation=Text(
        zh=(
            "“总计”列是自然人与五类法人或其他组织之和，逐行核验。总计空白时不作判断（见T231），"
            "数字全在总计列时无法核验（见T230）。"
        ),
        en=(
            "The column 总计 is the sum of natural persons and five kinds of organisation, row "
            "by row. A blank total is not judged here (T231); where all figures stand in the "
            "total column, nothing can be compared (T230)."
        ),
    ),
    fails_example=Text(
        zh="“予以公开”：自然人3、商业企业1，总计3。",
        en="予以公开: 自然人 3 and 商业企业 1, total 3.",
    ),
    passes_example=Text(
        zh="“予以公开”：自然人3、商业企业1，总计4。",
        en="予以公开: 自然人 3 and 商业企业 1, total 4.",
    ),
    check=applicant_sums,
)
