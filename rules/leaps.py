"""Figures too far above last year's to be likely."""

from decimal import Decimal

_TIMES = 50
_LEAST = 100


def is_implausible_leap(found: Decimal, last: Decimal) -> bool:
    """Above 100 and above fifty times last year's figure, which was not zero."""
    return last > 0 and found > _LEAST and found > _TIMES * last
