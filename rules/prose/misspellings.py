"""Slips of the pen that published reports were seen to have, each with the word that is meant.

A slip is listed only where no sound sentence can hold it: before 机制 or 人员, which have 工作
before them by right, 工作工作 is none.
"""

import re
from typing import NamedTuple


class Misspelling(NamedTuple):
    """A wording that is always a slip."""

    printed: re.Pattern[str]
    meant: str
    in_citation: bool = False
    """It stands in the number of the document that prescribes the form."""


def _slip(printed: str, meant: str, *, in_citation: bool = False) -> Misspelling:
    return Misspelling(re.compile(printed), meant, in_citation)


_END = r"(?=[,;:。、!?)中]|的(?!人|同志|干部|单位|部门|机构|[科股处]室)|$)"

MISSPELLINGS = (
    _slip("公开办涵", "公开办函", in_citation=True),
    _slip(r"依申请公开政府信息件(?=[,;。!?]|$)", "依申请公开政府信息申请"),
    _slip(rf"工作工作{_END}", "工作"),
    _slip(r"^\(?[一二三四五六七八九十]{1,2}[)、.](?:加强|推进|规范)?府信息", "政府信息"),
)
"""In the order in which they are told."""
