"""S110: section five tells of problems without improvement, or the reverse."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.prose.pointers import points_elsewhere
from rules.prose.problems_told import (
    denial_in,
    may_tell_problem,
    squeezed,
    tells_plans,
    tells_problem,
    tells_remedy,
)
from rules.prose.sentences import sentences_in
from rules.report import Report, SectionReading
from rules.rule import Rule
from rules.sources import ARTICLE_50

_SECTION = "problems"
_MAY_BE_UNREAD = Text(
    zh="第五部分的图片、框架页或报告的附件未能读取，内容可能在其中",
    en="A picture, frame or attachment that may hold the rest of section five was not read",
)
_ONLY_IMPLIED = Text(
    zh="没有直接写明问题，但从文字可以推知，是否已说明问题未能判定",
    en="No problem is told plainly, and the words imply some; whether that is enough is not clear",
)
_IN_NEXT_SECTION = Text(
    zh="改进情况可能写在第六部分，是否已说明改进未能判定",
    en="Section six may tell of improvement; whether that is enough is not clear",
)


def problems_and_improvement(case: Case) -> Iterator[Outcome]:
    """One outcome, when section five stands, has text and does not deny any problem (S111)."""
    section = case.report.sections.get(_SECTION)
    text = squeezed(section.paragraphs) if section else ""
    problem = tells_problem(text)
    if section is None or not text or (not problem and denial_in(text)):
        return
    if problem and tells_remedy(text):
        yield holds(_SECTION)
    elif (obstacle := _obstacle(case.report, section, text)) is not None:
        yield NotAssessable(place=_SECTION, reason=obstacle)
    else:
        yield Violation(
            place=_SECTION,
            arguments={"missing": _IMPROVEMENT if problem else _PROBLEMS},
            quote=next(sentences_in(section.paragraphs[0]), None),
        )


def _obstacle(report: Report, section: SectionReading, text: str) -> Text | None:
    held = section.may_hold_unread_content or section.tables or points_elsewhere(text)
    if held or report.has_unread_attachment:
        return _MAY_BE_UNREAD
    if not tells_problem(text):
        return _ONLY_IMPLIED if may_tell_problem(text) else None
    after = report.sections.get("other_matters")
    goes_on = after is not None and tells_plans(squeezed((after.heading, *after.paragraphs)))
    return _IN_NEXT_SECTION if goes_on else None


_PROBLEMS = Text(zh="存在的问题", en="problems")
_IMPROVEMENT = Text(zh="改进情况", en="improvement")

RULE = Rule(
    code="S110",
    name="problems-half-told",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="问题与改进只写一半", en="Problems and improvement are half told"),
    message=Text(
        zh="“存在的主要问题及改进情况”没有写{missing}",
        en="Section five tells nothing of {missing}",
    ),
    basis=ARTICLE_50,
    explanation=Text(
        zh=(
            "条例要求报告工作存在的主要问题及改进情况，两项都应写。没有直说而可以推知问题的，"
            "不作判断。"
        ),
        en=(
            "The regulations want the main problems and what was done about them, both. Where "
            "plans alone imply problems the rule does not decide."
        ),
    ),
    fails_example=Text(
        zh="第五部分只列“信息更新不及时、人员不足”，没有任何改进内容。",
        en="Section five lists two shortcomings, and nothing that was or will be done.",
    ),
    passes_example=Text(
        zh="先写“栏目更新不够及时”，再写“下一步按月检查”。",
        en="It tells of late updates, and of monthly checks to come.",
    ),
    check=problems_and_improvement,
)
