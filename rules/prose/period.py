"""The period that a report states for its figures: 自2023年1月1日起至12月31日止."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.once_a_report import once_a_report
from rules.prose.numerals import WRITTEN, whole_number
from rules.prose.sentences import INTRO, sentences_of, squeezed_sentences_of
from rules.report import Report

_STATED_IN = (INTRO, "overview")
_DIGITS = rf"[\d{WRITTEN}]"
_DAY = rf"(?:({_DIGITS}{{0,4}})\s*年\s*)?({_DIGITS}{{0,3}})\s*月\s*({_DIGITS}{{0,3}})\s*日"
_DOTTED = r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})"
_BETWEEN = r"(?:0时)?[^\d。；日]{0,8}?(?:至|到|[-—–~～－―])[^\d。；日]{0,6}?"
_RANGES = tuple(
    (re.compile(f"{day}{_BETWEEN}{day}"), needed) for day, needed in ((_DAY, "月日"), (_DOTTED, ""))
)
"""With the characters that are in both days."""
_STATES = re.compile("统计|期限|时限|时段|起止|数据")
_OF_THE_FIGURES = re.compile(
    r"统计(?:数据)?的?(?:期限|时限|时段|时间|周期|起止|区间)|(?:报告|数据)的?(?:期限|时限|时段|起止)"
    r"|报告期间?(?:为|是|自|从|[:：])|统计数据(?:自|从|为|[:：])|所列数据"
)
"""Words for the period of the report's own figures; the year's work speaks of other periods too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from which and to which the figures of a report count."""

    begins: date | None
    """``None`` where its digits are not all there, or name no day."""
    ends: date | None
    """A year that is not printed again is that of the beginning."""
    raw: str
    """From day to day as printed."""
    sentence: str

    @property
    def year(self) -> int | None:
        """The year that it covers from its first day to its last, else ``None``."""
        if self.begins is None or self.ends is None or self.begins.year != self.ends.year:
            return None
        whole = (self.begins.month, self.begins.day, self.ends.month, self.ends.day) == (
            1,
            1,
            12,
            31,
        )
        return self.begins.year if whole else None


@once_a_report
def period_of(report: Report) -> Period | None:
    """The first period that intro or overview state for the figures; ``None`` where none does."""
    return stated_period(s.text for s in sentences_of(report, _STATED_IN))


@once_a_report
def periods_of_figures(report: Report) -> tuple[Period, ...]:
    """Every period that intro or overview plainly state for the report's own figures."""
    stating = (
        passage.text
        for text, passage in squeezed_sentences_of(report)
        if passage.section in _STATED_IN and _OF_THE_FIGURES.search(text)
    )
    return tuple(period for period in map(period_in, stating) if period is not None)


def stated_period(sentences: Iterable[str]) -> Period | None:
    """The first period that one of the sentences states for figures."""
    periods = (period_in(sentence) for sentence in sentences if _STATES.search(sentence))
    return next((period for period in periods if period), None)


def period_in(sentence: str) -> Period | None:
    """The first stretch from day to day in a sentence, with or without all its digits."""
    for form, needed in _RANGES:
        found = form.search(sentence) if all(sentence.count(c) > 1 for c in needed) else None
        if found is not None:
            first, last = found.groups()[:3], found.groups()[3:]
            begins = _day(*first)
            return Period(
                begins=begins,
                ends=_day(last[0] or first[0], *last[1:]) if last[0] != "" else None,
                raw=found[0],
                sentence=sentence,
            )
    return None


def _day(year: str | None, month: str, day: str) -> date | None:
    numbers = [whole_number(part or "") for part in (year, month, day)]
    if None in numbers or len(year or "") != 4:
        return None
    try:
        return date(*(n for n in numbers if n is not None))
    except ValueError:
        return None
