"""Whether a report says that requests were answered late, or that all were answered in time."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rules.prose.numbers import NumberTold, numbers_told
from rules.prose.request_counts import REQUEST_UNITS
from rules.prose.sentences import sentences_of
from rules.report import Report

_ANSWER = "(?:答复|回复|办复|办结|办理)"
_IN_TIME = "(?:按时|按期|及时|如期|限时|依时|(?:法定|规定)(?:的)?(?:期限|时限)内?)"
_LATE = f"(?:逾期|超期|超时|超过(?:法定|规定)(?:的)?(?:答复)?(?:期限|时限)|未能?(?:在)?{_IN_TIME})"
_ANSWERED_LATE = re.compile(
    rf"{_LATE}(?P<not>[未没尚不]*)[^，。；]{{0,4}}?{_ANSWER}|{_ANSWER}(?:工作)?(?:逾期|超期|超时)"
)
_RATE = re.compile(rf"(?P<timely>{_IN_TIME})?(?:的)?{_ANSWER}率")
_OF_REQUESTS = re.compile("信息公开[^。；]{0,10}申请|依申请公开|申请[^。；，]{0,6}公开")
_OF_OTHERS = re.compile(
    "复议|诉讼|纠正|败诉|撤销|违法|来信|信访|投诉|举报|热线|留言|提案|议案|建议|咨询|信箱|工单"
    "|许可|审批|政务服务|补正|缴纳?费|费用|提醒|预警|催办|督办|通报|约谈|即将|临近|防止|避免"
)
"""Other matters, other people's lateness, and what is done about lateness."""
_WHOLE = 100
_CLAUSE_ENDS = re.compile("[，,；;：:。！？!?()（）、]")
_NONE = re.compile("(?:没有|未(?:出现|发生|发现|有)|无|零|不存在|杜绝|防止|避免|预防|防范|减少)")
_DENIED = re.compile("[无零没不未勿禁外降减]|杜绝|防止|避免|确保|保证|力争|率|为0")
"""In the clause of a late answer, beside its own words: it tells of none, or of no more."""
_OF_OTHER_PEOPLE = re.compile(
    "第三[方人]|权利人|申请人|征求|放弃|视为|抽查|检查|暗访|模拟|测评|测试|演练|评估|整改"
)
"""Others who may be late, and requests that are made to try an office."""
_TO_BE = re.compile("目标|力争|争取|努力|确保|保证|务必|明年|下一步|今后|整改|现已")
"""A rate that is aimed at, or that was reached in the end."""
_ENDS_CLAUSE = re.compile("的?(?:情况|情形|现象|问题|申请)?")
_HINT = re.compile(
    rf"(?:个别|部分|少数|有的|偶有|存在|出现)[^。；]{{0,15}}(?:{_LATE}{_ANSWER}|{_ANSWER}[^。；，]{{0,6}}(?:逾期|超期|超时|不及时))"
)


class RateTold(NamedTuple):
    """A sentence that says that all requests were answered."""

    number: NumberTold
    is_timely: bool
    """It says: in time."""


class LateTold(NamedTuple):
    """A count of requests that were not answered in time."""

    number: NumberTold
    is_unanswered: bool
    """They were not answered at all."""


def full_rates(report: Report) -> Iterator[RateTold]:
    """Every rate of answers to requests that is told as 100% of the year's."""
    for number in numbers_told(report):
        if number.unit != "%" or number.value != _WHOLE or number.is_approximate:
            continue
        subject, sentence = _joined(number.subject), _joined(number.sentence)
        found = _RATE.search(subject)
        several = subject.count("率") > 1 and not re.search("[均都]", sentence)
        if found is None or several or not _is_of_requests(sentence, subject):
            continue
        if _TO_BE.search(sentence):
            continue
        if number.is_of(report.year):
            yield RateTold(number, found["timely"] is not None)


def answered_late(report: Report) -> Iterator[LateTold]:
    """Every count above zero of the year's requests that were answered late, or not in time."""
    for number in numbers_told(report):
        if number.unit not in REQUEST_UNITS or number.value <= 0 or number.is_change:
            continue
        words = f"{_joined(number.subject)}，{_clause_behind(number)}"
        found, sentence = _told_late(number), _joined(number.sentence)
        if found is None or not _is_of_requests(sentence, words):
            continue
        if _OF_OTHER_PEOPLE.search(sentence):
            continue
        if number.is_of(report.year):
            yield LateTold(number, bool(found["not"]))


def hints_of_lateness(report: Report) -> bool:
    """It speaks of late answers without saying how many there were."""
    texts = (_joined(sentence.text) for sentence in sentences_of(report))
    return any(_HINT.search(text) and not _NONE.search(text) for text in texts)


def _is_of_requests(sentence: str, words: str) -> bool:
    return bool(_OF_REQUESTS.search(sentence)) and not _OF_OTHERS.search(words)


def _told_late(number: NumberTold) -> re.Match[str] | None:
    """The words by which the number's own clause says that so many were late."""
    sentence, raw = _joined(number.sentence), _joined(number.raw)
    at = re.search(rf"(?<![\d.]){re.escape(raw)}", sentence)
    if at is None:
        return None
    before = _CLAUSE_ENDS.split(sentence[: at.start()])[-1]
    behind = _CLAUSE_ENDS.split(sentence[at.end() :])[0]
    found = _ANSWERED_LATE.search(before) or _ANSWERED_LATE.search(behind)
    if found is None:
        return None
    rest = f"{before}，{behind}".replace(found[0], "", 1)
    if _DENIED.search(rest) or "外" in found[0]:
        return None
    ends = found.string is before or _ENDS_CLAUSE.fullmatch(behind, found.end())
    return found if ends else None


def _clause_behind(number: NumberTold) -> str:
    behind = _joined(number.sentence).partition(_joined(number.raw))[2]
    return _CLAUSE_ENDS.split(behind)[0]


def _joined(text: str) -> str:
    return "".join(text.split())
