"""S113: the title is not worded as the titles of annual reports are."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, shortened
from rules.lettering import letters_obstacle
from rules.one_width import in_one_width
from rules.report import Report
from rules.report_title import NAME_OF_COLUMN, NO_TITLE, title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_BROKEN = Text(
    zh="正文标题没有年份，而列表、页面标题或上方另一行写有年份，正文标题可能分行排印、未能读全",
    en="The title lacks a year that the page's own or a line above has; it may be broken in two",
)
_YEAR_ABOVE = re.compile(r"20\d\d\s*年(?!\s*\d{1,2}\s*月)")
_LONGEST_LINE = 40


def title_worded_as_usual(case: Case) -> Iterator[Outcome]:
    """One outcome for the title; a body that it lacks is told by S114."""
    title = case.report.title
    if title is None:
        yield NotAssessable(place="title", reason=NO_TITLE)
        return
    parts = title_parts(title)
    if parts.is_standard:
        yield holds("title")
        return
    obstacle = letters_obstacle(case.report)
    if parts.year is None:
        obstacle = obstacle or (_may_have_year(case.report) if parts.body else NAME_OF_COLUMN)
    if obstacle is not None:
        yield NotAssessable(place="title", reason=obstacle)
        return
    without_year = parts.year is None
    yield Violation(
        place="title",
        arguments={"title": shortened(title), "fault": _NO_YEAR if without_year else _WORDING},
        quote=title,
        severity=Severity.WARNING if without_year else None,
    )


def _may_have_year(report: Report) -> Text | None:
    lines = (in_one_width(text) for text in report.intro if len(text) <= _LONGEST_LINE)
    above = any(_YEAR_ABOVE.search(line) for line in lines)
    listed = title_parts(report.list_title or "").year is not None
    return _BROKEN if above or listed else None


_NO_YEAR = Text(zh="没有年份", en="names no year")
_WORDING = Text(zh="与通行写法不同", en="is worded otherwise than usual")

RULE = Rule(
    code="S113",
    name="title-form",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="标题写法与通行写法不同", en="The title is worded otherwise than usual"),
    message=Text(
        zh="标题“{title}”{fault}（通行写法：主体＋年份＋政府信息公开工作年度报告）",
        en="The title “{title}” {fault} (usual: body, year, 政府信息公开工作年度报告)",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "标题通行写法为“主体＋YYYY年＋政府信息公开工作年度报告”。写法不同不影响内容，只作提示；"
            "没有年份的标题难以检索和辨认，作为疑点。"
        ),
        en=(
            "Titles name the body, the year and 政府信息公开工作年度报告. Other words change "
            "nothing in the report and are told as information; a title without a year is hard to "
            "find and to tell from others, and is a warning."
        ),
    ),
    fails_example=Text(
        zh="标题为“某县水利局政府信息公开工作年度报告”，没有年份。",
        en="The title is 某县水利局政府信息公开工作年度报告, without a year.",
    ),
    passes_example=Text(
        zh="标题为“某县水利局2023年度政府信息公开工作年度报告”，分两行排印。",
        en="The title names body and year in full, broken over two lines.",
    ),
    check=title_worded_as_usual,
)
