"""S107: section one has no word of one of the five aspects of the work."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, listed
from rules.prose.aspects import ASPECTS, aspects_missing
from rules.prose.overview_substance import told_of_the_work, unread_of_the_work
from rules.report import Report
from rules.rule import Rule
from rules.sources import OWN_FORM

_SECTION = "overview"
_WITH_TABLES = ("proactive", "requests")
"""Some offices tell of publishing and of requests beside the tables on them."""
_TOLD_ELSEWHERE = Text(
    zh="第一部分没有提到的方面写在表格所在的部分，是否符合要求未能判定",
    en="What section one leaves out is told beside the tables; whether that is enough is not clear",
)


def aspects_told(case: Case) -> Iterator[Outcome]:
    """One outcome, when section one tells of any aspect; one without any is told by S109."""
    section = case.report.sections.get(_SECTION)
    missing = aspects_missing(told_of_the_work(case.report))
    if section is None or len(missing) == len(ASPECTS):
        return
    if not missing:
        yield holds(_SECTION)
        return
    reason = unread_of_the_work(case.report) or _told_elsewhere(case.report)
    if reason is not None:
        yield NotAssessable(place=_SECTION, reason=reason)
    else:
        yield Violation(
            place=_SECTION,
            arguments={"aspects": listed(aspect.label for aspect in missing)},
            cause=f"section {_SECTION}",
        )


def _told_elsewhere(report: Report) -> Text | None:
    missing = aspects_missing(told_of_the_work(report, _WITH_TABLES))
    return None if missing else _TOLD_ELSEWHERE


RULE = Rule(
    code="S107",
    name="overview-aspects",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="总体情况缺少规定方面", en="The overview leaves out an aspect"),
    message=Text(
        zh="“总体情况”没有提到：{aspects}",
        en="Section one has no word of: {aspects}",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "格式要求总体情况包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障"
            "五个方面。某一方面连相近的词都没有出现时报出，不要求使用原词或分项标题。"
        ),
        en=(
            "The form wants five aspects told: proactive disclosure, requests, management, "
            "platforms, and supervision. The rule fires when not even a kindred word of one is "
            "found; neither its own words nor headings are asked for."
        ),
    ),
    fails_example=Text(
        zh="总体情况写了发布信息、办理申请、网站和培训考核，没有一句讲信息管理。",
        en="Section one tells of the other four, and has not a word on management.",
    ),
    passes_example=Text(
        zh="以“一是”至“五是”写五方面工作，不用原来的名称。",
        en="It tells of the five in a list, in other words than the form's.",
    ),
    formats=("ogi-2021",),
    check=aspects_told,
)
