"""V801: an identity number is printed."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.privacy.exposure import ExposureKind
from rules.privacy.judging import exposed, exposures_judged
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE


def id_numbers(case: Case) -> Iterator[Outcome]:
    """One outcome for each place with identity numbers, or one for the report."""
    return exposures_judged(case, exposed(case, ExposureKind.ID_NUMBER), of_figure=Severity.WARNING)


RULE = Rule(
    code="V801",
    name="id-number",
    version=2,
    severity=Severity.ERROR,
    title=Text(zh="载有公民身份号码", en="An identity number is printed"),
    message=Text(
        zh="{where}载有公民身份号码：{shown}", en="{where} prints an identity number: {shown}"
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "报告任何位置出现的公民身份号码均予报出：18位，省级代码、出生日期有效，校验码相"
            "符；单独填在单元格中的，也可能是编号，列为疑点。统一社会信用代码、索引号、流水号和网址中的数字不予判定。号码在读取时即被遮"
            "盖，本系统不保存、不转发原号码。"
        ),
        en=(
            "Identity numbers are told wherever they stand: 18 places with a valid province"
            ", day of birth and check character; one that stands alone in a cell may be "
            "a serial number and is a warning. Codes of organisations, index and serial "
            "numbers and addresses are not judged. The number is hidden as the report "
            "is read; it is neither stored nor passed on."
        ),
    ),
    fails_example=Text(
        zh="申请人的身份证号写作18位完整号码，且校验码相符。",
        en=(
            "The identity number of an applicant is printed with all 18 places, and its "
            "check character is right."
        ),
    ),
    passes_example=Text(
        zh="统一社会信用代码：11320829MB0000000X。",
        en="统一社会信用代码：11320829MB0000000X, the code of an organisation.",
    ),
    check=id_numbers,
)
