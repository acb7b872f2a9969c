"""Clauses in which a report says that something did not happen in its year."""

import re
from collections.abc import Iterator

from rules.once_a_report import once_a_report
from rules.prose.review_counts import may_review_others
from rules.prose.sentences import squeezed_sentences_of
from rules.report import Report

_CLAUSE_END = re.compile("[，,；;：:。！!（）()]")
_ITSELF = "(?:本机关|本单位|[我本](?:局|镇|乡|街道|委|办|厅|院|中心|市|县|区))?"
_OPENING = rf"(?:(?:20\d\d年度?|本年度?|全年|年内|当年|今年)内?)?{_ITSELF}(?:共|均|也|尚|暂)?"
_NOT = "(?:从未|未|没有|暂无|并无|无)"
_DENIES = re.compile("[未没无]")
"""One of these stands in each of the words above."""
_NO_REQUEST = re.compile(
    rf"{_OPENING}{_NOT}(?:收到|接到|受理|收取|受理过|收到过)?(?:任何|新的|过)?"
    "(?:公民、?法人(?:和|及|或|或者)其他组织)?(?:提出|提交)?的?"
    "(?:(?:政府)?信息(?:依申请)?公开的?申请|依申请公开(?:政府信息)?(?:的?申请)?)(?:件|事项|情况)*"
)
_CAUSE = (
    "(?:(?:因|因为|由|由于|涉及|有关|与)?(?:政府信息公开|信息公开)(?:工作)?"
    "(?:而|所)?(?:引起|引发|产生|导致|发生|被|有关|相关)?的?)"
)
_REVIEW = "(?:被?(?:申请|提起)?行政复议(?:案件|申请|事项)?)"
_SUIT = "(?:被?(?:提起|申请)?行政诉讼(?:案件|事项)?)"
_AND = "(?:、|和|及|与|或|或者|以及)?"
_HAPPENED = "(?:发生|收到|出现|存在|产生|涉及|有)?过?"
_NO_REVIEW = re.compile(
    rf"{_OPENING}{_NOT}{_HAPPENED}{_CAUSE}{_HAPPENED}"
    rf"(?:(?P<review>{_REVIEW})(?:{_AND}(?P<suit_too>{_SUIT}))?|(?P<suit>{_SUIT})(?:{_AND}(?P<review_too>{_REVIEW}))?)"
    "(?:的)?(?:情况|情形)?"
)
_RESTRICTED = re.compile(
    "除|此外|其他(?!组织)|其余|另有|再(?!次)|上一?年(?!度?结转)|去年|往年|之前|历年"
)
_LOST = re.compile("纠错|败诉|撤销|违法|责令|改判")
"""What is denied may be that a case was lost."""
_TAKEN_IN = re.compile("收到|受理")
_YEAR = re.compile(r"(20\d\d)\s*年")


def denials_of_requests(report: Report) -> Iterator[str]:
    """The sentences that say that no request was received in the year of the report."""
    for sentence, clauses in _sentences(report):
        if any(_NO_REQUEST.fullmatch(clause) for clause in clauses):
            yield sentence


def denials_of_reviews(report: Report) -> Iterator[tuple[str, bool, bool]]:
    """Sentences that deny any review or suit of the year: with whether of review, and of suit.

    A body that decides on the reviews of others may rightly say that it received none.
    """
    reviews_others = may_review_others(report)
    for sentence, clauses in _sentences(report):
        if _LOST.search(sentence):
            continue
        for clause in clauses:
            found = _NO_REVIEW.fullmatch(clause)
            if found and not (reviews_others and _TAKEN_IN.search(clause)):
                review = found["review"] or found["review_too"]
                suit = found["suit"] or found["suit_too"]
                yield sentence, bool(review), bool(suit)


@once_a_report
def _sentences(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sentences on this year alone that deny something, with the clauses that do."""
    return tuple(
        (passage.text, _denying_clauses(text))
        for text, passage in squeezed_sentences_of(report)
        if _denies(text) and not _RESTRICTED.search(text) and _is_of(text, report.year)
    )


def _denies(text: str) -> bool:
    return _DENIES.search(text) is not None


def _denying_clauses(text: str) -> tuple[str, ...]:
    return tuple(clause for clause in _CLAUSE_END.split(text) if _denies(clause))


def _is_of(text: str, year: int | None) -> bool:
    return {int(found) for found in _YEAR.findall(text)} <= {year}
