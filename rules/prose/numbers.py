"""Every number in the prose of a report that counts something, with all that tells what it counts.

Left out, because they count nothing or cannot be told for sure: ordinals, document numbers, dates,
telephone and list numbers, what stands in 《》 or “”, durations, ranges, ratios, numbers without a
unit, and whole things with a fraction.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from rules.prose.number_wording import (
    ASIDE_TIME,
    BARE_SCALES,
    COUNTED_BEFORE,
    ENDS_IN_ABOUT,
    LEADS_IN,
    MAY_BEGIN,
    NO_LIMIT,
    NOT_THAT_YEARS,
    OF_A_PAPER,
    ONLY_HERE,
    PARTS_OF_PAPERS,
    RUNS_ON,
    TIMES,
    TOKEN,
    TORN,
    WRITTEN_LEADS_IN,
)
from rules.prose.numerals import counted, whole_number, written
from rules.prose.sentences import Passage, sentences_of
from rules.prose.subjects import is_change, subject_of
from rules.report import Report

_MAY_HAVE_FRACTIONS = frozenset({"元", "%", "‰", "个百分点"})
_WHOLE_YEAR = re.compile(r"12\s*月\s*31\s*日|(?<!\d)0?1\s*月?\s*[-—~～至到]\s*12\s*月")
_YEAR_FIRST = re.compile(r"([^年月\s]{4})\s*年")
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_LONGEST_LEAD = 8
"""Characters before a number or time that are asked for words that belong to it."""
_CLAUSE_END = re.compile("[，,；;：:]")


class NumberTold(NamedTuple):
    """A number with its unit."""

    value: Decimal
    """With 百, 千, 万 and 亿 multiplied in: ``3.2万元`` is 32000."""
    unit: str
    """As printed, without 万 and 亿: 件, 条, 元, %; percents in one width."""
    raw: str
    """As printed, from its first digit to the end of the unit."""
    subject: str
    """What it counts: the words of its clause before it, and the noun behind it."""
    sentence: str
    section: str
    """Key of the section, or ``intro``."""
    time_words: str
    """The time that its sentence names nearest before it, as printed; empty where none."""
    about_year: int | None
    """The year that these words name; ``None`` where there are none, or they name another time."""
    is_approximate: bool
    """约, 余, 以上 and the like stand with it."""
    is_part: bool
    """其中 stands before it."""
    is_change: bool
    """It is what something grew or shrank by."""

    def is_of(self, year: int | None) -> bool:
        """It is of that year for all that its sentence says: no other time is named."""
        return not self.time_words or (year is not None and self.about_year == year)


class _Time(NamedTuple):
    words: str
    year: int | None
    for_clause_only: bool


class _Found(NamedTuple):
    value: Decimal
    unit: str
    start: int
    end: int
    is_approximate: bool
    time: _Time


_NO_TIME = _Time("", None, for_clause_only=False)


def numbers_told(report: Report) -> tuple[NumberTold, ...]:
    """The numbers in print order; the same whether or not the report is suspect."""
    return numbers_where(report, _any_sentence)


def numbers_where(report: Report, is_wanted: Callable[[str], bool]) -> tuple[NumberTold, ...]:
    """The numbers, in print order, of those sentences that are wanted by what they print."""
    return tuple(
        number
        for sentence in sentences_of(report)
        if is_wanted(sentence.text)
        for number in _numbers_of(sentence, report.year)
    )


def numbers_by_sentence(
    report: Report, is_wanted: Callable[[str], bool]
) -> Iterator[tuple[NumberTold, ...]]:
    """The numbers of each wanted sentence that has some; one printed twice running is one."""
    wanted = [sentence for sentence in sentences_of(report) if is_wanted(sentence.text)]
    if len(set(wanted)) == len(wanted):
        told = (_numbers_of(sentence, report.year) for sentence in wanted)
        yield from (numbers for numbers in told if numbers)
        return
    for (text, _), numbers in groupby(numbers_told(report), key=attrgetter("sentence", "section")):
        if is_wanted(text):
            yield tuple(numbers)


def may_be_subject(words: Iterable[str], sentence: str) -> bool:
    """One of these words may stand in what a number of the sentence counts.

    A number may stand between the characters of a word, so each of these is looked for.
    """
    return any(map(set(sentence).issuperset, words))


@lru_cache(maxsize=512)
def _numbers_of(sentence: Passage, year: int | None) -> tuple[NumberTold, ...]:
    """Kept, because several rules ask for the numbers of one sentence."""
    return tuple(numbers_in_sentence(sentence.text, year, sentence.section))


def _any_sentence(_: str) -> bool:
    return True


def numbers_in_sentence(text: str, year: int | None, section: str = "") -> Iterator[NumberTold]:
    """The numbers of one sentence in a report on that year."""
    found = tuple(_found_in(text, year))
    for place, number in enumerate(found):
        before = found[place - 1].end if place else 0
        after = found[place + 1].start if place + 1 < len(found) else len(text)
        yield NumberTold(
            value=number.value,
            unit=number.unit,
            raw=text[number.start : number.end],
            subject=subject_of(text, before, number.start, number.end, after),
            sentence=text,
            section=section,
            time_words=number.time.words,
            about_year=number.time.year,
            is_approximate=number.is_approximate,
            is_part="其中" in text[text.rfind("；", 0, number.start) + 1 : number.start],
            is_change=is_change(text[before : number.start]),
        )


def _found_in(text: str, year: int | None) -> Iterator[_Found]:
    standing, time, at, was_running_on = _NO_TIME, _NO_TIME, 0, False
    while begins := MAY_BEGIN.search(text, at):
        start = begins.start()
        if time.for_clause_only and _CLAUSE_END.search(text, at, start):
            time = standing
        token = TOKEN.match(text, start)
        if token is None:
            at = begins.end()
            continue
        at = token.end()
        if _is_number(token):
            runs_on = _runs_on(token)
            number = None if runs_on or was_running_on else _number(token, time)
            was_running_on = runs_on
            if number is not None:
                yield number
        else:
            was_running_on = False
            time = _time(token, year) or time
        standing = standing if time.for_clause_only else time


def _is_number(token: re.Match[str]) -> bool:
    return bool(token["digits"] or token["written"] or token["hundredths"])


def _runs_on(token: re.Match[str]) -> bool:
    """More digits belong to the number: it is a range, a ratio or torn."""
    if token["digits"] is None and token["written"] is None:
        return False
    text, end = token.string, token.end()
    return bool(RUNS_ON.match(text, end) or (not _unit(token) and TORN.match(text, end)))


def _unit(token: re.Match[str]) -> str:
    unit = token["unit"] or token["written_unit"] or ("%" if token["hundredths"] else "")
    return "%" if unit == "％" else unit


def _number(token: re.Match[str], time: _Time) -> _Found | None:
    unit = _unit(token)
    before = _just_before(token)
    value = _value(token, unit, before) if unit else None
    if value is None:
        return None
    text, (start, end) = token.string, token.span()
    about = token["about"] or token["about_scaled"] or token["written_about"]
    return _Found(
        value=value,
        unit=unit,
        start=start,
        end=end,
        is_approximate=bool(about)
        or ENDS_IN_ABOUT.search(before) is not None
        or NO_LIMIT.match(text, end) is not None,
        time=time,
    )


def _value(token: re.Match[str], unit: str, before: str) -> Decimal | None:
    if unit in PARTS_OF_PAPERS and OF_A_PAPER.search(before):
        return None
    if token["digits"] is not None:
        value = None if LEADS_IN.search(before) else counted(token["digits"], token["scale"] or "")
        if value is None or token["digits"].isdecimal() or unit in _MAY_HAVE_FRACTIONS:
            return value
        return value if value == value.to_integral_value() else None
    if token["hundredths"]:
        return _decimal(written(token["hundredths"]))
    if WRITTEN_LEADS_IN.search(before) or _is_phrase(token):
        return None
    return _decimal(written(token["written"]))


def _is_phrase(token: re.Match[str]) -> bool:
    """一次, 千家, 两个: figures of speech unless something says that they are counted."""
    numeral = token["written"]
    if numeral in BARE_SCALES:
        return not token["written_about"]
    if len(numeral) == 1 and token["written_unit"] == "个":
        return True
    return numeral == "一" and COUNTED_BEFORE.search(_just_before(token)) is None


def _just_before(token: re.Match[str]) -> str:
    return token.string[max(token.start() - _LONGEST_LEAD, 0) : token.start()]


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _time(token: re.Match[str], year: int | None) -> _Time | None:
    """The time that a token names; ``None`` where it names none, or only names a paper by it."""
    kind = next((kind for kind in TIMES if token[kind] is not None), None)
    text, end = token.string, token.end()
    if kind is None or NOT_THAT_YEARS.match(text, end):
        return None
    return _Time(
        words=token[0],
        year=_year(kind, token[0], year),
        for_clause_only=ONLY_HERE.match(text, end) is not None
        or ASIDE_TIME.search(_just_before(token)) is not None,
    )


def _year(kind: str, words: str, year: int | None) -> int | None:
    if kind in _OFFSETS:
        return None if year is None else year + _OFFSETS[kind]
    if kind == "several" or (kind == "date" and not _WHOLE_YEAR.search(words)):
        return None
    told = _YEAR_FIRST.match(words)
    return whole_number(told[1]) if told else year
