"""Shares of a whole that a sentence gives as a count and a percentage side by side."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rules.prose.numbers import NumberTold, numbers_in_sentence

_PARTS = re.compile(
    r"^(?P<whole>[^；;。]*?)(?:[，,（(：:]\s*其中[：:，,]?|[：:])(?P<parts>[^。]*)[。]?$"
)
_COUNTED = frozenset("条篇件个份次项期宗起")
_ROUNDED = re.compile("[百千万亿]")
_OF_THE_WHOLE = re.compile(
    "(?:大?约)?占(?:比|(?:信息)?(?:公开|发布|申请|收到|受理)?(?:总数|总量|总条数|总件数|总体|全部)?的?(?:比例|比重|百分比|比)?)"
)
"""占 29%, 占比 29%, 占总数的 29%; what names a whole of its own is none."""
_NESTED = re.compile("其中|包括|包含|另")


class Share(NamedTuple):
    """Counts, the last of which stands right before a percentage of the whole."""

    counts: tuple[Decimal, ...]
    """All since the percentage before: the last alone may be meant, or several together."""
    percent: NumberTold

    @property
    def numerators(self) -> tuple[Decimal, ...]:
        """What the percentage may be of: the last count, the last two together, and so on."""
        return tuple(sum(self.counts[at:], Decimal(0)) for at in range(len(self.counts)))[::-1]


class SharesTold(NamedTuple):
    """The shares of one sentence."""

    whole: NumberTold
    shares: tuple[Share, ...]
    are_all: bool
    """They name every part of the whole once, each with its own count."""


def has_share(sentence: str) -> bool:
    """A percentage of a whole follows a count in it, whether or not it is clear of what."""
    if "占" not in sentence:
        return False
    numbers = tuple(numbers_in_sentence(sentence, None))
    return any(_is_of_whole(number) and before.unit != "%" for before, number in pairwise(numbers))


def shares_in(sentence: str, year: int | None) -> SharesTold | None:
    """The exact shares of an exact whole that the sentence names; ``None`` where it is not clear.

    Rounded numbers, those of another time than the year, and percentages in a row, each of which
    belongs to a count further left, make it unclear.
    """
    found = _PARTS.match(sentence)
    if found is None or "占" not in found["parts"]:
        return None
    before = tuple(numbers_in_sentence(found["whole"], year))
    parts = tuple(numbers_in_sentence(found["parts"], year))
    whole = before[-1] if before else None
    if whole is None or not _is_count(whole) or whole.value <= 0:
        return None
    if sum(n.unit == whole.unit for n in before) > 1:
        return None
    if any(not n.is_of(year) for n in (whole, *numbers_in_sentence(sentence, year))):
        return None
    is_inexact = any(n.is_approximate or n.is_change or "约" in n.subject for n in parts)
    if is_inexact or _stand_in_a_row(parts, found["parts"]):
        return None
    shares = tuple(s for s, unit in _pairs(parts) if unit == whole.unit)
    return _told(whole, shares, parts, found["parts"]) if shares else None


def _stand_in_a_row(parts: Sequence[NumberTold], text: str) -> bool:
    """Percentages stand together, behind the counts that they are of."""
    return "分别" in text or any(a.unit == b.unit == "%" for a, b in pairwise(parts))


def _told(
    whole: NumberTold, shares: tuple[Share, ...], parts: Sequence[NumberTold], text: str
) -> SharesTold:
    counts = [n.value for n in parts if n.unit == whole.unit]
    are_all = (
        not _NESTED.search(text)
        and all(len(share.counts) == 1 for share in shares)
        and len(parts) == 2 * len(shares) == 2 * len(counts)
        and sum(counts) == whole.value
    )
    return SharesTold(whole, shares, are_all)


def _pairs(numbers: Sequence[NumberTold]) -> Iterator[tuple[Share, str]]:
    """Each percentage of the whole with the counts before it, and the unit of these."""
    counts: list[NumberTold] = []
    for number in numbers:
        if number.unit != "%":
            counts.append(number)
            continue
        if _is_of_whole(number) and counts and all(_is_count(n) for n in counts):
            unit = counts[-1].unit
            if all(n.unit == unit for n in counts):
                yield Share(tuple(n.value for n in counts), number), unit
        counts = []


def _is_of_whole(number: NumberTold) -> bool:
    subject = "".join(number.subject.split())
    return number.unit == "%" and _OF_THE_WHOLE.fullmatch(subject) is not None


def _is_count(number: NumberTold) -> bool:
    inexact = number.is_approximate or number.is_change or _ROUNDED.search(number.raw)
    return number.unit in _COUNTED and not inexact
