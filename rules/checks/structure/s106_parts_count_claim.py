"""S106: the opening counts other parts than it lists, or than the report has."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.one_width import in_one_width
from rules.prose.numerals import whole_number
from rules.prose.sentences import INTRO, sentences_of
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_CLAIM = re.compile(
    r"(?:本(?:年度)?报告|全文|报告(?:正文|内容)?(?:共|由|分|包括))[^。;]{0,140}?"
    r"([一二三四五六七八九十]|\d{1,2})(?:个|大)?部分"
)
_ADDED = re.compile("附[表件录图]|概述|前言|引言|封面")
_HEADINGS = {
    "overview": "总体(?:工作)?情况|概述|基本情况",
    "proactive": "主动公开(?:政府)?信息(?:的)?情况",
    "requests": "收到和处理(?:政府)?信息公开申请(?:的)?情况|依申请公开(?:政府信息)?(?:的)?情况",
    "reviews": (
        "(?:因)?政府信息公开(?:工作)?(?:被申请|被提起)?(?:的)?行政复议.{0,6}行政诉讼.{0,4}?情况"
    ),
    "problems": (
        "(?:政府信息公开工作)?存在的?(?:主要)?(?:的)?(?:问题|不足)"
        ".{0,3}?(?:改进|整改)(?:情况|措施|举措)?"
    ),
    "other_matters": "其[他它](?:需要?)?(?:报告)?的?(?:事项|情况)",
}
_LISTED = {key: re.compile(words) for key, words in _HEADINGS.items()}
_BETWEEN = re.compile(
    r"[、,;:和与及以（）()《》“”.一二三四五六七八九十\d]|分别(?:为|是)|即|包括|主要|内容|如下|组成|构成|是|为|分|等|的"
)
_LIST_UNCLEAR = Text(
    zh="所列各部分的名称未能全部辨认",
    en="Not every part that the sentence lists could be made out",
)


def parts_as_counted(case: Case) -> Iterator[Outcome]:
    """One outcome for a report whose opening says how many parts it has."""
    for passage in sentences_of(case.report, (INTRO, "overview")):
        plain = "".join(in_one_width(passage.text).split())
        claim = _CLAIM.search(plain)
        number = whole_number(claim[1]) if claim else None
        if claim is not None and number is not None and not _ADDED.search(plain):
            yield _outcome(case, number, plain, claim.end())
            return


def _outcome(case: Case, claimed: int, sentence: str, end: int) -> Outcome:
    behind = sentence[end:].rstrip("。")
    before = re.split("[。;]", sentence[:end])[-1]
    text = behind if any(p.search(behind) for p in _LISTED.values()) else before
    listed = [key for key, wording in _LISTED.items() if wording.search(text)]
    if len(listed) < 2:
        return _by_sections(case, claimed, sentence)
    if text is behind and _left_over(text):
        return NotAssessable(place="report", reason=_LIST_UNCLEAR)
    if len(listed) != claimed:
        if text is before:
            return NotAssessable(place="report", reason=_LIST_UNCLEAR)
        return _violation(claimed, _LISTS, len(listed), sentence)
    return Holds(place="report")


def _by_sections(case: Case, claimed: int, sentence: str) -> Outcome:
    """A section that is missing is told by S101; more than the form has are none of ours."""
    found = len(case.report.sections)
    if claimed == found or found < len(case.form.sections) or claimed > found:
        return Holds(place="report")
    return _violation(claimed, _HAS, found, sentence)


def _left_over(text: str) -> bool:
    for wording in _LISTED.values():
        text = wording.sub("", text, count=1)
    return bool(_BETWEEN.sub("", text))


def _violation(claimed: int, verb: Text, number: int, sentence: str) -> Violation:
    return Violation(
        place="report",
        arguments={"claimed": str(claimed), "verb": verb, "number": str(number)},
        quote=sentence,
    )


_LISTS = Text(zh="所列为", en="it lists")
_HAS = Text(zh="报告实有", en="it has")

RULE = Rule(
    code="S106",
    name="parts-count-claim",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="部分数与所列不符", en="The count of parts does not fit"),
    message=Text(
        zh="开头称报告分{claimed}个部分，{verb}{number}个",
        en="The opening says that the report has {claimed} parts; {verb} {number}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "开头说报告分几个部分，所列名称或实有部分的个数却不同，常是漏写或沿用旧稿。"
            "附表、前言另计的，或者所列名称辨认不全的，不作判断。"
        ),
        en=(
            "The opening counts the parts, and lists or has another number of them: one was left "
            "out, or an old text was kept. Where tables or a preface are counted too, or a name "
            "in the list is not made out, the rule does not decide."
        ),
    ),
    fails_example=Text(
        zh="写“全文分六个部分”，后面只列五个。",
        en="It says six parts, and lists five.",
    ),
    passes_example=Text(
        zh="写“由六个部分和附表组成”。",
        en="It says six parts and an annexed table.",
    ),
    check=parts_as_counted,
)
