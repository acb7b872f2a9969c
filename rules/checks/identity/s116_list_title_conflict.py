"""S116: the title in a list or of the page names another year or body than that in the text."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import numbers_obstacle
from rules.language import Text, shortened
from rules.report_title import TitleParts, title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_NO_TITLE = Text(zh="没有找到正文标题", en="The title in the text was not found")
_PLACES = "省市区县州盟旗镇乡道"
"""A name that ends in a place, or in what governs it, may stand for the other."""
_GOVERNMENT = ("人民政府办公室", "人民政府办公厅", "人民政府", "政府办公室", "政府办")


def titles_agree(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that has two titles."""
    report = case.report
    if report.list_title is None:
        return
    reason = numbers_obstacle(report) or (_NO_TITLE if report.title is None else None)
    if reason is not None or report.title is None:
        yield NotAssessable(place="title", reason=reason or _NO_TITLE)
        return
    listed, printed = title_parts(report.list_title), title_parts(report.title)
    conflict = _conflict(listed, printed)
    if conflict is None:
        yield Holds(place="title")
        return
    yield Violation(
        place="title",
        arguments={
            "what": conflict,
            "listed": shortened(report.list_title),
            "printed": shortened(report.title),
        },
        quote=report.title,
    )


def _conflict(listed: TitleParts, printed: TitleParts) -> Text | None:
    if listed.year and printed.year and listed.year != printed.year:
        return _YEAR
    if listed.body and printed.body and not _may_be_one(listed.body, printed.body):
        return _BODY
    return None


def _may_be_one(left: str, right: str) -> bool:
    """One is a short form of the other: its place left out, its words shortened, or its office."""
    short, long = sorted((_ungoverned(left), _ungoverned(right)), key=len)
    if not short or short == long or long.endswith(short) or (left in right and "办" in right):
        return True
    return _is_within(short, long) and (short[-1] == long[-1] or short[-1] in _PLACES)


def _ungoverned(body: str) -> str:
    for ending in _GOVERNMENT:
        if body.endswith(ending):
            return body.removesuffix(ending)
    return body


def _is_within(short: str, long: str) -> bool:
    """The characters of the one stand in the other in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


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
