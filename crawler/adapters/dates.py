"""Dates as lists and fields write them."""

import re
from datetime import date

_GAP = r"\s*[-/.年月—–－]{1,2}\s*"
_DATE = re.compile(rf"(?<!\d)(20\d\d|19\d\d){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})(?!\d)")


def date_in(text: str) -> date | None:
    """The first full date written in figures in a short text; None where there is none."""
    for match in _DATE.finditer(text[:500]):
        year, month, day = map(int, match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None
