"""Counts of reviews and suits over disclosure that the prose of a report tells."""

import re
from enum import StrEnum
from typing import NamedTuple

from rules.prose.numbers import NumberTold, numbers_told
from rules.report import Report


class ReviewKind(StrEnum):
    """Before whom a decision on disclosure was fought."""

    RECONSIDERATION = "reconsideration"
    SUIT = "suit"


class ReviewTold(NamedTuple):
    """A count of all reviews, or of all suits, of the year that the report is on."""

    kind: ReviewKind
    number: NumberTold


_UNITS = frozenset("件起宗例")
_OF_DISCLOSURE = re.compile("信息公开|依申请公开")
_OPENING = r"(?:20\d\d年度?|本年度?|全年|年内|本机关|本单位|我[局镇乡委办]|共|其中)*"
_HAPPENED = "(?:发生|新?收到|受理|产生|涉及|涉|有|被)?"
_CAUSE = (
    "(?:(?:因|因为|由|由于|有关|涉及)?(?:依申请公开|政府信息公开|信息公开)(?:工作)?"
    "(?:而|所)?(?:引起|引发|产生|导致|发生|被|有关|相关|类)?的?)?"
)
_NOUNS = {
    ReviewKind.RECONSIDERATION: "(?:被?(?:申请|提起))?行政复议(?:案件|申请|事项)?",
    ReviewKind.SUIT: "(?:被?(?:申请|提起))?行政诉讼(?:案件|事项)?",
}
_KINDS = tuple(
    (kind, re.compile(f"{_OPENING}{_HAPPENED}{_CAUSE}{_HAPPENED}{noun}(?:总数|数量|共)?"))
    for kind, noun in _NOUNS.items()
)
_OTHERWISE_COUNTED = re.compile(
    "备案|办理|(?<!未)审结|上一?年(?!同期)|去年|撤回|撤销|二审|再审|一审|应诉|出庭|代理|化解"
)
"""Such a count may rightly be another than that of the table, which counts cases by outcome."""


def review_counts(report: Report) -> tuple[ReviewTold, ...]:
    """The exact counts of the year in print order; outcomes and parts are left out."""
    told = (_count(number, report.year) for number in numbers_told(report))
    return tuple(count for count in told if count is not None)


def _count(number: NumberTold, year: int | None) -> ReviewTold | None:
    sentence, subject = ("".join(t.split()) for t in (number.sentence, number.subject))
    if number.unit not in _UNITS or number.is_approximate or number.is_change or number.is_part:
        return None
    if not number.is_of(year) or not _OF_DISCLOSURE.search(sentence):
        return None
    if _OTHERWISE_COUNTED.search(sentence):
        return None
    kind = next((kind for kind, wording in _KINDS if wording.fullmatch(subject)), None)
    return None if kind is None else ReviewTold(kind, number)
