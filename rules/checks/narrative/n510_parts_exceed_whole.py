"""N510: a part that the prose names is more than the whole it is of."""

import re
from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.numbers import NumberTold, numbers_in_sentence
from rules.prose.sentences import Passage, sentences_of
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_PLACE = "report"
_UNITS = frozenset("条篇")
_PART = re.compile(r"^(?P<whole>[^；;。（）()]*?)[，,（(]\s*其中[：:，,]?(?P<parts>[^；;。）)]*)")
_ITEMS = re.compile("信息|稿件|动态|新闻")
_ROUNDED = re.compile("[百千万亿]")
_OTHER_ACTION = re.compile(
    "收到|受理|办理|办结|答复|接待|阅读|点击|浏览|访问|关注|转发|转载|开展|召开|培训|回应|解答"
    "|解读|咨询|历年|累计|存量|历史|涉及|惠及|覆盖|整改|清理|更新|删除|同比|结转|有效|上级|各(?=[0-9])"
)
"""With these a number counts something else than a share of the whole."""


def parts_within_whole(case: Case) -> Iterator[Outcome]:
    """One outcome for each sentence that names exact parts of an exact whole in one unit."""
    for passage in sentences_of(case.report):
        pair = _largest_part(passage.text, case.report.year)
        if pair is not None:
            yield _outcome(case, passage, *pair)


def _largest_part(sentence: str, year: int | None) -> tuple[NumberTold, NumberTold] | None:
    found = _PART.search(sentence)
    if found is None or _OTHER_ACTION.search(found["parts"]):
        return None
    before = tuple(numbers_in_sentence(found["whole"], year))
    whole = _whole(before)
    if whole is None:
        return None
    parts = [n for n in numbers_in_sentence(found["parts"], year) if n.unit == whole.unit]
    plain = [n for n in parts if _is_plain(n) and n.is_of(year)]
    return (whole, max(plain, key=lambda n: n.value)) if plain else None


def _whole(before: Sequence[NumberTold]) -> NumberTold | None:
    """The number just before 其中, unless others in its unit may be meant along with it."""
    whole = before[-1] if before else None
    if whole is None or not _is_plain(whole) or not _ITEMS.search(whole.subject):
        return None
    return whole if sum(n.unit == whole.unit for n in before) == 1 else None


def _is_plain(number: NumberTold) -> bool:
    inexact = number.is_approximate or number.is_change or _ROUNDED.search(number.raw)
    return number.unit in _UNITS and not inexact


def _outcome(case: Case, passage: Passage, whole: NumberTold, part: NumberTold) -> Outcome:
    suspect = prose_numbers_obstacle(case.report)
    if suspect is not None:
        return NotAssessable(place=_PLACE, reason=suspect)
    if part.value <= whole.value:
        return holds(_PLACE)
    return Violation(
        place=passage.section,
        arguments={
            "whole": figure_text(whole.value),
            "part": figure_text(part.value),
            "unit": Text(zh=whole.unit, en=whole.unit),
        },
        quote=passage.text,
        cause=f"N510 {passage.text}",
    )


RULE = Rule(
    code="N510",
    name="parts-exceed-whole",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="文字所述部分大于总数", en="A part in the prose is more than its whole"),
    message=Text(
        zh="总数为{whole}{unit}，“其中”一项为{part}{unit}",
        en="The whole is {whole} {unit}, and one part of it {part} {unit}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "同一句中先写信息总数、再以“其中”列出的同一单位的数，任何一项都不应大于总数。"
            "约数、累计数和另一种事项的数不予比较；各项之间可能重叠，不求和。"
        ),
        en=(
            "Where a sentence gives a number of items and then "
            "parts of it after 其中 in the same unit, no "
            "part is more than the whole. Rounded figures, running totals and other matters are "
            "not compared, and parts are not added up, because they may overlap."
        ),
    ),
    fails_example=Text(
        zh="主动公开信息382条，其中公众号2443条。",
        en="382 items made public, of which 2443 on one account.",
    ),
    passes_example=Text(
        zh="主动公开信息2443条，其中公众号382条。",
        en="2443 items made public, of which 382 on one account.",
    ),
    check=parts_within_whole,
)
