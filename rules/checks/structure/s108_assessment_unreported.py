"""S108: a government's report has no word of assessment, public comment or accountability."""

import re
from collections.abc import Iterator

from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.prose.sentences import paragraphs_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import form_that_says

_TOLD = re.compile(
    "考核|评议|责任追究|评估|评价|绩效|通报|问责|追责|考评|追究|测评|评查|评比|评分|满意度|约谈"
)
_MAY_BE_UNREAD = Text(
    zh="报告的图片、框架页、正文中的表格或附件未能读取，其中可能写有考核、评议或责任追究情况",
    en="A picture, frame, table or attachment that may tell of assessment was not read",
)


def assessment_told(case: Case) -> Iterator[Outcome]:
    """One outcome for the report of a government that has prose."""
    texts = [text for p in paragraphs_of(case.report) if (text := "".join(p.text.split()))]
    if any(_TOLD.search(text) for text in texts):
        yield holds("overview")
    elif _may_be_unread(case.report):
        yield NotAssessable(place="overview", reason=_MAY_BE_UNREAD)
    elif "overview" in case.report.sections:
        yield Violation(place="overview")


def _may_be_unread(report: Report) -> bool:
    prose = (report.sections.get(key) for key in ("overview", "problems", "other_matters"))
    return report.has_unread_attachment or any(
        s and (s.may_hold_unread_content or s.tables) for s in prose
    )


RULE = Rule(
    code="S108",
    name="assessment-unreported",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="未报告考核评议情况", en="Assessment is not reported"),
    message=Text(
        zh="全文没有提到工作考核、社会评议和责任追究结果情况",
        en="The report has no word of assessment, public comment or accountability",
    ),
    basis=form_that_says("工作考核、社会评议和责任追究结果情况"),
    explanation=Text(
        zh=(
            "各级人民政府的报告应说明工作考核、社会评议和责任追究结果情况。全文没有“考核、评议、评估、"
            "通报、问责”等任何一词时报出。只适用于人民政府的报告。"
        ),
        en=(
            "Governments report the results of assessment, public comment and accountability. The "
            "rule fires when none of the words for these is in the whole report. It asks "
            "governments only."
        ),
    ),
    fails_example=Text(
        zh="某县人民政府的报告讲了培训和检查，没有考核、评议和追责。",
        en="A county government tells of training, and not of assessment or accountability.",
    ),
    passes_example=Text(
        zh="写“委托第三方开展评估，未发生问责情形”。",
        en="It tells of an evaluation by others, and that nobody was called to account.",
    ),
    formats=("ogi-2021",),
    kinds=(BodyKind.GOVERNMENT,),
    check=assessment_told,
)
