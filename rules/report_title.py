"""The title of a report in its parts: body, year, and the words for what it is."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.language import Text
from rules.one_width import in_one_width
from rules.prose.numerals import WRITTEN

STANDARD = "政府信息公开工作年度报告"
"""The words that nearly every report has for itself."""

NO_TITLE = Text(zh="没有找到报告标题", en="The title of the report was not found")
NAME_OF_COLUMN = Text(
    zh="读到的标题既无单位也无年份，可能是栏目名称而不是报告标题",
    en="What was read has neither body nor year, and may be the name of a column",
)
"""Why a title that names neither is not judged."""

_YEAR = re.compile(rf"(20\d\d|二[{WRITTEN}]{{3}})年(?:度)?")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)度?")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_COLUMN = re.compile(r".*(?:公开年报|年度报告|专栏|门户网站?|[|>_])")
"""The name of a site or of a column, which a page's own ``<title>`` puts before the report's."""
_REMARK = re.compile(r"[(（][^()（）]{1,12}[)）]$")
_QUOTES = re.compile("[《》〈〉“”\"'【】]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleParts:
    """A title without white space, cut at its year."""

    body: str
    """What stands before the year, or behind it where nothing does; empty where there is none."""
    year: int | None
    """The first year that it names, with 年 behind it where one has that."""
    is_standard: bool
    """Body or none, ``YYYY年`` or ``YYYY年度`` and the standard words, in this order and alone."""


@lru_cache(maxsize=256)
def title_parts(title: str) -> TitleParts:
    """The parts of a title."""
    text = _QUOTES.sub("", "".join(in_one_width(title).split()))
    found = _YEAR.search(text) or _BARE_YEAR.search(text)
    if found is None:
        before, _, _ = text.partition("政府信息公开")
        return TitleParts(body=_without_column(before), year=None, is_standard=False)
    before, behind = _without_column(text[: found.start()]), text[found.end() :]
    return TitleParts(
        body=before or behind.partition("政府信息公开")[0].partition("政务")[0],
        year=int(found[1].translate(_DIGITS)),
        is_standard="年" in found[0] and _REMARK.sub("", behind) == STANDARD,
    )


def _without_column(text: str) -> str:
    return _COLUMN.sub("", text).strip("-—–·:,")
