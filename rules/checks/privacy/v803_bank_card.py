"""V803: the number of a bank card is printed."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.privacy.exposure import ExposureKind
from rules.privacy.judging import exposed, exposures_judged
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE


def bank_cards(case: Case) -> Iterator[Outcome]:
    """One outcome for each place with numbers of cards, or one for the report."""
    return exposures_judged(case, exposed(case, ExposureKind.BANK_CARD))


RULE = Rule(
    code="V803",
    name="bank-card",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="载有银行卡号", en="The number of a bank card is printed"),
    message=Text(
        zh="{where}载有银行卡号：{shown}", en="{where} prints the number of a bank card: {shown}"
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "16至19位、校验码相符（Luhn算法），且前后写有“卡”“账号”“账户”等字样的数字予以报"
            "出。财政、国库、对公账户以及文号、流水号、索引号不予判定。号码在读取时即被遮盖"
            "，本系统不保存、不转发原号码。"
        ),
        en=(
            "Numbers of 16 to 19 digits whose check digit is right (Luhn) are told where "
            "卡, 账号 or 账户 stands near. Accounts of the treasury and of offices, and "
            "numbers of papers and files are not judged. The number is hidden as the "
            "report is read; it is neither stored nor passed on."
        ),
    ),
    fails_example=Text(
        zh="“退费至申请人银行卡”之后为19位完整卡号。",
        en=(
            "“退费至申请人银行卡” (paid back to the bank card of the applicant) is followed"
            " by all 19 digits."
        ),
    ),
    passes_example=Text(
        zh="流水号：2023000000000000018。",
        en="流水号：2023000000000000018, a serial number.",
    ),
    check=bank_cards,
)
