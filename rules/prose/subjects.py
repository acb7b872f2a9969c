"""What a number in prose counts, by the words around it."""

import re

_CLAUSE = re.compile("[，,；;：:。！？!?()（）]")
_FILLERS_BEFORE = re.compile(
    r"^(?:[、\s]|其中|同时|目前|截至|截止|底|以来|期间|累计|共计|合计|总计|共|全年|本年度?|今年|已|还|并|和|及(?!时)|与|以及|或)+"
)
_FILLERS_BEHIND = re.compile(
    r"(?:[\s“”]|数量(?:为|达)?|总数(?:为|达)?|共计|总计|合计|累计|共有|共|达到|达|计|为|是|有|约|近|超过|超|逾|仅|了|分别)+$"
)
_GOES_ON = re.compile(
    r"\s*(?:[，,；;：:。！？!?()（）、“”]|和|及|与|以及|或|并|其中|左右|以上|以下|以内|比|较|同比|均|全部|已|未|被|占|的?(?:办理)?答复率)"
)
"""Behind a unit: what follows is not the noun that is counted."""
_BARE_VERB = re.compile(
    r"(?:收到|受理|办理|办结|答复|公开|发布|制发|印发|制定|出台|废止|开展|召开|组织|举办|举行|新增|更新|回应|结转"
    r"|处理|编发|推送|转发|解读|发放|接待|接听|调整|优化|清理|审核|审查|报送|刊发|设置|设立|建立|建成|收取|产生|发生)$"
)
_CHANGE = re.compile(
    r"(?:增加|增长|增幅|减少|减幅|下降|降低|降幅|上升|提高|提升|多|少|高|低)(?:了|约|近|达|到)?\s*$"
)
_CHANGED_TO = re.compile(r"(?:至|到|为)\s*$")
_LONGEST = 60


def subject_of(text: str, before: int, start: int, end: int, after: int) -> str:
    """The words that say what the number from ``start`` to ``end`` of a sentence counts.

    Args:
        text: the sentence.
        before: where the number before it ends.
        start: where it begins.
        end: where its unit ends.
        after: where the next number begins.
    """
    leading = _cleaned(_clause_before(text, before, start))
    noun = _noun_behind(text, end, after)
    runs_into_next = end + len(noun) >= after and after < len(text)
    if not leading or _BARE_VERB.search(leading) or not runs_into_next:
        leading += noun
    if not leading:
        leading = _clause_further_left(text, before, start)
    return leading[-_LONGEST:]


def is_change(before: str) -> bool:
    """The words before a number say that something grew or shrank by it, and not to it."""
    return _CHANGE.search(before) is not None and not _CHANGED_TO.search(before)


def _clause_before(text: str, before: int, start: int) -> str:
    return _CLAUSE.split(text[before:start])[-1]


def _clause_further_left(text: str, before: int, start: int) -> str:
    """The nearest clause with words, where the number stands in one without any."""
    clauses = (_cleaned(clause) for clause in reversed(_CLAUSE.split(text[before:start])[:-1]))
    return next((clause for clause in clauses if clause), "")


def _noun_behind(text: str, end: int, after: int) -> str:
    stretch = text[end:after]
    if _GOES_ON.match(stretch):
        return ""
    return _CLAUSE.split(stretch)[0].split("、")[0].strip().removeprefix("的")


def _cleaned(clause: str) -> str:
    return _FILLERS_BEHIND.sub("", _FILLERS_BEFORE.sub("", clause)).strip()
