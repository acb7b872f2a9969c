"""Personal data in texts, found and hidden.

``Mask`` is the one way in which a text is hidden: what is printed with spaces, in full-width
digits or a second time in another place is hidden with the rest.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rules.language import Text
from rules.one_width import in_one_width
from rules.privacy.mailboxes import mailboxes_in
from rules.privacy.match import Match
from rules.privacy.names import names_in
from rules.privacy.numbers import MANY_DIGITS, numbers_in

SHORTEST = 6
"""Letters in which personal data can stand; nearly every cell of a form has fewer."""

_MARK = re.compile("申请人|[@＠]")
"""One of these, or many digits, stands in every text that holds personal data."""
_PARTS_OF_A_PLACE = "市县区镇乡村街路局"
_SEPARATORS = re.compile("[ .-]")
_PLAIN = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(
    map(ord, "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), ""
)
"""Every dash as the plain one; marks that nobody sees as nothing."""


class _Piece(NamedTuple):
    start: int
    end: int
    masked: str


def matches_in(text: str) -> tuple[Match, ...]:
    """Every piece of personal data in a text, in its order; positions are those of the text."""
    if not (_MARK.search(text) or MANY_DIGITS.search(text)):
        return ()
    plain = in_one_width(text).translate(_PLAIN)
    found = _matches_in_one_width(plain)
    if not found or plain == text:
        return found
    plain, origin = _letter_by_letter(text)
    return tuple(
        match._replace(start=origin[match.start], end=origin[match.end - 1] + 1)
        for match in _matches_in_one_width(plain)
    )


def masked(text: str) -> str:
    """The text with all personal data in it hidden; hidden twice, it is the same."""
    return _cut(text, [_Piece(m.start, m.end, m.masked) for m in matches_in(text)])


def masked_text(text: Text) -> Text:
    """A text of both languages with all personal data in it hidden."""
    return Text(zh=masked(text.zh), en=masked(text.en))


class Mask:
    """Hides what was found in some texts wherever it stands, and what is found in any other.

    How long it takes does not depend on how much was found.
    """

    def __init__(self, matches: Iterable[Match]) -> None:
        self._masked: Mapping[str, str] = {match.secret: match.masked for match in matches}
        numbers = {len(secret) for secret in self._masked if secret[:-1].isdecimal()}
        names = {len(secret) for secret in self._masked if secret.isalpha()}
        self._wordings = (
            *map(_number_of, sorted(numbers, reverse=True)),
            *map(_name_of, sorted(names, reverse=True)),
        )

    def over(self, text: str) -> str:
        """The text with nothing personal in it."""
        text = masked(text)
        for wording in self._wordings:
            text = self._without(text, wording)
        return text

    def _without(self, text: str, wording: re.Pattern[str]) -> str:
        plain, origin = _letter_by_letter(text)
        pieces: list[_Piece] = []
        for found in wording.finditer(plain):
            known = self._masked.get(_SEPARATORS.sub("", found[1]).upper())
            start, end = origin[found.start(1)], origin[found.end(1) - 1] + 1
            if known is not None and (not pieces or start >= pieces[-1].end):
                pieces.append(_Piece(start, end, known))
        return _cut(text, pieces)


def _number_of(length: int) -> re.Pattern[str]:
    """Every number of so many digits, however parted, and those that overlap."""
    return re.compile(rf"(?<!\d)(?=(\d(?:[ .-]?\d){{{length - 2}}}[ .-]?[\dXx])(?!\d))")


def _name_of(length: int) -> re.Pattern[str]:
    """Every so many letters with which no name of a place begins."""
    return re.compile(rf"(?=([^\W\d_]{{{length}}})(?![{_PARTS_OF_A_PLACE}]))")


def _matches_in_one_width(text: str) -> tuple[Match, ...]:
    """Those that stand apart, in order; of two that overlap the first, or the surer number."""
    apart: list[Match] = []
    found = (*numbers_in(text), *names_in(text), *mailboxes_in(text))
    for match in sorted(found, key=lambda match: match.start):
        if not apart or match.start >= apart[-1].end:
            apart.append(match)
    return tuple(apart)


def _letter_by_letter(text: str) -> tuple[str, Sequence[int]]:
    """The text in one width with plain dashes, and for each character where it came from."""
    if text.isascii():
        return text, range(len(text))
    parts = [unicodedata.normalize("NFKC", letter).translate(_PLAIN) for letter in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _cut(text: str, pieces: Iterable[_Piece]) -> str:
    parts, last = [], 0
    for piece in pieces:
        parts += [text[last : piece.start], piece.masked]
        last = piece.end
    return "".join([*parts, text[last:]])
