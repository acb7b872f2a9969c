"""Where the second reading of a cell must not confirm the first."""

import re
from collections.abc import Sequence
from functools import lru_cache

from audits.documents.recognition.sheet import PRINTED_LIKE_NOUGHT, Reading
from rules.labels import without_numbering
from rules.spec import all_specs

DOUBTFUL = "?"
"""Stands for a cell whose print is there and is not told for certain."""

_SURE = 0.95
_FIGURE = re.compile(r"[+-]?[\d,，]*\d(?:\.\d+)?(?:[件条项次宗个元]|万元)?|[/\\—–-]{1,2}")
_DIGITS = re.compile(r"\d")
_WORDS = re.compile(r"[\u3400-\u9fff]")
_NOUGHTS = re.compile(rf"[\d{PRINTED_LIKE_NOUGHT}]+")
_DASHES = re.compile("[一—–―ー－-]{1,2}")
"""A dash is read as the numeral one as well, which no office sets among digits."""
_AS_NOUGHT = str.maketrans(dict.fromkeys(PRINTED_LIKE_NOUGHT, "0"))


def as_in_figures(reading: Reading) -> Reading:
    """Alone or among digits, what is printed like a nought is one, and alone a dash is a dash."""
    if _NOUGHTS.fullmatch(reading.text):
        return reading._replace(text=reading.text.translate(_AS_NOUGHT))
    return reading._replace(text="—") if _DASHES.fullmatch(reading.text) else reading


def surer_words(
    first: Sequence[Reading], second: Sequence[Reading]
) -> tuple[Sequence[Reading], Sequence[Reading]]:
    """Both readings; of words that they read differently, the likelier one for both.

    A label is no figure: one misread sign of it would hide a whole row or column. A wording of the
    form is likelier than any other. Where two others differ in a digit, they stay apart.
    """
    own, other = _text(first), _text(second)
    both_words = _WORDS.search(own) is not None and _WORDS.search(other) is not None
    if own == other or not both_words:
        return first, second
    known = [_is_known(text) for text in (own, other)]
    if known[0] == known[1] and _DIGITS.findall(own) != _DIGITS.findall(other):
        return first, second
    surer = max((first, second), key=_likelihood)
    return surer, surer


def _likelihood(readings: Sequence[Reading]) -> tuple[bool, float]:
    """A wording of the form before any other, then by the least sure sign."""
    return _is_known(_text(readings)), min(reading.surety for reading in readings)


def _is_known(text: str) -> bool:
    return without_numbering(text) in _wordings()


@lru_cache(maxsize=1)
def _wordings() -> frozenset[str]:
    """What the tables of the form print, without its numbering."""
    blocks = [block for spec in all_specs() for table in spec.tables for block in table.blocks]
    rows = [word for b in blocks for row in b.rows for word in (row.label, *row.accepted)]
    columns = [word for b in blocks for c in b.columns for word in (c.label, *c.accepted)]
    return frozenset(without_numbering(word) for word in (*rows, *columns))


def _text(readings: Sequence[Reading]) -> str:
    return "".join(reading.text for reading in readings)


def second_text(
    first: Sequence[Reading], second: Sequence[Reading], *, has_ink: bool, is_certain: bool
) -> str:
    """The text of the second reading; never that of the first where one of them has a doubt.

    Words are compared as they are, since no figure hangs on a sign in them.
    """
    own, text = _text(first), _text(second)
    if not has_ink and not own:
        return ""
    if not text or not is_certain:
        return _other_than(own)
    if _WORDS.search(text):
        return text
    unsure = any(reading.surety < _SURE for reading in (*first, *second))
    return _other_than(own) if unsure or not _FIGURE.fullmatch(text) else text


def _other_than(text: str) -> str:
    return DOUBTFUL if text != DOUBTFUL else DOUBTFUL * 2
