"""S111: section five says that there was no problem at all."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, shortened
from rules.prose.problems_told import denial_in, squeezed, tells_problem
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SECTION = "problems"
_MAY_BE_UNREAD = Text(
    zh="第五部分的图片、框架页或报告的附件未能读取，其中可能写有问题",
    en="A picture, frame or attachment that may tell of problems was not read",
)


def problems_not_denied(case: Case) -> Iterator[Outcome]:
    """One outcome, when section five stands and has text."""
    section = case.report.sections.get(_SECTION)
    text = squeezed(section.paragraphs) if section else ""
    if section is None or not text:
        return
    denial = denial_in(text)
    if denial is None or tells_problem(text):
        yield holds(_SECTION)
    elif section.may_hold_unread_content or case.report.has_unread_attachment or section.tables:
        yield NotAssessable(place=_SECTION, reason=_MAY_BE_UNREAD)
    else:
        yield Violation(place=_SECTION, arguments={"words": shortened(denial)}, quote=denial)


RULE = Rule(
    code="S111",
    name="problems-denied",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="称没有问题", en="No problem is admitted"),
    message=Text(
        zh="“存在的主要问题及改进情况”写“{words}”，没有写任何问题",
        en="Section five says “{words}” and tells of no problem",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "这一部分要求逐项分析问题，写“无”或“不存在问题”常被主管部门视为敷衍。"
            "否认某一类问题而另写其他问题的，不报。"
        ),
        en=(
            "Supervisors want problems analysed one by one, and take 无 or 不存在问题 for "
            "perfunctory. Denying one kind of problem and telling of others is no fault."
        ),
    ),
    fails_example=Text(zh="第五部分只写“无”。", en="Section five is the one word 无."),
    passes_example=Text(
        zh="写“不存在重大问题，但栏目更新不够及时，今后按月检查”。",
        en="It denies grave problems, tells of late updates and of checks to come.",
    ),
    check=problems_not_denied,
)
