"""How a heading is worded: its numeral, the form's words or the body's own, and what follows."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.labels import distance_within, plain
from rules.one_width import in_one_width
from rules.spec import FormatSpec

COUNTED = "一二三四五六七八九十"
_NUMERAL = re.compile(
    rf"^(?:第(?P<part>[{COUNTED}])(?:部分|章)[、.．,，:：]?|(?P<top>[{COUNTED}]{{1,2}})(?P<mark>[、.．,，:：]?)"
    rf"|[(（](?P<bracket>[{COUNTED}]{{1,2}})[)）]、?|(?P<digit>[1-9])[、.．](?!\d)"
    r"|[(（](?P<digit_in_brackets>[1-9])[)）]、?|(?P<bare_digit>[1-9])(?=[\u4e00-\u9fff])"
    r"|(?P<roman>VI|IV|V|I{1,3})[、.．])"
)
_BEGINS_NUMERAL = frozenset("第" + COUNTED)
"""Ideographs."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_LONGEST_NUMERAL = 40
"""With the white space in and around it."""
_TEXTS_REMEMBERED = 4_096
_BEGINNING = 150
"""A heading, with its numeral and the white space in it, ends within so many characters."""
_FARTHEST = 3
_LONGEST_HEADING = 45
_SHORTEST_TO_APPROXIMATE = 8
_ENDS_HEADING = frozenset(":：。")
_BREAK = re.compile(r"[。:：\s]")
_GOES_ON = frozenset("、,，;；及和与的")
"""What follows a heading inside a longer heading or a list of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """What a line is counted with."""

    style: str
    """``part`` 第五部分, ``top`` 五、, ``bare`` 五, ``bracket`` (五), ``digit`` 5., ``roman`` V.,
    ``digit_in_brackets`` (5), ``bare_digit`` 5 before a word."""
    number: int
    end: int
    """Its length in the line without white space."""

    @property
    def is_top(self) -> bool:
        """Counts the parts of a whole, as ``五、`` does and ``(五)`` and ``5.`` need not."""
        return self.style in {"part", "top"}


def own_heading(text: str, numeral: Numeral) -> tuple[str, str]:
    """A line as heading and what follows; one that goes on without a break is all text."""
    counted, words = _cut(text, numeral.end)
    found = _BREAK.search(words, 1, _LONGEST_HEADING)
    if found is not None:
        end = len(text) - len(words) + found.start()
        return text[:end], words[found.end() :].strip()
    if len(words) <= _LONGEST_HEADING:
        return text, ""
    return counted, words


def _cut(text: str, length: int) -> tuple[str, str]:
    """A text as printed, cut after so many characters of its squeezed form."""
    place = 0
    while length > 0 and place < len(text):
        length -= len(_squeezed(text[place]))
        place += 1
    return text[:place], text[place:].lstrip()


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _squeezed(text: str) -> str:
    return "".join(in_one_width(text).split())


def numeral_of(text: str) -> Numeral | None:
    """The numeral that a line begins with."""
    if "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in _BEGINS_NUMERAL:
        return None
    return _numeral_in(_squeezed(text[:_LONGEST_NUMERAL]))


def _numeral_in(squeezed: str) -> Numeral | None:
    found = _NUMERAL.match(squeezed)
    if found is None:
        return None
    style = found.lastgroup or ""
    if style == "mark":
        style = "top" if found["mark"] else "bare"
    return Numeral(style=style, number=_number(found), end=found.end())


def _number(found: re.Match[str]) -> int:
    counted = found["part"] or found["top"] or found["bracket"]
    if counted:
        return COUNTED.find(counted) + 1
    if found["roman"]:
        return _ROMAN.index(found["roman"]) + 1
    return int(found["digit"] or found["digit_in_brackets"] or found["bare_digit"])


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def known_wording(spec: FormatSpec, text: str) -> tuple[str, str, str] | None:
    """Key, heading and what follows it, where a paragraph is or begins with a known heading.

    A heading with its numeral may be followed by text; one without must be the whole line; one
    that is misprinted must have its numeral and be the whole line.
    """
    if len(text) > _BEGINNING and not _begins_with_known(spec, text[:_BEGINNING]):
        return None
    squeezed = _squeezed(text)
    numeral = _numeral_in(squeezed[:_LONGEST_NUMERAL])
    words = squeezed[numeral.end :] if numeral else squeezed
    patterns = _patterns(spec) if _any_pattern(spec).match(words) else ()
    for key, pattern in patterns:
        match = pattern.match(words)
        if match is None:
            continue
        rest = words[match.end() :]
        if not rest.strip(":：。"):
            return key, text, ""
        if numeral and (rest[0] in _ENDS_HEADING or (numeral.is_top and _is_text(spec, rest))):
            heading, after = _cut(text, numeral.end + match.end())
            return key, heading, after.lstrip(":：。 ")
    near = nearly_worded(spec, words) if numeral else None
    return None if near is None else (near, text, "")


def _is_text(spec: FormatSpec, rest: str) -> bool:
    """What follows a heading is neither more of a heading nor the next part of a list."""
    numeral = numeral_of(rest)
    after = rest[numeral.end :] if numeral else rest
    listed = numeral is not None and any(p.match(after) for _, p in _patterns(spec))
    return rest[0] not in _GOES_ON and not listed


def _begins_with_known(spec: FormatSpec, beginning: str) -> bool:
    squeezed = _squeezed(beginning)
    numeral = _numeral_in(squeezed[:_LONGEST_NUMERAL])
    return _any_pattern(spec).match(squeezed, numeral.end if numeral else 0) is not None


@lru_cache(maxsize=8)
def _any_pattern(spec: FormatSpec) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _patterns(spec)))


@lru_cache(maxsize=8)
def _patterns(spec: FormatSpec) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = []
    for section in spec.sections:
        own = re.escape(in_one_width(section.heading))
        pairs += [(section.key, re.compile(p)) for p in (own, *section.accepted)]
    return tuple(pairs)


def named_by_beginning(spec: FormatSpec, text: str) -> str | None:
    """Key of the section as whose wording a line begins behind its numeral."""
    squeezed = _squeezed(text[:_BEGINNING])
    numeral = _numeral_in(squeezed[:_LONGEST_NUMERAL])
    words = squeezed[numeral.end :] if numeral else squeezed
    named = (section.key for section in spec.sections if words.startswith(section.begins))
    return next(named, None)


def nearly_worded(spec: FormatSpec, line: str) -> str | None:
    """Key of the section whose heading a whole line without its numeral is but for a misprint."""
    words = plain(line) if len(line) <= _LONGEST_HEADING else ""
    if len(words) < _SHORTEST_TO_APPROXIMATE:
        return None
    for section in spec.sections:
        heading = plain(section.heading)
        if len(set(heading) - set(words)) <= _FARTHEST and distance_within(
            words, heading, _FARTHEST
        ):
            return section.key
    return None
