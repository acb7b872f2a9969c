"""S105: sections or their parts are numbered with a gap or a numeral twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text, listed
from rules.lettering import letters_obstacle
from rules.one_width import in_one_width
from rules.prose.numerals import whole_number
from rules.report import SectionReading
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import SectionSpec

_TEN = "一二三四五六七八九十"
_OF_SECTION = re.compile(rf"^([{_TEN}]{{1,2}})[、.,]")
_OF_PART = re.compile(rf"^\(([{_TEN}]{{1,2}})\)(?![项款目条、和及])")
"""Not that of an item of the law, which may begin a line: （五）项."""
_ANYWHERE = re.compile(rf"\(([{_TEN}]{{1,2}})\)")
_MAY_BE_UNREAD = Text(
    zh="该部分有图片、框架页或表格未能读取，缺少的序号可能在其中",
    en="A picture, frame or table in the section was not read, and may hold the missing numeral",
)


class _Numbered(NamedTuple):
    """A heading or paragraph with its numeral."""

    numeral: str
    text: str

    @property
    def number(self) -> int:
        return whole_number(self.numeral) or 0


def numbered_in_order(case: Case) -> Iterator[Outcome]:
    """One outcome for the headings, and for each section of prose with parts (一), (二)."""
    obstacle = letters_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
        return
    yield from _headings(case)
    for section in case.form.sections:
        reading = case.report.sections.get(section.key)
        if section.table is None and reading is not None:
            yield from _parts(section, reading)


def _headings(case: Case) -> Iterator[Outcome]:
    """Sections numbered 一、 throughout; a numeral may be that of a part of the body's own."""
    sections = sorted(case.report.sections.values(), key=lambda section: section.position)
    found = _numbered(_OF_SECTION, (section.heading for section in sections))
    if len(found) < len(sections) or len(found) < 2:
        return
    numerals = [n.numeral for n in found]
    twice = [n for n in found if numerals.count(n.numeral) > 1]
    missing = _missing_of(sections, found) if len(sections) >= len(case.form.sections) else []
    if twice:
        yield _violation("report", _HEADINGS, _TWICE, [twice[0].numeral], twice[-1].text)
    elif missing:
        yield _violation("report", _HEADINGS, _MISSING, missing, _behind(found, missing))
    else:
        yield holds("report")


def _missing_of(sections: Sequence[SectionReading], found: Sequence[_Numbered]) -> list[str]:
    """The numerals that no heading has, nor any paragraph that may be one of the body's own."""
    if not _skipped(found, ()):
        return []
    own = _numbered(_OF_SECTION, (text for s in sections for text in s.paragraphs))
    return _skipped(found, [n.numeral for n in own])


def _parts(section: SectionSpec, reading: SectionReading) -> Iterator[Outcome]:
    """A series may begin again at (一): it then belongs to another part."""
    found = _numbered(_OF_PART, reading.paragraphs)
    if not found:
        return
    texts = (reading.heading, *reading.paragraphs)
    anywhere = [n for text in texts for n in _ANYWHERE.findall(_squeezed(text))]
    missing = _skipped(found, anywhere)
    twice = _repeated(found)
    label = Text(zh=f"“{section.heading}”", en=f"Section “{section.label.en}”")
    if missing and (reading.may_hold_unread_content or reading.tables):
        yield NotAssessable(place=section.key, reason=_MAY_BE_UNREAD)
    elif missing:
        bracketed = [f"（{numeral}）" for numeral in missing]
        yield _violation(section.key, label, _MISSING, bracketed, _behind(found, missing))
    elif twice:
        yield _violation(section.key, label, _TWICE, [f"（{twice.numeral}）"], twice.text)
    else:
        yield holds(section.key)


def _numbered(numeral: re.Pattern[str], texts: Iterator[str] | Sequence[str]) -> list[_Numbered]:
    matches = ((numeral.match(_squeezed(text)), text) for text in texts)
    return [_Numbered(match[1], text) for match, text in matches if match]


def _skipped(found: Sequence[_Numbered], elsewhere: Sequence[str]) -> list[str]:
    """Those that the highest numeral needs below it, and that stand nowhere."""
    printed = {*elsewhere, *(n.numeral for n in found)}
    return [n for n in _TEN[: max(n.number for n in found)] if n not in printed]


def _behind(found: Sequence[_Numbered], missing: Sequence[str]) -> str:
    """The first text whose numeral is beyond the first that is missing."""
    first = whole_number(missing[0]) or 0
    return next(n.text for n in found if n.number > first)


def _repeated(found: Sequence[_Numbered]) -> _Numbered | None:
    pairs = ((a, b) for a, b in pairwise(found) if a.numeral == b.numeral != _TEN[0])
    return next((b for _, b in pairs), None)


def _violation(
    place: str, where: Text, fault: Text, numerals: Sequence[str], quote: str
) -> Violation:
    named = listed(Text(zh=numeral, en=numeral) for numeral in numerals)
    arguments = {"where": where, "fault": fault, "numerals": named}
    return Violation(place=place, arguments=arguments, quote=quote)


def _squeezed(text: str) -> str:
    return "".join(in_one_width(text).split())


_HEADINGS = Text(zh="各部分标题", en="The headings")
_MISSING = Text(zh="缺少序号", en="skip")
_TWICE = Text(zh="重复使用序号", en="use twice")

RULE = Rule(
    code="S105",
    name="section-numbering",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="序号缺漏或重复", en="Numbering skips or repeats"),
    message=Text(zh="{where}{fault}“{numerals}”", en="{where}: the numerals {fault} {numerals}"),
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
