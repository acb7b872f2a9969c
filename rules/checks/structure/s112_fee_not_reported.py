"""S112: section six does not say whether information handling fees were collected."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.prose.fee import a_heading_tells_of_the_fee, fee_of
from rules.rule import Rule
from rules.sources import form_that_says

_SECTION = "other_matters"
_MAY_BE_UNREAD = Text(
    zh="第六部分的图片、框架页或报告的附件未能读取，其中可能已说明收费情况",
    en="A picture, frame or attachment that may tell of the fee could not be read",
)


def fee_told(case: Case) -> Iterator[Outcome]:
    """One outcome, when section six stands and holds something."""
    section = case.report.sections.get(_SECTION)
    if section is None or section.is_empty:
        return
    if fee_of(case.report) is not None or a_heading_tells_of_the_fee(case.report):
        yield holds(_SECTION)
    elif section.may_hold_unread_content or case.report.has_unread_attachment:
        yield NotAssessable(place=_SECTION, reason=_MAY_BE_UNREAD)
    else:
        yield Violation(place=_SECTION)


RULE = Rule(
    code="S112",
    name="fee-not-reported",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="未报告信息处理费收取情况", en="The information fee is not reported"),
    message=Text(
        zh="“其他需要报告的事项”没有说明信息处理费收取情况",
        en="Section six does not tell of the information handling fee",
    ),
    basis=form_that_says("收取信息处理费情况在此处报告"),
    explanation=Text(
        zh=(
            "格式要求在第六部分报告信息处理费的收取情况，没有收取也应说明。"
            "写在其他部分的视为已报告。"
        ),
        en=(
            "The form wants section six to tell of the information handling fee, also when none "
            "was collected. A fee told in another section counts as told."
        ),
    ),
    fails_example=Text(
        zh="第六部分只写“本年度没有其他需要报告的事项”。",
        en="Section six says only that there is nothing else to report.",
    ),
    passes_example=Text(
        zh="第六部分写明“未收取信息处理费”。",
        en="Section six says that no information handling fee was collected.",
    ),
    formats=("ogi-2021",),
    check=fee_told,
)
