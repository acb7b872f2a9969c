"""Whether the count in a sentence may be of less, or of more, than the tables of the report."""

import re

from rules.case import BodyKind, Case
from rules.language import Text
from rules.prose.scope import Scope, is_government, scope_of
from rules.prose.sentences import paragraphs_of, sentences_in

_WHOLE_REGION = "(?:全[省市区县州盟旗]|本行政区域|[市县区]域内)"
_BEGINS_WITH_REGION = re.compile(rf"(?:20\d\d年度?[，,]?)?{_WHOLE_REGION}")
_REGION = re.compile(
    f"{_WHOLE_REGION}|各(?!类|项|种|方面|环节|渠道)|辖区|系统内|全系统|[两三四]级|市县|县乡"
)
_OF_ONE = re.compile(
    "本级|[省市区县州盟旗][级直](?!以上)|政府办|办公[室厅]|[省市区县州盟旗](?:人民)?政府(?!信息)|本机关|本单位|[本我](?:局|委|办)"
)
_OF_OTHERS = re.compile(
    "协助|配合|代为|代办|转办|交办|移交|转送|指导|督促|上级|下级|牵头|会同|[市县区]局(?!收)|下属|所属|派出"
)
_OF_A_PART = re.compile(
    "网上|网络|网站|在线|线上|线下|平台|信函|邮[件寄箱]|当面|现场|窗口|传真|微信|书面|渠道|方式"
    r"|季度|半年|月份|\d月(?!\d)|涉及|关于|补正|撤|逾期|延期|同一申请人|信访|热线|合并|重复|不属于|自然人|企业"
    "|公民(?!(?:、|和)?法人)|个人|律师|不符合|非政府信息|剔除|扣除|退[回件]|咨询|[不未]予受理|无效"
    "|有效(?:的)?(?:政府信息|信息公开|依申请|申请)"
)
_TAKEN_IN = "(?:收到|受理(?!率)|接收|接到|新收)"
_TAKEN_IN_TWICE = re.compile(f"{_TAKEN_IN}.*{_TAKEN_IN}")
"""What was received and what was taken on may differ, and two receivers may share the whole."""
_UP_TO_NOW = re.compile("(?<![今本]年)以来|至今|迄今|历年|历史|截[至止].{0,80}累计")
_RUNNING = re.compile("累计")
_OF_THE_YEAR = re.compile(r"[今本全]年|年内|当年|20\d\d年")

WHOSE_UNKNOWN = Text(
    zh="文中数字与表中数字的统计范围未能判定为相同",
    en="The prose and the table could not be told to count for the same bodies",
)
MAY_BE_PART = Text(
    zh="文中数字可能只是某一渠道、某一类或他人经办的部分",
    en="The prose may count only one channel, one kind, or what others dealt with",
)
MAY_BE_RUNNING = Text(
    zh="文中数字可能是多年累计",
    en="The prose may count more years than the one of the report",
)


def reach_obstacle(case: Case, sentence: str) -> Text | None:
    """Why a sentence may count something else than the tables do; ``None`` when nothing says so."""
    text = "".join(sentence.split())
    if may_be_of_a_part(text):
        return MAY_BE_PART
    if _UP_TO_NOW.search(text) or (_RUNNING.search(text) and not _OF_THE_YEAR.search(text)):
        return MAY_BE_RUNNING
    return None if _is_of_the_same_bodies(case, text, sentence) else WHOSE_UNKNOWN


def _is_of_the_same_bodies(case: Case, text: str, sentence: str) -> bool:
    told = scope_of(case.report)
    scope = None if told is None else told.scope
    is_of_region = re.search(_WHOLE_REGION, text) or _stands_among_the_regions(case, sentence)
    if is_of_region or scope is Scope.REGION or _REGION.search(text):
        return bool(is_of_region) and scope is Scope.REGION and not _OF_ONE.search(text)
    if is_of_government(case):
        return scope is Scope.OWN
    named = any("政府" in found or found[-1] in "级直" for found in _OF_ONE.findall(text))
    return not named and _is_known(case)


def may_be_of_a_part(sentence: str) -> bool:
    """The sentence speaks of channels, kinds or others' work, so its counts may be of a part."""
    text = "".join(sentence.split())
    wordings = (_OF_A_PART, _OF_OTHERS, _TAKEN_IN_TWICE)
    return any(wording.search(text) for wording in wordings)


def is_of_government(case: Case) -> bool:
    """The report is that of a government, for all that is known."""
    return case.kind is BodyKind.GOVERNMENT or is_government(case.report.body)


def _is_known(case: Case) -> bool:
    return case.kind is not None or bool(case.report.body)


def _stands_among_the_regions(case: Case, sentence: str) -> bool:
    """A sentence of its paragraph is about the whole region, and this one may go on with it."""
    around = (p.text for p in paragraphs_of(case.report) if sentence in p.text)
    beside = ("".join(text.split()) for p in around for text in sentences_in(p))
    return any(_BEGINS_WITH_REGION.match(text) for text in beside)
