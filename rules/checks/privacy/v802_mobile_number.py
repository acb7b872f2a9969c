"""V802: a mobile telephone number is printed."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.privacy.exposure import ExposureKind
from rules.privacy.judging import exposed, exposures_judged
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE


def mobile_numbers(case: Case) -> Iterator[Outcome]:
    """One outcome for each place with mobile numbers, those of contact information, or one."""
    return exposures_judged(
        case,
        exposed(case, ExposureKind.MOBILE_NUMBER),
        of_contact=Severity.INFO,
        of_figure=Severity.WARNING,
    )


RULE = Rule(
    code="V802",
    name="mobile-number",
    version=2,
    severity=Severity.ERROR,
    title=Text(zh="载有手机号码", en="A mobile number is printed"),
    message=Text(
        zh="{where}载有手机号码：{shown}",
        en="{where} prints a mobile number: {shown}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "报告中的11位手机号码均予报出；作为本机关联系方式公布的，列为提示；单独填在单元格"
            "中的，也可能是填错的数字，列为疑点。固定电话、索引号、文件名、网址和金额"
            "中的数字不予判定。号码在读取时即被遮盖，本系统不保存、不转发原号码。"
        ),
        en=(
            "Mobile numbers of 11 digits are told; those by which the body asks to be "
            "called are information only, and one that stands alone in a cell, "
            "which may be a wrong figure, is a warning. Landlines, index numbers, file names, "
            "addresses and amounts are not judged. The number is hidden as the report is "
            "read; it is neither stored nor passed on."
        ),
    ),
    fails_example=Text(
        zh="“一名申请人留下手机号”之后为11位完整号码。",
        en=(
            "“一名申请人留下手机号” (an applicant left a mobile number) is followed by "
            "all 11 digits."
        ),
    ),
    passes_example=Text(
        zh="联系电话：0999-0000000。",
        en="联系电话：0999-0000000, a landline.",
    ),
    check=mobile_numbers,
)
