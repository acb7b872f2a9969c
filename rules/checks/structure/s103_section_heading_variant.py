"""S103: a section is headed in other words than the form's."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN
from rules.labels import plain
from rules.language import Text, shortened
from rules.lettering import letters_obstacle
from rules.report import SectionReading
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.spec import SectionSpec

_LONGEST_HEADING = 40
_COUNT = "[一二三四五六七八九十]{1,2}|[1-9]|[IV]{1,3}"
_NUMERAL = re.compile(rf"第(?:{_COUNT})(?:部分|章)|\((?:{_COUNT})\)|(?:{_COUNT})")
"""At the beginning of a heading without punctuation; no heading begins with such a character."""


def headings_worded_as_form(case: Case) -> Iterator[Outcome]:
    """One outcome for each section that has a heading of its own; a bare numeral is none."""
    for section in case.form.sections:
        reading = case.report.sections.get(section.key)
        if reading is None or len(reading.heading) > _LONGEST_HEADING:
            continue
        words = _words_of(reading)
        if words.startswith(plain(section.heading)):
            yield holds(section.key)
        elif words:
            yield _outcome(case, section, reading, words)


def _outcome(case: Case, section: SectionSpec, reading: SectionReading, words: str) -> Outcome:
    if any(words.startswith(plain(form.section(section.key).heading)) for form in case.all_specs):
        return holds(section.key)
    reason = letters_obstacle(case.report) or (FORMAT_UNKNOWN.reason if not case.spec else None)
    if reason is not None:
        return NotAssessable(place=section.key, reason=reason)
    return Violation(
        place=section.key,
        arguments={"printed": shortened(reading.heading.strip()), "heading": section.heading},
        quote=reading.heading,
    )


def _words_of(reading: SectionReading) -> str:
    """The heading without its numeral, and with text of the section that may stand behind it."""
    words = plain(reading.heading)
    numeral = _NUMERAL.match(words)
    return words[numeral.end() :] if numeral else words


RULE = Rule(
    code="S103",
    name="section-heading-variant",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="部分标题措辞与格式不同", en="A heading is worded otherwise than the form's"),
    message=Text(
        zh="标题写作“{printed}”，格式为“{heading}”",
        en="The heading reads “{printed}”; the form has “{heading}”",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh="标题意思相同而措辞与格式不同，不影响内容，只作提示。序号写法、标点和空格不计。",
        en=(
            "A heading that means the same in other words changes nothing, and is told as "
            "information. Numerals, punctuation and spaces do not count."
        ),
    ),
    fails_example=Text(
        zh="第五部分标题写作“存在的问题及改进措施”。",
        en="Section five is headed 存在的问题及改进措施.",
    ),
    passes_example=Text(
        zh="标题写作“（五）存在的主要问题及改进情况：”。",
        en="Section five has the form's words, with another numeral and a colon.",
    ),
    check=headings_worded_as_form,
)
