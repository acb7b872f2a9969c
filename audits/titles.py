"""What the title of a page says of body and year; both only when it says them plainly."""

import re
from collections.abc import Iterator, Mapping

from audits.bodies import Body, Register, name_key

_DIGITS: Mapping[str, str] = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_YEAR = re.compile(r"(20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年")
_PARTS = re.compile(
    rf"(?:关于)?(?P<before>.*?){_YEAR.pattern}度?(?P<after>.*?)(?:政府|政务)?信息公开"
)


def year_in_title(title: str | None) -> int | None:
    """The one year that the title names; ``None`` where it names none or several."""
    years = {_year(found) for found in _YEAR.findall(name_key(title or ""))}
    return years.pop() if len(years) == 1 else None


def body_in_title(register: Register, title: str | None) -> Body | None:
    """The body of the register whose exact name stands before or after the year."""
    for name in _names(title):
        body = register.body_named(name)
        if body is not None:
            return body
    return None


def _names(title: str | None) -> Iterator[str]:
    found = _PARTS.match(name_key(title or ""))
    if found is not None:
        yield from filter(None, (found["before"], found["after"]))


def _year(text: str) -> int:
    return int("".join(_DIGITS.get(digit, digit) for digit in text))
