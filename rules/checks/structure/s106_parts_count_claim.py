"""S106: the opening counts other parts than it lists, or than the report has."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.lettering import letters_obstacle
from rules.prose.numerals import whole_number
from rules.prose.sentences import INTRO, plain_sentences_of
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_CLAIM = re.compile(
    r"(?:本(?:年度)?报告|全文|报告(?:正文|内容)?(?=共|由|分|(?:主要)?包括))(?P<before>[^。;]{0,160}?)"
    r"(?<![第前后上下头末\d一二三四五六七八九十])(?P<number>[二三四五六七八九十]|\d{1,2})(?:(?:个|大)部分|部分(?=内?容?组?构?成|内容|[,:。;、]|$))"
)
_COUNTED_OTHERWISE = re.compile(
    "附|概述|前言|引言|导语|序言|结语|封面|目录|除|此外|另[有外设]|工作(?:开展|进行|推进)"
)
_PARTS = "部分"
_OPENING = (INTRO, "overview")
_OPENS_LIST = re.compile("由|包括|包含|分为|分成|共分|涵盖")
_HEADINGS = {
    "overview": "总体(?:工作)?情况|概述|基本情况",
    "proactive": "主动公开(?:政府)?信息(?:的)?情况",
    "requests": "收到和处理(?:政府)?信息公开申请(?:的)?情况|依申请公开(?:政府信息)?(?:的)?情况",
    "reviews": (
        "(?:因)?政府信息公开(?:工作)?(?:被申请|被提起)?(?:的)?行政复议.{0,10}诉讼.{0,4}?情况"
    ),
    "problems": (
        "(?:政府信息公开工作)?存在的?(?:主要)?(?:的)?(?:问题|不足)"
        ".{0,3}?(?:改进|整改)(?:情况|措施|举措)?"
    ),
    "other_matters": "其[他它](?:需要?)?(?:报告)?的?(?:事项|情况)",
}
_LISTED = {key: re.compile(words) for key, words in _HEADINGS.items()}
_BETWEEN = re.compile(
    r"[、,;:和与及以()《》“”.一二三四五六七八九十\d]|分别(?:为|是)|即|包括|包含|主要|内容|如下|组成|构成|是|为|分|等|的|共|由|全文|正文"
)
_TWO_IN_ONE = re.compile("行政复议(?:的)?情况.{0,10}诉讼|(?:问题|不足)(?:情况)?[、,;](?:改进|整改)")
"""Parts of the form that may be listed as two."""
_LIST_UNCLEAR = Text(
    zh="所列各部分的名称未能全部辨认",
    en="Not every part that the sentence lists could be made out",
)


class _Claim(NamedTuple):
    """A sentence that counts the parts of the report."""

    number: int
    before: str
    """What stands between the report and the number; a list perhaps."""
    behind: str
    sentence: str


def parts_as_counted(case: Case) -> Iterator[Outcome]:
    """One outcome for a report whose opening says how many parts it has."""
    claim = next(_claims(case), None)
    if claim is None:
        return
    obstacle = letters_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
    else:
        yield _outcome(case, claim)


def _claims(case: Case) -> Iterator[_Claim]:
    for plain, passage in plain_sentences_of(case.report):
        if passage.section not in _OPENING or _PARTS not in plain:
            continue
        found = _CLAIM.search(plain)
        number = whole_number(found["number"]) if found else None
        if found and number is not None and not _COUNTED_OTHERWISE.search(plain):
            behind = plain[found.end() :].rstrip("。")
            yield _Claim(number, _OPENS_LIST.split(found["before"])[-1], behind, passage.text)


def _outcome(case: Case, claim: _Claim) -> Outcome:
    text = next((t for t in (claim.behind, claim.before) if len(_listed(t)) > 1), None)
    if text is None:
        return _by_sections(case, claim)
    listed, spare = len(_listed(text)), len(_TWO_IN_ONE.findall(text))
    if listed <= claim.number <= listed + spare:
        return holds("report")
    if _left_over(text):
        return NotAssessable(place="report", reason=_LIST_UNCLEAR)
    return _violation(claim, _LISTS, listed)


def _listed(text: str) -> list[str]:
    return [key for key, wording in _LISTED.items() if wording.search(text)]


def _by_sections(case: Case, claim: _Claim) -> Outcome:
    """A section that is missing is told by S101; more than the form has are none of ours."""
    found = len(case.report.sections)
    if claim.number == found or found < len(case.form.sections) or claim.number > found:
        return holds("report")
    if _left_over(claim.before) or _left_over(claim.behind):
        return NotAssessable(place="report", reason=_LIST_UNCLEAR)
    return _violation(claim, _HAS, found)


def _left_over(text: str) -> bool:
    for wording in _LISTED.values():
        text = wording.sub("", text, count=1)
    return bool(_BETWEEN.sub("", text))


def _violation(claim: _Claim, verb: Text, number: int) -> Violation:
    return Violation(
        place="report",
        arguments={"claimed": str(claim.number), "verb": verb, "number": str(number)},
        quote=claim.sentence,
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
