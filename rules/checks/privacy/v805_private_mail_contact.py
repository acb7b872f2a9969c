"""V805: a mailbox of a public provider stands as the contact of the body."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.privacy.exposure import ExposureKind
from rules.privacy.judging import exposed, exposures_judged
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE


def private_mail_contacts(case: Case) -> Iterator[Outcome]:
    """One outcome for each place with such mailboxes, or one for the report."""
    return exposures_judged(
        case, [each for each in exposed(case, ExposureKind.PRIVATE_MAIL) if each.is_contact]
    )


RULE = Rule(
    code="V805",
    name="private-mail-contact",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="以商业邮箱作为联系方式", en="A private mailbox is the official contact"),
    message=Text(
        zh="{where}以商业邮箱作为联系方式：{shown}",
        en="{where} gives a mailbox of a public provider as contact: {shown}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh="本机关的联系方式写为QQ、163等商业邮箱的，作提示。此类情形较普遍，默认不启用。",
        en=(
            "Told where the contact of the body is a mailbox at QQ, 163 or another public "
            "provider. It is common, so the rule is off by default."
        ),
    ),
    fails_example=Text(
        zh="联系邮箱：example@qq.com。",
        en="联系邮箱：example@qq.com.",
    ),
    passes_example=Text(
        zh="联系邮箱为政府邮箱。",
        en="The mailbox is one of the government.",
    ),
    off_by_default=True,
    check=private_mail_contacts,
)
