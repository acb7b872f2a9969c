"""P603: the page bears a date on which the year reported on was not over."""

import re
from collections.abc import Iterator
from datetime import date

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.prose.period import period_of
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.rule import Basis, BasisKind, Rule

_YEAR_UNKNOWN = Text(zh="未能判定报告年度", en="The year that the report is on could not be told")
_DATE_TOO_EARLY = Text(
    zh="页面所标日期早于报告年度，应非该报告的发布日期",
    en="The date on the page is before the year itself, so it is hardly that of the report",
)
_YEAR_DOUBTED = Text(
    zh="标题年份与统计期限不一致，报告年度未能确定",
    en="Title and stated period name different years, so the year of the report is not sure",
)
_YEAR_OF_PUBLISHING = Text(
    zh="发布日期在该年年初，没有统计期限可以印证，标题所写可能是发布年份",
    en="It was published early in that year and states no period: the title may name the year "
    "of publication",
)
_MONTHS_OF_REPORTS = 4
"""Reports on the year before come out in the first months."""
_ENDED_EARLIER = Text(
    zh="报告提到机构撤并或统计期限提前结束，年内发布未必有误",
    en="The report tells of a body dissolved or of a period that ended earlier",
)
_DISSOLVED = re.compile("撤销|撤并|并入|划转|注销|不再保留|机构改革|更名")


def published_after_the_year(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that has a date of publication."""
    published = case.report.published_on
    if published is None:
        return
    year = case.report.year
    if year is None:
        yield NotAssessable(place="published_on", reason=_YEAR_UNKNOWN)
        return
    if published > date(year, 12, 31):
        yield holds("published_on")
        return
    doubt = _doubt(case.report, year, published)
    if doubt is not None:
        yield NotAssessable(place="published_on", reason=doubt)
        return
    yield Violation(
        place="published_on", arguments={"date": published.isoformat(), "year": str(year)}
    )


def _doubt(report: Report, year: int, published: date) -> Text | None:
    if published.year < year:
        return _DATE_TOO_EARLY
    obstacle = prose_numbers_obstacle(report)
    if obstacle is not None:
        return obstacle
    period = period_of(report)
    if period is not None and period.year not in (None, year):
        return _YEAR_DOUBTED
    if published.month <= _MONTHS_OF_REPORTS and (period is None or period.year is None):
        return _YEAR_OF_PUBLISHING
    ends = period.ends if period else None
    if ends is not None and ends <= published and ends < date(year, 12, 31):
        return _ENDED_EARLIER
    dissolved = any(_DISSOLVED.search(s.text) for s in sentences_of(report))
    return _ENDED_EARLIER if dissolved else None


RULE = Rule(
    code="P603",
    name="published-before-year-end",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="发布日期早于报告年度结束", en="Published before the year was over"),
    message=Text(
        zh="页面所标发布日期为{date}，当时{year}年尚未结束",
        en="By the date on its page it was published on {date}, before {year} was over",
    ),
    basis=Basis(kind=BasisKind.ARITHMETIC),
    explanation=Text(
        zh=(
            "年度报告反映全年情况，年度结束前发布的报告不可能包含全年数据。日期取自页面自身的发布"
            "日期栏，也可能是页面日期标错，须人工核实。"
        ),
        en=(
            "A report tells of a whole year, and one published before its end cannot. The date is "
            "that of the page's own field, which may be wrong; a person must look."
        ),
    ),
    fails_example=Text(
        zh="2023年度报告的页面标注“发布日期：2023-11-20”。",
        en="The page of the report on 2023 bears the date 2023-11-20.",
    ),
    passes_example=Text(
        zh="2023年度报告的页面标注“发布日期：2024-01-15”。",
        en="The page of the report on 2023 bears the date 2024-01-15.",
    ),
    check=published_after_the_year,
)
