"""V804: an applicant is named."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.privacy.exposure import ExposureKind
from rules.privacy.judging import exposed, exposures_judged
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE


def applicant_names(case: Case) -> Iterator[Outcome]:
    """One outcome for each place that names applicants, or one for the report."""
    return exposures_judged(case, exposed(case, ExposureKind.APPLICANT_NAME))


RULE = Rule(
    code="V804",
    name="applicant-name",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="载有申请人姓名", en="An applicant is named"),
    message=Text(
        zh="{where}疑似载有申请人姓名：{shown}", en="{where} seems to name an applicant: {shown}"
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "“申请人”之后直接写出姓名（后接身份、住址、电话或提出申请等字样）的予以报出，"
            "须人工核实。“陈某”“张先生”等已隐去名字的写法、表头“申请人情况”不予判定。"
            "姓名在读取时即被遮盖，本系统不保存、不转发。"
        ),
        en=(
            "Told where a full name directly follows 申请人 and words such as an address, "
            "a telephone or 提出申请 come behind; a person must look. Names that are "
            "half hidden (陈某, 张先生) and the head 申请人情况 are not judged. The name "
            "is hidden as the report is read; it is neither stored nor passed on."
        ),
    ),
    fails_example=Text(
        zh="“申请人”之后为姓和名，并写明其向本局提出申请。",
        en=("申请人 is followed by surname and given name, and by what was asked of the office."),
    ),
    passes_example=Text(
        zh="申请人陈某向本局提出申请。",
        en="申请人陈某向本局提出申请, where the given name is left out.",
    ),
    check=applicant_names,
)
