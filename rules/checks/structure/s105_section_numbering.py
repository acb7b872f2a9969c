"""S105: sections or their parts are numbered with a gap or a numeral twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text, listed
from rules.one_width import in_one_width
from rules.prose.numerals import whole_number
from rules.report import Report, SectionReading
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_TEN = "一二三四五六七八九十"
_OF_SECTION = re.compile(rf"^\(?([{_TEN}]{{1,2}})[)、.]")
_OF_PART = re.compile(rf"^\(([{_TEN}]{{1,2}})\)")
_ANYWHERE = re.compile(rf"\(([{_TEN}]{{1,2}})\)")
_PICTURED = Text(
    zh="该部分有图片或框架页未能读取，缺少的序号可能在其中",
    en="A picture or frame in the section was not read, and may hold the missing numeral",
)


def numbered_in_order(case: Case) -> Iterator[Outcome]:
    """One outcome for the headings, and for each section whose parts are numbered (一), (二)."""
    yield from _headings(case.report)
    for key, section in case.report.sections.items():
        yield from _parts(key, section)


def _headings(report: Report) -> Iterator[Outcome]:
    sections = sorted(report.sections.values(), key=lambda section: section.position)
    found = [_OF_SECTION.match(_squeezed(section.heading)) for section in sections]
    numerals = [match[1] for match in found if match]
    if len(numerals) < len(sections) or len(numerals) < 2:
        return
    twice = [n for n in dict.fromkeys(numerals) if numerals.count(n) > 1]
    if twice:
        yield _violation("report", _TWICE, twice)
    else:
        yield Holds(place="report")


def _parts(key: str, section: SectionReading) -> Iterator[Outcome]:
    """A series may begin again at (一): it then belongs to another part."""
    texts = [_squeezed(text) for text in section.paragraphs]
    printed = [match[1] for text in texts if (match := _OF_PART.match(text))]
    if not printed:
        return
    anywhere = {number for text in texts for number in _ANYWHERE.findall(text)}
    missing = [n for n in _skipped(printed) if n not in anywhere]
    twice = _repeated(printed)
    if missing and section.may_hold_unread_content:
        yield NotAssessable(place=key, reason=_PICTURED)
    elif missing:
        yield _violation(key, _MISSING, missing)
    elif twice:
        yield _violation(key, _TWICE, twice)
    else:
        yield Holds(place=key)


def _skipped(numerals: Sequence[str]) -> list[str]:
    """Those that the highest of them needs below it."""
    highest = max(_value(numeral) for numeral in numerals)
    return [n for n in _TEN[:highest] if n not in numerals]


def _repeated(numerals: Sequence[str]) -> list[str]:
    return [a for a, b in pairwise(numerals) if a == b and a != _TEN[0]]


def _value(numeral: str) -> int:
    return whole_number(numeral) or 0


def _violation(place: str, fault: Text, numerals: Sequence[str]) -> Violation:
    named = listed(Text(zh=numeral, en=numeral) for numeral in numerals)
    return Violation(place=place, arguments={"fault": fault, "numerals": named})


def _squeezed(text: str) -> str:
    return "".join(in_one_width(text).split())


_MISSING = Text(zh="缺少序号", en="has no part numbered")
_TWICE = Text(zh="重复使用序号", en="has two numbered")

RULE = Rule(
    code="S105",
    name="section-numbering",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="序号缺漏或重复", en="Numbering skips or repeats"),
    message=Text(zh="该处{fault}“{numerals}”", en="The numbering {fault} {numerals}"),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "同一层次的序号有缺漏、重复，或从（二）开始时报出，常是删改后没有重排。只看“一、”和"
            "“（一）”两级，不看“1.”和“一是”。"
        ),
        en=(
            "The rule fires when numerals of one level skip, repeat or begin at (二): parts were "
            "often cut and not numbered again. It looks at 一、 and （一） only, not at 1. or 一是."
        ),
    ),
    fails_example=Text(
        zh="总体情况下第一个小标题为“（二）依申请公开”，没有（一）。",
        en="The first part of section one is （二）, and there is no （一）.",
    ),
    passes_example=Text(
        zh="（一）之下有“1.”“2.”，再接（二）。",
        en="Under （一） stand 1. and 2., and （二） follows.",
    ),
    check=numbered_in_order,
)
