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
_NONE = re.compile("(?:没有|未(?:出现|发生|发现|有)|无|零|不存在|杜绝|防止|避免|预防|防范|减少)")
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
        if number.is_of(report.year):
            yield RateTold(number, found["timely"] is not None)


def answered_late(report: Report) -> Iterator[LateTold]:
    """Every count above zero of the year's requests that were answered late, or not in time."""
    for number in numbers_told(report):
        if number.unit not in REQUEST_UNITS or number.value <= 0 or number.is_change:
            continue
        words = f"{_joined(number.subject)}，{_clause_behind(number)}"
        found = _ANSWERED_LATE.search(words)
        if found is None or not _is_of_requests(_joined(number.sentence), words):
            continue
        if number.is_of(report.year):
            yield LateTold(number, bool(found["not"]))


def hints_of_lateness(report: Report) -> bool:
    """It speaks of late answers without saying how many there were."""
    texts = (_joined(sentence.text) for sentence in sentences_of(report))
    return any(_HINT.search(text) and not _NONE.search(text) for text in texts)


def _is_of_requests(sentence: str, words: str) -> bool:
    return bool(_OF_REQUESTS.search(sentence)) and not _OF_OTHERS.search(words)


def _clause_behind(number: NumberTold) -> str:
    behind = _joined(number.sentence).partition(_joined(number.raw))[2]
    return re.split("[，,；;：:。！？!?()（）、]", behind)[0]


def _joined(text: str) -> str:
    return "".join(text.split())
