"""N511: the prose counts something and the number is not there."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text, shortened
from rules.prose.sentences import sentences_of
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_VERB = "(?:公开|发布|发出|更新|登载|收到|受理|新增|制作)"
_NOUN = "(?:政府|政务|各类|相关|依申请公开|公开|信息|动态){0,5}信息"
_BEHIND = r"(?=[，。；、,;]|$)"
_TORN = re.compile(
    rf"{_VERB}{_NOUN}[条件]{_BEHIND}"
    rf"|{_VERB}(?:{_NOUN}|[^，。；、,;\s]{{0,12}}申请)\s+[条件]{_BEHIND}"
)
_PLACE = "report"
_DIGIT = re.compile(r"\d")
_NO_DIGITS = Text(
    zh="全文没有一个阿拉伯数字，可能在传输中丢失",
    en="The prose has no digit at all; they may have been lost on the way",
)


def numbers_in_their_place(case: Case) -> Iterator[Outcome]:
    """One outcome for each sentence that lacks a number, or one for the report."""
    sentences = tuple(sentences_of(case.report))
    obstacle = prose_numbers_obstacle(case.report)
    if obstacle is None and not any(_DIGIT.search(passage.text) for passage in sentences):
        obstacle = _NO_DIGITS
    if obstacle is not None:
        yield NotAssessable(place=_PLACE, reason=obstacle)
        return
    found = False
    for passage in sentences:
        torn = _TORN.search(passage.text)
        if torn is not None:
            found = True
            yield Violation(
                place=passage.section,
                arguments={"words": shortened(" ".join(torn[0].split()))},
                quote=passage.text,
                cause=f"N511 {passage.text}",
            )
    if not found:
        yield holds(_PLACE)


RULE = Rule(
    code="N511",
    name="missing-number",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="文字中缺少数字", en="A number is missing in the prose"),
    message=Text(
        zh="“{words}”中计量单位前没有数字",
        en="No number stands before the unit in “{words}”",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "“公开信息条”“收到政府信息件”一类的话在量词前没有数字，多是填写时遗漏。"
            "全文疑似丢失数字的，不予判定。"
        ),
        en=(
            "Words such as 公开信息条 have a unit and no number before it, mostly one that was "
            "forgotten. Where the whole text seems to have lost digits, nothing is "
            "decided."
        ),
    ),
    fails_example=Text(zh="全年主动公开政府信息  条。", en="全年主动公开政府信息  条。"),
    passes_example=Text(zh="全年主动公开政府信息120条。", en="全年主动公开政府信息120条。"),
    check=numbers_in_their_place,
)
