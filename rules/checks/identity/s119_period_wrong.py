"""S119: the period that the report states is not the whole of its year."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text, shortened
from rules.prose.period import Period, periods_of_figures
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.report_title import title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_YEAR_UNKNOWN = Text(zh="未能判定报告年度", en="The year that the report is on could not be told")
_NOT_ALL_DIGITS = Text(
    zh="统计期限的起止日期没有写全年月日",
    en="Not every year, month and day of the period is printed",
)
_TITLE_UNSURE = Text(
    zh="统计期限与列表标题的年份一致，与正文标题不同，正文标题是否读对未能确定",
    en="The period is that of the list title, and it is not sure the title was read right",
)
_PART_OF_A_YEAR = Text(
    zh="报告提到机构成立或撤并，统计期限不足一年未必有误",
    en="The report tells of a body set up or dissolved, so a part of a year may be right",
)
_SET_UP_OR_DISSOLVED = re.compile(
    "组建|成立|挂牌|新设|设立以来|揭牌|更名|撤销|撤并|并入|划转|注销|不再保留|机构改革|职责调整"
)


def period_is_the_year(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that states the period of its figures."""
    report = case.report
    stated = periods_of_figures(report)
    if not stated:
        return
    year = _year_of(report)
    reason = prose_numbers_obstacle(report) or (_YEAR_UNKNOWN if year is None else None)
    if reason is None and any(period.year == year for period in stated):
        yield holds("period")
        return
    reason = reason or _doubt(report, stated)
    if reason is not None:
        yield NotAssessable(place="period", reason=reason)
        return
    yield Violation(
        place="period",
        arguments={"period": shortened(stated[0].raw), "year": str(year)},
        quote=stated[0].sentence,
        cause="year of title and period" if stated[0].year else None,
    )


def _year_of(report: Report) -> int | None:
    """The year of the title, which says what the report is on; else what was made out."""
    return title_parts(report.title or "").year or report.year


def _doubt(report: Report, stated: tuple[Period, ...]) -> Text | None:
    if any(period.begins is None or period.ends is None for period in stated):
        return _NOT_ALL_DIGITS
    listed = title_parts(report.list_title or "").year
    if listed is not None and any(period.year == listed for period in stated):
        return _TITLE_UNSURE
    covers_a_year = any(period.year for period in stated)
    told = any(_SET_UP_OR_DISSOLVED.search(s.text) for s in sentences_of(report))
    return _PART_OF_A_YEAR if told and not covers_a_year else None


RULE = Rule(
    code="S119",
    name="period-wrong",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="统计期限与报告年度不符", en="The period is not the year of the report"),
    message=Text(
        zh="统计期限写作“{period}”，不是{year}年1月1日至12月31日",
        en="The stated period is “{period}”, not 1 January to 31 December {year}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "年度报告的统计期限是报告年度的1月1日至12月31日。写成其他日期，不是日期写错，"
            "就是沿用了旧稿或数据不足全年。提到机构年内成立或撤并的，不作判断。"
        ),
        en=(
            "The figures count from 1 January to 31 December of the year. Other dates are a slip, "
            "a draft of another year, or figures that are not a year's. A report that tells of a "
            "body set up or dissolved in the year is not judged."
        ),
    ),
    fails_example=Text(
        zh="2023年度报告写“统计期限自2022年1月1日起至2022年12月31日止”。",
        en="The report on 2023 states the period of 2022.",
    ),
    passes_example=Text(
        zh="2023年度报告写“统计期限为2023年1月1日至12月31日”。",
        en="The report on 2023 states 1 January to 31 December 2023.",
    ),
    check=period_is_the_year,
)
