"""Whether prose tells of problems and of what is done about them.

Offices tell of problems in many words (存在不足, 有待加强, 不够及时) and often by what they will do
next (下一步); what is not plainly one of these is left undecided.
"""

import re

_PROBLEM = re.compile(
    r"问题|不足|差距|短板|薄弱|有待|欠缺|缺[乏少失]|滞后|困难|难度|瓶颈|弱项|不[够高强深全准畅实力严密多熟佳]|不及时|不规范|不到位"
    r"|不平衡|不充分|不完善|不健全|不均衡|不统一|不熟悉|不清晰|不明确|不理想|不主动|不一致|不太|较[少弱低慢差]|偏[少弱低慢差]|还需|仍需|尚需|尚未|需要?(?:进一步|继续)"
    r"|需(?:加强|提高|提升|完善)|待(?:加强|提高|提升|完善|改进)|错误|遗漏|空白|单一|脱节|流动性"
)
_REMEDY = re.compile(
    r"下一步|下步|今后|接下来|下一年|明年|来年|将|改进|整改|改善|措施|举措|提升|提高|加强|强化|完善|健全|优化|加大|推进|推动|落实|抓好|做好|深化"
    r"|拓展|拓宽|丰富|规范|确保|计划|解决|补齐|培训|增强|严格|建立|细化|继续|坚持|调整|检查|督促|纠正"
)
_IMPLIED = re.compile("下一步|下步|今后|接下来|进一步|更加|继续|改进|整改")
_SUBJECT = (
    r"(?:本年度?|我[局委办镇乡区县市院中厅街]\w{0,4}|本机关|本单位|目前|暂时?|工作(?:中|上)?|情况"
    r"|尚|均|也|，|,|。|^)"
)
_DENIAL = re.compile(
    rf"{_SUBJECT}\s*(?:暂|尚|均|也)?(?:不存在|没有|无|未发现)(?:任何|存在)?的?(?:问题|不足)"
    r"(?=[。；，,;]|$|(?:和|及|或)不足)"
)
"""Of problems of every kind: 没有重大问题 and 没有泄密问题 deny some only."""
_NOTHING = re.compile(r"^(?:[(（]?[一二三四五][)）、.]?)?(?:无|没有|暂无|本年度无|无问题)[。.]?$")


def squeezed(paragraphs: tuple[str, ...]) -> str:
    """The paragraphs as one text without white space."""
    return "。".join("".join(text.split()) for text in paragraphs)


def tells_problem(text: str) -> bool:
    """A problem is told in plain words, apart from any denial."""
    return _PROBLEM.search(_DENIAL.sub("", text)) is not None


def tells_remedy(text: str) -> bool:
    """Something is said to be done, or about to be."""
    return _REMEDY.search(text) is not None


def implies_problem(text: str) -> bool:
    """What is to be done next, or better, implies that something was lacking."""
    return _IMPLIED.search(text) is not None


def denial_in(text: str) -> str | None:
    """The words by which the text says that there was no problem at all, else ``None``."""
    if _NOTHING.match(text):
        return text
    found = _DENIAL.search(text)
    return found[0].strip("。，, ") if found else None
