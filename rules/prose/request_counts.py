"""Counts of disclosure requests that the prose of a report tells, and what each of them counts."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from rules.once_a_report import once_a_report
from rules.prose.numbers import NumberTold, numbers_by_sentence
from rules.report import Report


class CountKind(StrEnum):
    """What was done with the requests that are counted."""

    RECEIVED = "received"
    HANDLED = "handled"
    """办理: those received, with or without those brought forward, or those concluded."""
    BROUGHT_FORWARD = "brought_forward"
    ANSWERED = "answered"
    CARRIED_FORWARD = "carried_forward"


class CountTold(NamedTuple):
    """A count of requests of the year that the report is on."""

    kind: CountKind
    number: NumberTold


TAKEN_IN = frozenset({CountKind.RECEIVED, CountKind.HANDLED})
"""The kinds that say how many requests there were to deal with."""

REQUEST_UNITS = frozenset("件份宗起例个")
_OF_REQUESTS = re.compile("信息公开[^。；，]{0,10}申请|依申请公开|申请[^。；，]{0,6}公开")
_OF_OTHER_MATTERS = re.compile("复议|诉讼|来信|信访|投诉|举报|热线|督办|留言|提案|建议|咨询")
_BESIDE_OTHER_APPLICATIONS = re.compile("许可|登记|档案|不动产")
_BODIES = (
    "本机关|本单位|[我本][局镇乡委办厅院区县市]|全[省市县区州盟旗街镇乡局]|全系统"
    "|[省市区县州](?:人民)?政府(?:办公室|办)?"
)
_OPENING = (
    rf"(?>(?:20\d\d年度?|全年|本年度?|年内|共计?|总共|累计|已|依法|{_BODIES})*)"
    "(?:各[^，]{0,8})?(?:共|累计)?"
)
_TAKEN_IN = "(?:新?(?:收到|受理|接收|接到)|新收)(?:了)?"
_APPLICANTS = "(?:公民、?法人(?:和|及|或|或者)其他组织)?(?:提出|提交|递交)?的?"
_REQUEST = (
    "(?:新的|有效)?(?:(?:政府|政务)?信息公开的?(?:书面)?申请|(?:政府信息)?依申请公开(?:政府信息)?的?(?:申请)?)"
    "(?:件|数量|总数|事项|总量|共计?)*"
)
_LATER = r"(?:下一?个?年度?|次年|明年|(?P<year>20\d\d)年度?)"
_EARLIER = r"(?:上一?个?年度?|去年|(?P<year>20\d\d)年度?)"
_KINDS = (
    (
        CountKind.BROUGHT_FORWARD,
        re.compile(f"{_EARLIER}(?:结转|转入|转来)|结转(?:自)?(?:上一?年|去年)"),
    ),
    (
        CountKind.CARRIED_FORWARD,
        re.compile(f"(?:结转|顺延|延续|转)(?:至|到|入)?{_LATER}"),
    ),
    (
        CountKind.ANSWERED,
        re.compile(
            "(?:已|共|均已|全部|其中|本机关|依法|当年)*(?:办结|答复|办理完毕|办理答复|答复办结)"
            "(?:政府信息公开)?(?:申请|依申请公开(?:政府信息|申请)?)?"
        ),
    ),
    (
        CountKind.RECEIVED,
        re.compile(f"{_OPENING}(?:{_TAKEN_IN}{_APPLICANTS}{_REQUEST}|{_REQUEST}{_TAKEN_IN})"),
    ),
    (
        CountKind.HANDLED,
        re.compile(f"{_OPENING}(?:办理{_APPLICANTS}{_REQUEST}|{_REQUEST}办理)"),
    ),
)
_OTHER_END = {CountKind.BROUGHT_FORWARD: -1, CountKind.CARRIED_FORWARD: 1}
"""Where a count comes from or goes to, in years from that of the report."""
_OUTCOME = re.compile(
    "(?:其中)?(?:(?:予以|部分|主动|不予|同意|不同意)?公开|无法提供|不予处理|其他处理)(?:政府信息)?"
    "|(?:共|已|均|依法)*(?:办理|受理|处理)|共计?|合计"
)
"""What follows a count of requests and tells of the same ones, by itself or summed up."""


@once_a_report
def request_counts(report: Report) -> tuple[CountTold, ...]:
    """The exact counts of the year in print order, without those of which the kind is unclear."""
    sentences = numbers_by_sentence(report, _is_on_requests)
    return tuple(count for told in sentences for count in _counts_in(told, report.year))


def _is_on_requests(sentence: str) -> bool:
    text = _joined(sentence)
    return bool(_OF_REQUESTS.search(text)) and not _BESIDE_OTHER_APPLICATIONS.search(text)


def _counts_in(told: Iterable[NumberTold], year: int | None) -> Iterator[CountTold]:
    """The counts of one sentence.

    What was answered or carried on is a count of requests only where no count of other things
    stands before it: 办结 may sum up letters and requests.
    """
    is_mixed = False
    for number in told:
        count = _count(number, year)
        if count is None:
            is_mixed = is_mixed or _counts_others(number)
        elif count.kind in TAKEN_IN or not is_mixed:
            yield count


def _counts_others(number: NumberTold) -> bool:
    is_outcome = _OUTCOME.fullmatch(_joined(number.subject)) is not None
    return number.unit in REQUEST_UNITS and not number.is_change and not is_outcome


def _count(number: NumberTold, year: int | None) -> CountTold | None:
    if number.unit not in REQUEST_UNITS or number.is_approximate or number.is_change:
        return None
    subject = _joined(number.subject)
    kind = _kind(subject, year)
    if kind is None or _OF_OTHER_MATTERS.search(subject):
        return None
    return CountTold(kind, number) if _is_of(number, kind, year) else None


def _kind(subject: str, year: int | None) -> CountKind | None:
    for kind, wording in _KINDS:
        if kind in _OTHER_END:
            found = wording.search(subject)
            if found and _is_other_end(found["year"], kind, year):
                return kind
        elif wording.fullmatch(subject):
            return kind
    return None


def _is_other_end(told: str | None, kind: CountKind, year: int | None) -> bool:
    """The year that is named, if any, is the one before for 上年结转 and the one after for 结转."""
    return told is None or (year is not None and int(told) - year == _OTHER_END[kind])


def _is_of(number: NumberTold, kind: CountKind, year: int | None) -> bool:
    if not number.time_words:
        return True
    if year is None or number.about_year is None:
        return False
    return number.about_year - year in {0, _OTHER_END.get(kind, 0)}


def _joined(text: str) -> str:
    return "".join(text.split())
