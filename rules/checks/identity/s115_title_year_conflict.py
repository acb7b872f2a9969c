"""S115: the title names another year than the report's own period, or than its text."""

import re
from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text, shortened
from rules.one_width import in_one_width
from rules.prose.period import Period, periods_of_figures
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.report_title import title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SUPPORT_UNSURE = Text(
    zh="正文标题与列表标题的年份不同，正文标题是否读对未能确定",
    en="Title and list title name different years, so it is not sure the title was read right",
)
_NO_YEAR = Text(zh="标题没有读到年份", en="No year was read in the title")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FEWEST = 4
"""How often the text must tell of a year that its title does not name, for a doubt."""


def title_year_fits(case: Case) -> Iterator[Outcome]:
    """One outcome for a title with a year."""
    report = case.report
    year = title_parts(report.title or "").year
    reason = prose_numbers_obstacle(report) or (_NO_YEAR if year is None else None)
    if reason is not None or year is None:
        yield NotAssessable(place="title", reason=reason or _NO_YEAR)
        return
    stated = [period for period in periods_of_figures(report) if period.year is not None]
    if stated:
        yield _against_periods(report, year, stated)
        return
    work = _work_of_the_year_before(report, year)
    if work is None:
        yield holds("title")
    else:
        says = Text(
            zh=f"正文没有提到{year}年，讲的是{year - 1}年的工作",
            en=f"the text never names {year} and tells of {year - 1}",
        )
        yield _conflict(year, says, work, Severity.WARNING)


def _against_periods(report: Report, year: int, stated: Sequence[Period]) -> Outcome:
    if any(period.year == year for period in stated):
        return holds("title")
    listed = title_parts(report.list_title or "").year
    if listed not in (None, year):
        return NotAssessable(place="title", reason=_SUPPORT_UNSURE)
    words = shortened(stated[0].raw)
    says = Text(zh=f"统计期限为“{words}”", en=f"the stated period is “{words}”")
    return _conflict(year, says, stated[0].sentence, None)


def _conflict(year: int, says: Text, quote: str, severity: Severity | None) -> Violation:
    return Violation(
        place="title",
        arguments={"year": str(year), "other": says},
        quote=quote,
        severity=severity,
        cause="year of title and period" if severity is None else None,
    )


def _work_of_the_year_before(report: Report, year: int) -> str | None:
    """The first sentence on the work of the year before, in a text that never names its own.

    2021年 is the time of work at the beginning of a clause; 2021年财政决算 is the name of a thing.
    """
    title = "".join((report.title or "").split())
    texts = [s.text for s in sentences_of(report) if "".join(s.text.split()) not in title]
    if {str(year), str(year + 1)} & {
        y for text in texts for y in _YEAR.findall(in_one_width(text))
    }:
        return None
    time = re.compile(
        rf"(?:^|[,。;:、(])(?:在|截[至止])?{year - 1}年度?"
        r"(?=[,我本全共底末]|以来|[上下]半年|第?[一二三四]季度|\d+月)"
    )
    squeezed = [("".join(in_one_width(text).split()), text) for text in texts]
    told = [text for plain, text in squeezed for _ in time.findall(plain)]
    return told[0] if len(told) >= _FEWEST else None


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
