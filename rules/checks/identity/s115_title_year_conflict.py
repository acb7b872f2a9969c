"""S115: the title names another year than the report's own period, or than its text."""

import re
from collections import Counter
from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import numbers_obstacle
from rules.language import Text, shortened
from rules.one_width import in_one_width
from rules.prose.period import period_of
from rules.prose.sentences import paragraphs_of
from rules.report import Report
from rules.report_title import title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SUPPORT_UNSURE = Text(
    zh="正文标题与列表标题的年份不同，正文标题是否读对未能确定",
    en="Title and list title name different years, so it is not sure the title was read right",
)
_NO_YEAR = Text(zh="标题没有读到年份", en="No year was read in the title")
_YEARS = re.compile(
    r"(?<![〔\[(（\d])(20\d\d)\s*年(?!\s*(?:度?(?:部门|单位)?[决预]算|政府信息公开))"
)
"""Years of prose; not those of document numbers, of budgets and of reports by name."""
_FEWEST = 4
"""How often the text must name a year that its title does not, for a doubt."""


def title_year_fits(case: Case) -> Iterator[Outcome]:
    """One outcome for a title with a year."""
    report = case.report
    year = title_parts(report.title or "").year
    reason = numbers_obstacle(report) or (_NO_YEAR if year is None else None)
    if reason is not None or year is None:
        yield NotAssessable(place="title", reason=reason or _NO_YEAR)
        return
    period = period_of(report)
    if period is not None and period.year is not None:
        yield _against_period(report, year, period.year, period.raw)
        return
    other = _year_of_prose(report, year)
    if other is None:
        yield Holds(place="title")
    else:
        yield _conflict(report, year, _PROSE_SAYS, str(other), Severity.WARNING)


def _against_period(report: Report, year: int, stated: int, raw: str) -> Outcome:
    if stated == year:
        return Holds(place="title")
    listed = title_parts(report.list_title or "").year
    if listed not in (None, year):
        return NotAssessable(place="title", reason=_SUPPORT_UNSURE)
    return _conflict(report, year, _PERIOD_SAYS, shortened(raw), None)


def _conflict(
    report: Report, year: int, says: Text, other: str, severity: Severity | None
) -> Violation:
    return Violation(
        place="title",
        arguments={
            "year": str(year),
            "other": Text(zh=says.zh.format(other), en=says.en.format(other)),
        },
        quote=report.title,
        severity=severity,
        cause="year of title and period" if severity is None else None,
    )


def _year_of_prose(report: Report, title_year: int) -> int | None:
    """The year before that of the title, where the text names it and never the title's own."""
    told = (text for p in paragraphs_of(report) if (text := in_one_width(p.text)) != report.title)
    years = Counter(int(year) for text in told for year in _YEARS.findall(text))
    earlier = title_year - 1
    alone = years[title_year] == 0 and years[title_year + 1] == 0
    return earlier if alone and years[earlier] >= _FEWEST else None


_PERIOD_SAYS = Text(zh="统计期限为“{}”", en="the stated period is “{}”")
_PROSE_SAYS = Text(zh="正文只写{}年的工作", en="the text tells only of {}")

RULE = Rule(
    code="S115",
    name="title-year-conflict",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="标题年份与正文不一致", en="Title and text name different years"),
    message=Text(
        zh="标题写{year}年，而{other}",
        en="The title names {year}, and {other}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "标题的年份与报告自己写明的统计期限不同，必有一处写错。没有写明统计期限、而正文多次写"
            "上一年份且从不提标题年份的，作为疑点。次年计划、上年决算和文号中的年份不计。"
        ),
        en=(
            "Where the title and the period that the report states name different years, one of "
            "them is wrong. Without a period, a text that names the year before again and again "
            "and the title's year never is a warning. Plans for the next year, last year's "
            "accounts and years in document numbers do not count."
        ),
    ),
    fails_example=Text(
        zh="标题为“2022年”，统计期限为“2023年1月1日至12月31日”。",
        en="The title names 2022, and the period is 1 January to 31 December 2023.",
    ),
    passes_example=Text(
        zh="标题与统计期限都是2023年，正文提到2024年的计划。",
        en="Title and period name 2023, and the text has plans for 2024.",
    ),
    check=title_year_fits,
)
