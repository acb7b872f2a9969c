"""N515: the prose tells of the year before as if it were the year of the report."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.prose.period import period_of
from rules.prose.sentences import paragraphs_of, sentences_in
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_PLACE = "report"
_YEAR_UNKNOWN = Text(
    zh="未能判定报告所属年度",
    en="The year that the report is on could not be told",
)
_YEAR_DOUBTED = Text(
    zh="报告写明的统计期限不是标题所示年度，年度未能确定",
    en="The period that the report states is not of the year in its title, so its year is in doubt",
)
_ITSELF = "(?:本机关|本单位|[本我](?:局|镇|乡|街道|委|办|厅|院|中心))"
_STALE = (
    r"(?:截至|截止)(?:到)?{year}年(?:底|末|12月31日)(?=[，,]|本|我)",
    rf"^{{year}}年度?[，,]?{_ITSELF}(?!在|于|接受|被)",
)
_LAWFUL = re.compile(
    "决算|预算|年报|年度报告|结转|要点|上一?年|去年|往年|同比|相比|比较|较20|问题|整改|反映|指出|通报"
    "|考核|评估|评价|评为|评选|荣获|获得|获评|表彰|称号|名列|位[列居]|入选|排名|得分|试点"
    "|〔|批复|成立|机构改革|以来|规划|办结|完成|印发|制定|《"
    "|[本今当]年|年内|新增|增至|增加到|此前|之前|当时|曾|已于|目前|至今|继续|沿用|建成|开通|启用|上线|开始|改版|迁移"
)
"""Words with which a report on a year may rightly speak of the one before."""
_OF_ITS_WORK = re.compile(
    "公开|网站|栏目|新媒体|平台|本机关|本单位|[本我](?:局|镇|乡|街道|委|办|厅|院|中心)"
)
_SECTIONS = ("intro", "overview", "requests", "proactive", "reviews")


def years_are_the_reports_own(case: Case) -> Iterator[Outcome]:
    """One outcome for each sentence that takes last year for this, or one for the report."""
    report = case.report
    obstacle = _obstacle(report)
    if obstacle is not None:
        yield NotAssessable(place=_PLACE, reason=obstacle)
        return
    found = False
    for paragraph in paragraphs_of(report, _SECTIONS):
        if not _names_last_year(paragraph.text, report.year):
            continue
        for sentence, words in _stale_sentences(paragraph.text, report.year):
            found = True
            yield Violation(
                place=paragraph.section,
                arguments={"words": words, "year": str(report.year)},
                quote=sentence,
                cause=f"N515 {sentence}",
            )
    if not found:
        yield holds(_PLACE)


def _names_last_year(text: str, year: int | None) -> bool:
    return year is not None and f"{year - 1}年" in "".join(text.split())


def _stale_sentences(paragraph: str, year: int | None) -> Iterator[tuple[str, str]]:
    """The sentences with their stale words, unless the next one goes on to this year."""
    sentences = (*sentences_in(paragraph), "")
    for sentence, following in pairwise(sentences):
        words = _stale_words(sentence, year)
        if words is not None and not re.search(rf"{year}\s*年|[本今当]年", following):
            yield sentence, words


def _obstacle(report: Report) -> Text | None:
    suspect = prose_numbers_obstacle(report)
    if suspect is not None or report.year is None:
        return suspect or _YEAR_UNKNOWN
    period = period_of(report)
    told = None if period is None else period.year
    return None if told in {None, report.year} else _YEAR_DOUBTED


def _stale_words(sentence: str, year: int | None) -> str | None:
    """The words of a sentence that name no other year than the last, as the one at hand."""
    text = "".join(sentence.split())
    if _LAWFUL.search(text) or not _OF_ITS_WORK.search(text):
        return None
    if year is None or set(re.findall(r"(20\d\d)年", text)) != {str(year - 1)}:
        return None
    forms = (re.search(form.format(year=year - 1), text) for form in _STALE)
    return next((found[0] for found in forms if found), None)


RULE = Rule(
    code="N515",
    name="stale-year",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="文字沿用上一年度的年份", en="The prose keeps the year before"),
    message=Text(
        zh="{year}年度报告的工作情况写作“{words}”",
        en="The report on {year} tells of its work as of “{words}”",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "报告年度的工作写成截至上一年底或上一年度本机关的情况，多是沿用上年文字。"
            "同句提到本年、决算、年报、结转、文件、问题整改等的，属正常提及，不予判定。"
        ),
        en=(
            "Work of the year that is dated to the end of the year before, or told of the body in "
            "that year, is mostly last year's text. Sentences that also name this year, accounts, "
            "reports, carry-overs, papers or problems mended speak of it rightly."
        ),
    ),
    fails_example=Text(
        zh="2023年度报告：截至2022年底，网站共开设栏目40个。",
        en="In the report on 2023: 截至2022年底，网站共开设栏目40个。",
    ),
    passes_example=Text(
        zh="2023年度报告：截至2023年底，网站共开设栏目40个。",
        en="In the report on 2023: 截至2023年底，网站共开设栏目40个。",
    ),
    check=years_are_the_reports_own,
)
