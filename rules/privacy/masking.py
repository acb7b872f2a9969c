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

_MARKS = ("申请人", "@", "＠")
"""One of these, or many digits, stands in every text that holds personal data."""
_PARTS_OF_A_PLACE = "市县区镇乡村街路局"
_SEPARATORS = re.compile("[ -]")


class _Piece(NamedTuple):
    start: int
    end: int
    masked: str


def matches_in(text: str) -> tuple[Match, ...]:
    """Every piece of personal data in a text, in its order; positions are those of the text."""
    if not any(mark in text for mark in _MARKS) and not MANY_DIGITS.search(text):
        return ()
    plain = in_one_width(text)
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
    """Hides what was found in some texts wherever it stands, and what is found in any other."""

    def __init__(self, matches: Iterable[Match]) -> None:
        self._masked: Mapping[str, str] = {match.secret: match.masked for match in matches}
        longest_first = sorted(self._masked, key=lambda secret: (-len(secret), secret))
        self._known = re.compile("|".join(map(_wherever, longest_first)) or "(?!)")

    def over(self, text: str) -> str:
        """The text with nothing personal in it."""
        text = masked(text)
        plain, origin = _letter_by_letter(text)
        pieces = [
            _Piece(origin[found.start()], origin[found.end() - 1] + 1, self._stands_for(found[0]))
            for found in self._known.finditer(plain)
        ]
        return _cut(text, pieces)

    def _stands_for(self, secret: str) -> str:
        if secret in self._masked:
            return self._masked[secret]
        return self._masked[_SEPARATORS.sub("", secret).upper()]


def _wherever(secret: str) -> str:
    """A number however it is parted; a name but where it begins that of a place."""
    if not secret[:-1].isdecimal():
        return rf"{re.escape(secret)}(?![{_PARTS_OF_A_PLACE}])"
    check = "[Xx]" if secret.endswith("X") else secret[-1]
    return rf"(?<!\d){'[ -]?'.join((*secret[:-1], check))}(?!\d)"


def _matches_in_one_width(text: str) -> tuple[Match, ...]:
    """Those that stand apart; where two overlap, the number that is surer to be one."""
    found: list[Match] = []
    for match in (*numbers_in(text), *names_in(text), *mailboxes_in(text)):
        if all(match.end <= other.start or other.end <= match.start for other in found):
            found.append(match)
    return tuple(sorted(found, key=lambda match: match.start))


def _letter_by_letter(text: str) -> tuple[str, Sequence[int]]:
    """The text in one width, and for each of its characters the place of the one it came from."""
    if text.isascii():
        return text, range(len(text))
    parts = [unicodedata.normalize("NFKC", letter) for letter in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _cut(text: str, pieces: Iterable[_Piece]) -> str:
    parts, last = [], 0
    for piece in pieces:
        parts += [text[last : piece.start], piece.masked]
        last = piece.end
    return "".join([*parts, text[last:]])
