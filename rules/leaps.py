"""Figures too far above last year's to be likely."""

from decimal import Decimal

from rules.balance import weighings
from rules.case import Case

LEAST_LEAP = 100
"""No figure up to this is a leap."""
_TIMES = 50
_LEAST_BEFORE = 10
"""Of fewer last year, fifty times as many is a busy year."""


def is_implausible_leap(case: Case, cell: str, found: Decimal, last: Decimal) -> bool:
    """Above 100 and above fifty times last year's figure, which was ten or more.

    A figure whose every sum holds is no slip of a key: others rose with it.
    """
    far = last >= _LEAST_BEFORE and found > LEAST_LEAP and found > _TIMES * last
    return far and not _sums_confirm(case, cell)


def _sums_confirm(case: Case, cell: str) -> bool:
    beside = [w for w in weighings(case) if cell in w.equation.cells]
    return bool(beside) and all(weighing.difference == 0 for weighing in beside)
