"""S114: the title names no body."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, shortened
from rules.lettering import LETTERS_RECOGNISED
from rules.report import Report
from rules.report_title import NAME_OF_COLUMN, NO_TITLE, TitleParts, title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_NAME = re.compile(
    r"^[^\d，。；：,;:]{2,30}"
    r"(?:政府|办公室|办公厅|局|委|厅|院|中心|处|镇|乡|街道|会|所|队|(?<!网)站|部|行|校|公司|[省市区县州盟旗])$"
)
_PUBLISHED_BY = re.compile(
    r"(?:发布|公开|发文|责任)(?:机构|单位|主体|部门)[:：]\s*[\u4e00-\u9fff]{2,}"
)
_LINES_OF_A_TITLE = 3


def title_names_body(case: Case) -> Iterator[Outcome]:
    """One outcome for the title."""
    title = case.report.title
    parts = title_parts(title or "")
    if title is not None and (parts.body or _named_elsewhere(case.report)):
        yield holds("title")
        return
    reason = _obstacle(case.report, parts)
    if reason is not None or title is None:
        yield NotAssessable(place="title", reason=reason or NO_TITLE)
    else:
        yield Violation(place="title", arguments={"title": shortened(title)}, quote=title)


def _obstacle(report: Report, parts: TitleParts) -> Text | None:
    if report.title is None:
        return NO_TITLE
    if parts.year is None:
        return NAME_OF_COLUMN
    return LETTERS_RECOGNISED if report.recognised else None


def _named_elsewhere(report: Report) -> bool:
    """The page names the body in its own title, its fields or what it says above the text."""
    if title_parts(report.list_title or "").body:
        return True
    above = ("".join(text.split()) for text in report.intro[:_LINES_OF_A_TITLE])
    if any(_NAME.match(name) for name in (*above, *report.named_by_page)):
        return True
    return any(_PUBLISHED_BY.search(text) for text in report.intro)


RULE = Rule(
    code="S114",
    name="title-no-body",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="标题没有发布单位名称", en="The title names no body"),
    message=Text(
        zh="标题“{title}”没有写明是哪个单位的报告",
        en="The title “{title}” does not say whose report it is",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "标题没有单位名称，离开原网站就无法辨认是谁的报告。页面标题、题上另一行或“发布机构”栏写明单位的，"
            "视为已写明；“来源”一栏只说明转自何处，不算。"
        ),
        en=(
            "A title without a body's name says nothing of whose report it is once it leaves its "
            "site. A name in the page's own title, on a line above or as publisher is enough; "
            "where it was taken from (来源) is not."
        ),
    ),
    fails_example=Text(
        zh="标题为“2023年政府信息公开工作年度报告”。",
        en="The title is 2023年政府信息公开工作年度报告.",
    ),
    passes_example=Text(
        zh="标题为“2023年某县水利局政府信息公开工作年度报告”。",
        en="The title names the body behind the year.",
    ),
    check=title_names_body,
)
