"""Counts of reviews and suits over disclosure that the prose of a report tells."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from rules.once_a_report import once_a_report
from rules.prose.numbers import NumberTold, may_be_subject, numbers_by_sentence
from rules.prose.scope import is_government, is_office_of_government
from rules.report import Report


class ReviewKind(StrEnum):
    """Before whom a decision on disclosure was fought."""

    RECONSIDERATION = "reconsideration"
    SUIT = "suit"


class ReviewTold(NamedTuple):
    """A count of all reviews, or of all suits, of the year that the report is on."""

    kind: ReviewKind
    number: NumberTold
    outcomes: Mapping[str, NumberTold]
    """What its sentence tells of how they ended, by the columns of the form."""

    @property
    def adds_up(self) -> bool:
        """The sentence tells all four outcomes, and their sum is the count."""
        told = [number.value for number in self.outcomes.values()]
        return len(told) == len(_OUTCOMES) and sum(told) == self.number.value


_UNITS = frozenset("件起宗例")
_OPENING = r"(?:20\d\d年度?|本年度?|全年|年内|本机关|本单位|我[局镇乡委办]|共|其中)*"
_HAPPENED = "(?:发生|新?收到|受理|产生|涉及|涉|有|被)?"
_CAUSE = (
    "(?P<cause>(?:因|因为|由|由于|有关|涉及)?(?:依申请公开|政府信息公开|信息公开)(?:工作)?"
    "(?:而|所)?(?:引起|引发|产生|导致|发生|被|有关|相关|类)?的?)?"
)
_WORDS = ("复议", "诉讼")
_NOUNS = {
    ReviewKind.RECONSIDERATION: "(?:被?(?:申请|提起))?行政复议(?:案件|申请|事项)?",
    ReviewKind.SUIT: "(?:被?(?:申请|提起))?行政诉讼(?:案件|事项)?",
}
_KINDS = tuple(
    (kind, re.compile(f"{_OPENING}{_HAPPENED}{_CAUSE}{_HAPPENED}{noun}(?:总数|数量|共)?"))
    for kind, noun in _NOUNS.items()
)
_OUTCOMES = {
    "结果维持": "upheld",
    "结果纠正": "corrected",
    "其他结果": "other",
    "尚未审结": "pending",
}
_OTHERWISE_COUNTED = re.compile(
    "备案|办理|(?<!未)审结|上一?年(?!同期)|去年|往年|以前年度|历年|累计|跨年|遗留|结转|以来"
    "|撤回|撤销|二审|再审|一审|应诉|出庭|代理|化解|含|一并|共同被告"
)
"""Such a count may rightly be another than that of the table, which counts cases by outcome."""
_YEAR = re.compile(r"(20\d\d)年")
_AS_DEFENDANT = re.compile("被|引起|引发|导致|产生|结果维持")
_REVIEWS_OTHERS = re.compile("司法|法制")


@once_a_report
def review_counts(report: Report) -> tuple[ReviewTold, ...]:
    """The exact counts of the year in print order; outcomes and parts are left out."""
    sentences = numbers_by_sentence(report, partial(_may_count_reviews, report))
    return tuple(count for told in sentences for count in _counts_in(told, report))


def _may_count_reviews(report: Report, sentence: str) -> bool:
    """Its words may name reviews or suits, and its counts can be those of the table."""
    if not may_be_subject(_WORDS, sentence):
        return False
    text = _joined(sentence)
    if _OTHERWISE_COUNTED.search(text) or _names_another_year(text, report.year):
        return False
    return bool(_AS_DEFENDANT.search(text)) or not may_review_others(report)


def may_review_others(report: Report) -> bool:
    """Its body, by its name, may decide on reviews that others lodge against other bodies."""
    if is_government(report.body) or is_office_of_government(report.body):
        return True
    return _REVIEWS_OTHERS.search(report.body or "") is not None


def _counts_in(numbers: Sequence[NumberTold], report: Report) -> Iterator[ReviewTold]:
    """The counts of one sentence: of disclosure by their own words, or by those of one before."""
    is_of_disclosure, end = False, 0
    for place, number in enumerate(numbers):
        begins = number.sentence.find(number.raw, end)
        is_of_disclosure = is_of_disclosure and "；" not in number.sentence[end:begins]
        end = begins + len(number.raw)
        found = _kind(number)
        if found is None:
            continue
        kind, names_cause = found
        is_of_disclosure = is_of_disclosure or names_cause
        if is_of_disclosure and _is_exact(number, report.year):
            yield ReviewTold(kind, number, _outcomes(numbers[place + 1 :]))


def _kind(number: NumberTold) -> tuple[ReviewKind, bool] | None:
    """Which kind it counts, and whether its own words say that disclosure was the cause."""
    for kind, wording in _KINDS:
        found = wording.fullmatch(_joined(number.subject))
        if found is not None:
            return kind, found["cause"] is not None
    return None


def _is_exact(number: NumberTold, year: int | None) -> bool:
    inexact = number.is_approximate or number.is_change or number.is_part
    return number.unit in _UNITS and not inexact and number.is_of(year)


def _outcomes(behind: Iterable[NumberTold]) -> Mapping[str, NumberTold]:
    found: dict[str, NumberTold] = {}
    for number in behind:
        column = _OUTCOMES.get(_joined(number.subject))
        if column is None or column in found or number.is_approximate:
            break
        found[column] = number
    return found


def _names_another_year(sentence: str, year: int | None) -> bool:
    return any(int(told) != year for told in _YEAR.findall(sentence))


def _joined(text: str) -> str:
    return "".join(text.split())
