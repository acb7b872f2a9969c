"""S116: the title in a list or of the page names another year or body than that in the text."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, shortened
from rules.lettering import letters_obstacle
from rules.naming.short_forms import may_be_one
from rules.one_width import in_one_width
from rules.report_title import NO_TITLE, title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_YEAR_UNSURE = Text(
    zh="页面上有几个年份不同的标题，哪一个是本报告的未能确定",
    en="Titles of several years stand on the page, and which is the report's is not sure",
)


def titles_agree(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that has two titles."""
    report = case.report
    if report.list_title is None:
        return
    reason = letters_obstacle(report) or (NO_TITLE if report.title is None else None)
    if reason is not None or report.title is None:
        yield NotAssessable(place="title", reason=reason or NO_TITLE)
        return
    conflict = _conflict(report.list_title, report.title)
    if conflict is None:
        yield holds("title")
    elif report.year is None:
        yield NotAssessable(place="title", reason=_YEAR_UNSURE)
    else:
        yield Violation(
            place="title",
            arguments={
                "what": conflict,
                "listed": shortened(report.list_title),
                "printed": shortened(report.title),
            },
            quote=report.title,
        )


def _conflict(list_title: str, title: str) -> Text | None:
    listed, printed = title_parts(list_title), title_parts(title)
    if listed.year and printed.year and str(printed.year) not in in_one_width(list_title):
        return _YEAR if listed.year != printed.year else None
    if listed.body and printed.body and not may_be_one(listed.body, printed.body):
        return _BODY
    return None


_YEAR = Text(zh="年份", en="years")
_BODY = Text(zh="单位名称", en="bodies")

RULE = Rule(
    code="S116",
    name="list-title-conflict",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="列表标题与正文标题不一致", en="List title and title differ"),
    message=Text(
        zh="列表或页面标题“{listed}”与正文标题“{printed}”的{what}不一致",
        en="The list title “{listed}” and the title “{printed}” name different {what}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "列表或页面标题与正文标题写的年份或单位不同，读者会找错报告。省略地名、简称、"
            "“（图片版）”等后缀和破折号后的网站名称不算不一致。"
        ),
        en=(
            "Titles of one report that name different years or bodies lead readers astray. A place "
            "left out, a short form, a remark in brackets and the name of a site behind a dash are "
            "no difference."
        ),
    ),
    fails_example=Text(
        zh="列表标题为“某县林业管理局2023年……”，正文标题为“某县林业管理2023年……”。",
        en="The list has 某县林业管理局, and the title in the text 某县林业管理.",
    ),
    passes_example=Text(
        zh="列表标题为“县水利局2023年政府信息公开工作年度报告（图片版）”，正文标题写全称。",
        en="The list has a short name and （图片版）; the title in the text has the full name.",
    ),
    check=titles_agree,
)
