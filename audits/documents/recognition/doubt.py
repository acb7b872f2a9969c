"""Where the second reading of a cell must not confirm the first."""

import re
from collections.abc import Sequence

from audits.documents.recognition.sheet import Reading

DOUBTFUL = "?"
"""Stands for a cell whose print is there and is not told for certain."""

_SURE = 0.95
_FIGURE = re.compile(r"[+-]?[\d,，]*\d(?:\.\d+)?(?:[件条项次宗个元]|万元)?|[/\\—–-]{1,2}")
_WORDS = re.compile(r"[\u3400-\u9fff]")


def second_text(
    first: Sequence[Reading], second: Sequence[Reading], *, has_ink: bool, is_certain: bool
) -> str:
    """The text of the second reading; never that of the first where one of them has a doubt.

    Words are compared as they are, since no figure hangs on a sign in them.
    """
    own = "".join(reading.text for reading in first)
    text = "".join(reading.text for reading in second)
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
