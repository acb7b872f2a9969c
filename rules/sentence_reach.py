"""Whether the count in a sentence may be of less, or of more, than the tables of the report."""

import re

from rules.case import BodyKind, Case
from rules.language import Text
from rules.prose.scope import Scope, scope_of

_REGION = re.compile(
    "全[省市区县州盟旗]|本行政区域|各(?!类|项|种|方面|环节|渠道)|辖区|系统内|全系统"
)
_OF_ONE = re.compile(
    "本级|政府办|办公[室厅]|[省市区县州盟旗](?:人民)?政府(?!信息)|本机关|本单位|[本我](?:局|委|办)"
)
_OF_OTHERS = re.compile(
    "协助|配合|代为|代办|转办|交办|移交|转送|指导|督促|上级|下级|牵头|会同|[市县区]局(?!收)|下属|所属|派出"
)
_OF_A_PART = re.compile(
    "网上|网络|网站|在线|线上|线下|平台|信函|邮[件寄箱]|当面|现场|窗口|传真|微信|书面|渠道|方式"
    "|季度|半年|月份|涉及|关于|补正|撤[回销]|逾期|延期|同一申请人|信访|热线|合并|重复|不属于|自然人|企业|公民(?!(?:、|和)?法人)|个人|律师"
)
_GOVERNMENT = re.compile("(?:政府|[省市县州盟旗区])$")

WHOSE_UNKNOWN = Text(
    zh="文中数字与表中数字的统计范围未能判定为相同",
    en="The prose and the table could not be told to count for the same bodies",
)
MAY_BE_PART = Text(
    zh="文中数字可能只是某一渠道、某一类或他人经办的部分",
    en="The prose may count only one channel, one kind, or what others dealt with",
)


def reach_obstacle(case: Case, sentence: str) -> Text | None:
    """Why a sentence may count something else than the tables do; ``None`` when nothing says so."""
    text = "".join(sentence.split())
    if may_be_of_a_part(text):
        return MAY_BE_PART
    told = scope_of(case.report)
    if _REGION.search(text):
        is_whole = told is not None and told.scope is Scope.REGION
        return None if is_whole and not _OF_ONE.search(text) else WHOSE_UNKNOWN
    if is_of_government(case):
        is_one = told is not None and told.scope is Scope.OWN
        return None if is_one or (told is not None and not _OF_ONE.search(text)) else WHOSE_UNKNOWN
    if told is not None and told.scope is Scope.REGION:
        return WHOSE_UNKNOWN
    named = _OF_ONE.search(text)
    return WHOSE_UNKNOWN if named and "政府" in named[0] else None


def may_be_of_a_part(sentence: str) -> bool:
    """The sentence speaks of channels, kinds or others' work, so its counts may be of a part."""
    text = "".join(sentence.split())
    return bool(_OF_A_PART.search(text) or _OF_OTHERS.search(text))


def is_of_government(case: Case) -> bool:
    """The report is that of a government, for all that is known."""
    if case.kind is not None:
        return case.kind is BodyKind.GOVERNMENT
    body = re.split("[(（]", case.report.body or "")[0]
    return bool(_GOVERNMENT.search(body))
