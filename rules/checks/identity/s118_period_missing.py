"""S118: the report does not say for which days its figures count."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.lettering import letters_obstacle
from rules.one_width import in_one_width
from rules.prose.period import period_in, period_of, stated_period
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_MAY_BE_UNREAD = Text(
    zh="未见统计期限，另有附件未能读取，可能载于附件",
    en="No period was found, and an attachment that may state it could not be read",
)


_BY_MONTHS = re.compile(r"1月(?:份)?(?:至|到|[-—–~])(?:20\d\d年)?12月")


def period_told(case: Case) -> Iterator[Outcome]:
    """One outcome for the report."""
    obstacle = letters_obstacle(case.report)
    if _is_told(case.report):
        yield holds("period")
    elif obstacle is not None:
        yield NotAssessable(place="period", reason=obstacle)
    elif case.report.has_unread_attachment:
        yield NotAssessable(place="period", reason=_MAY_BE_UNREAD)
    else:
        yield Violation(place="period")


def _is_told(report: Report) -> bool:
    """In words for a period of figures; or as any stretch of a whole year, of days or months."""
    if period_of(report) is not None:
        return True
    sentences = tuple(s.text for s in sentences_of(report))
    if stated_period(sentences) is not None:
        return True
    return any(_is_whole_year(text) for text in sentences)


def _is_whole_year(sentence: str) -> bool:
    period = period_in(sentence)
    by_days = period is not None and period.year is not None
    return by_days or _BY_MONTHS.search("".join(in_one_width(sentence).split())) is not None


RULE = Rule(
    code="S118",
    name="period-missing",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="未写明统计期限", en="The period is not stated"),
    message=Text(
        zh="没有找到写明数据统计期限（1月1日至12月31日）的句子",
        en="No sentence was found that states the period of the figures, 1 January to 31 December",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh="绝大多数报告在开头写明数据的统计期限。没有写明不算差错，只作提示。",
        en=(
            "Nearly every report states the period of its figures in its opening. Leaving it out "
            "is no fault and is told as information."
        ),
    ),
    fails_example=Text(
        zh="开头只写“根据条例和格式要求，现公布本年度报告”。",
        en="The opening names the regulations and the form, and no period.",
    ),
    passes_example=Text(
        zh="开头写明“统计期限自2023年1月1日起至2023年12月31日止”。",
        en="The opening says 统计期限自2023年1月1日起至2023年12月31日止.",
    ),
    check=period_told,
)
