"""Whether prose tells of problems and of what is done about them.

Offices tell of problems in many words (存在不足, 有待加强, 不够及时) and often by what they will do
next (下一步); what is not plainly one of these is left undecided.
"""

import re
from collections.abc import Iterator

_PROBLEM = re.compile(
    r"问题|不足|差距|短板|薄弱|有待|欠缺|缺[乏少失]|滞后|困难|难度|瓶颈|弱项|不[够高强深全准畅实力严密多熟佳优]|不及时|不规范|不到位"
    r"|不平衡|不充分|不完善|不健全|不均衡|不统一|不熟悉|不清晰|不明确|不理想|不主动|不一致|不太|较[少弱低慢差]|偏[少弱低慢差]|还需|仍需|尚需|尚未|需要?(?:进一步|继续)"
    r"|需(?:加强|提高|提升|完善)|待(?:加强|提高|提升|完善|改进)|错误|遗漏|空白|单一|脱节|流动性"
)
_LACK = re.compile(
    r"不(?![断仅但])|未|没|缺|欠|少(?!数民族)|低|慢|差|弱|难|薄|淡|滞|紧张|有限|僵|单调|陈旧|老旧|被动|参差|过于|拖|迟|重[^，。]{1,6}轻|错|漏"
)
"""Words that may tell of a problem, besides those that plainly do."""
_REMEDY = re.compile(
    r"下一步|下步|今后|接下来|下一年|明年|来年|以后|将|改进|改正|更正|整改|改善|措施|举措|提升|提高|加强|强化|完善|健全|优化|加大|推进|推动|落实"
    r"|抓好|做好|深化|拓展|拓宽|丰富|规范|确保|计划|解决|补|(?<!不)到位|销号|完成|已(?:全部|经|逐|于|按)|培训|增强|增加|增设|增派|严格|建立|细化|继续|坚持|调整|检查|督促|督导|纠正"
    r"|拟|打算|力争|努力|争取|着力|加快|配备|安排|组织|开展|学习|转变|扩大|压实|理顺|畅通|避免|杜绝|克服|创新|明确|重视|(?<![主重])要|须|应当"
)
_IMPLIED = re.compile(
    "下一步|下步|今后|接下来|下一年|明年|来年|以后|进一步|更加|继续|改进|整改|将|拟|打算|计划|力争|着力|需|待|完善"
)
_PLANS = re.compile("下一步|下步|今后|接下来|改进|整改|打算|措施|举措|计划")
_OWN = r"[我本][局委办镇乡区县市院中厅街]\w{0,4}"
_SUBJECT = rf"(?:本年度?|{_OWN}|本机关|本单位|目前|暂时?|工作(?:中|上)?|情况|尚|均|也|，|,|。|^)"
_DENIES = ("不存在", "没有", "无", "未发现")
_DENIAL = re.compile(
    rf"{_SUBJECT}\s*(?:暂|尚|均|也)?(?:{'|'.join(_DENIES)})(?:任何|存在)?的?(?:问题|不足)"
    r"(?=[。；，,;]|$|(?:和|及|或)不足)"
)
"""Of problems of every kind: 没有重大问题 and 没有泄密问题 deny some only."""
_OF_ONE_KIND = re.compile(
    "方面|安全|保密|涉密|泄密|舆情|隐私|违规|违纪|检查|抽查|自查|普查|监测|投诉|上一?年|去年|整改"
)
"""In the clause of a denial or the one before: it denies some problems only."""
_NOTHING = re.compile(r"^(?:[(（]?[一二三四五][)）、.]?)?(?:无|没有|暂无|本年度无|无问题)[。.]?$")


def squeezed(paragraphs: tuple[str, ...]) -> str:
    """The paragraphs as one text without white space."""
    return "。".join("".join(text.split()) for text in paragraphs)


def tells_problem(text: str) -> bool:
    """A problem is told in plain words, apart from any denial."""
    return _PROBLEM.search(_undenied(text)) is not None


def may_tell_problem(text: str) -> bool:
    """Some word may tell of a problem, or plans imply one."""
    return _LACK.search(_undenied(text)) is not None or _IMPLIED.search(text) is not None


def tells_remedy(text: str) -> bool:
    """Something is said to be done, or about to be."""
    return _REMEDY.search(text) is not None


def tells_plans(text: str) -> bool:
    """It speaks of what is to be done next, or better."""
    return _PLANS.search(text) is not None


def denial_in(text: str) -> str | None:
    """The words by which the text says that there was no problem at all, else ``None``."""
    if _NOTHING.match(text):
        return text
    found = next(_denials(text), None)
    return found[0].strip("。，, ") if found else None


def _undenied(text: str) -> str:
    for found in _denials(text):
        text = text.replace(found[0], "", 1)
    return text


def _denials(text: str) -> Iterator[re.Match[str]]:
    if not any(word in text for word in _DENIES):
        return
    for found in _DENIAL.finditer(text):
        clauses = re.split("[，,；;]", re.split("。", text[: found.end()].rstrip("。，,"))[-1])
        if not any(_OF_ONE_KIND.search(clause) for clause in clauses[-2:]):
            yield found
