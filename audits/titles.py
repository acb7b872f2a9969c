"""What the title of a page says of body and year; both only when it says them plainly."""

import re

from audits.bodies import Body, Register, name_key
from audits.reading.title import with_years_in_digits

_LONGEST = 400
_YEAR = re.compile(r"20\d\d(?=年)")
_REPORT = re.compile(
    r"(?:关于)?(?P<before>.*?)(?:20\d\d年?度?(?P<after>.*?))?"
    r"(?:(?:政府|政务)?信息公开|政务公开|年度?(?:工作)?报告|年报)"
)
_REMARK = re.compile(r"【[^】]*】|\[[^\]]*\]|[《》〈〉]")
_ASIDE = re.compile(r"\(([^()]*(?:局|委|委员会|办|室|府|会|中心|镇|乡|街道|办事处|院|所))\)")
_EDGES = re.compile(r"^[\W_]+|[^\w)]+$|_+$")
_NOBODY = re.compile(
    r"首页|印发|公布|发布|(?:本|我)?(?:机关|单位|部门|局|委|办|镇|乡|街道|级)?(?:年度|年|度)?(?:的|工作)?"
)
"""What may stand where a name would, and names nobody."""
_BETWEEN_NAMES = re.compile(r"[、,;/()和与及]")
_AGAIN = re.compile(r"更正|修订|修正|更新|重新(?:公开|发布|公布)")


def year_in_title(title: str | None) -> int | None:
    """The one year that the title names; ``None`` where it names none or several."""
    years = {int(year) for year in _YEAR.findall(_plain(title))}
    return years.pop() if len(years) == 1 else None


def body_in_title(register: Register, title: str | None) -> Body | None:
    """The body of the register whose exact name the title prints."""
    for name in names_in_title(title):
        body = register.body_named(name)
        if body is not None:
            return body
    return None


def bodies_in_title(register: Register, title: str | None) -> tuple[Body, ...]:
    """Every body of the register that the title names, also where it names several."""
    names = names_in_title(title)
    parts = (part for name in names for part in (name, *_BETWEEN_NAMES.split(name)))
    found = (register.body_named(part) for part in parts)
    return tuple({body.id: body for body in found if body is not None}.values())


def says_published_again(title: str | None) -> bool:
    """Whether it says that the report was corrected, so that another may have been there before."""
    return _AGAIN.search(name_key(title or "")) is not None


def names_in_title(title: str | None) -> tuple[str, ...]:
    """What the title of a report prints as its body's name, registered or not; empty for none.

    A name stands before or after the year, or in brackets at the end. Words that cannot be told
    from a name count as one.
    """
    words = _REMARK.sub("", _plain(title))
    found = _REPORT.match(words)
    if found is None:
        return ()
    aside = _ASIDE.findall(words, found.end())
    printed = (_EDGES.sub("", part or "") for part in (found["before"], found["after"], *aside))
    return tuple(name for name in printed if not _NOBODY.fullmatch(name))


def is_report_title(title: str | None) -> bool:
    """Whether it is what the title of an annual report on disclosure may read."""
    words = name_key(title or "")
    return "公开" in words and ("年报" in words or "报告" in words)


def _plain(title: str | None) -> str:
    """As far as any title of a report goes: what a portal sends as one may be of any length."""
    return with_years_in_digits(name_key((title or "")[:_LONGEST]))
