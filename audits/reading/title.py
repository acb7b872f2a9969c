"""One line, or a few, as the title of a report: the body and the year that it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audits.documents.white_space import fold
from rules.one_width import in_one_width

_SUBJECT = r"(?:(?:政府|政务)信息公开|政务公开)(?:工作)?(?:的)?"
_COMMON = "公开"
"""In every title; no other characters are normalised to these."""
_REPORT = rf"{_SUBJECT}(?:年度报告|年度工作报告|年报|工作报告)"
_YEAR = r"(?P<year>20\d\d)\s*年(?:度)?"
_ENDING = r"(?:[(（](?!图解|解读|解说)[^()（）]{1,10}[)）])?$"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^(?P<body>.*?){_YEAR}{_REPORT}{_ENDING}",
        rf"^{_YEAR}(?P<body>.+?){_REPORT}{_ENDING}",
        rf"^(?P<body>.*?){_SUBJECT}{_YEAR}(?:工作)?(?:报告|年报){_ENDING}",
        rf"^(?P<body>.*?){_REPORT}[(（]{_YEAR}[)）]$",
        rf"^(?P<body>.*?){_REPORT}{_ENDING}",
    )
)
_NOT_A_TITLE = re.compile(
    r"关于|图解|图说|一图|长图|读懂|解读|通知|指南|模板|^\d|[。；;，,:：|>]|\d{4}[-/.]"
)
_ADORNMENT = re.compile(r"^(?:【[^】]{0,10}】|\[[^\]]{0,10}\])+|[《》〈〉]")
_WRITTEN_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR_WITHOUT_DIGITS = re.compile(r"年度?$")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BODY_ENDINGS = (
    "政府|办公室|办公厅|局|委员会|委|厅|院|中心|处|镇|乡|街道|办事处|管委会|公司|学校|大学|站|所|队"
    "|社|会|部|署|行|园区|开发区|新区"
)
_BODY_ENDING = re.compile(rf"(?:{_BODY_ENDINGS})(?:[(（][^()（）]{{1,20}}[)）])?$")
_PART_OF_A_NAME = re.compile(rf"^(?:[和与及、].*|{_BODY_ENDINGS})$")
_BEGINS_A_NAME = re.compile(r"^[\u4e00-\u9fff]*[省市区县州盟旗镇乡][\u4e00-\u9fff]*$")
_COLUMN = re.compile("网|公开|报告|年报|专栏|概况|首页|导航|位置")
_LAST_LINE = re.compile(r"(?:报告|年报)(?:[(（][^()（）]*[)）])?[》\s]*$")
_MOST_TITLE_LINES = 3
_LONGEST_TITLE = 90
_LONGEST_LINE = 1_000
"""With the white space in it."""
_LINES_REMEMBERED = 1_024
"""Links and fields name the same reports several times on a page, and on many pages."""
_LONGEST_BODY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the report says of itself; absent is ``None``."""

    title: str | None = None
    body: str | None = None
    year: int | None = None


def title_in(text: str) -> Identity | None:
    """The parts of a text that is a report's title, or ``None`` when it is none."""
    if len(text) > _LONGEST_LINE or not all(character in text for character in _COMMON):
        return None
    return _title_in(text)


@lru_cache(maxsize=_LINES_REMEMBERED)
def _title_in(text: str) -> Identity | None:
    squeezed = _ADORNMENT.sub("", "".join(in_one_width(text).split()))
    if len(squeezed) > _LONGEST_TITLE:
        return None
    squeezed = with_years_in_digits(squeezed)
    for form in _FORMS:
        found = form.match(squeezed)
        if found is None:
            continue
        body = found["body"].strip("-—_") or None
        if body and (_NOT_A_TITLE.search(body) or len(body) > _LONGEST_BODY):
            continue
        year = int(found["year"]) if "year" in form.groupindex else None
        if body and year is None:
            body = _YEAR_WITHOUT_DIGITS.sub("", body) or None
        return Identity(title=fold(text), body=body, year=year)
    return None


def with_years_in_digits(text: str) -> str:
    """The text with ``二〇二三年`` as ``2023年``; text without white space is expected."""
    return _WRITTEN_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)


def title_ending_at(lines: Sequence[str], at: int) -> Identity | None:
    """The title that ends with this line; it may be broken over lines, the body above the rest.

    A body of which only the end is found is none.
    """
    alone = title_in(lines[at])
    if alone is None and not _LAST_LINE.search(lines[at]):
        return None
    best = alone
    for found, added in _joined(lines, at):
        if best is None or best.body is None:
            best = found
        elif _PART_OF_A_NAME.match(best.body):
            best = found if _begins_a_name(added) or _BODY_ENDING.search(added) else best
        elif best is not alone and _begins_a_name(added):
            best = found
        else:
            break
    if best is not None and best.body and _PART_OF_A_NAME.match(best.body):
        return Identity(title=best.title, year=best.year)
    return best


def _joined(lines: Sequence[str], at: int) -> Iterator[tuple[Identity, str]]:
    """Ever longer joins that end in the name of a body, each with the line that it adds."""
    for first in range(at - 1, max(at - _MOST_TITLE_LINES, -1), -1):
        found = title_in("".join(lines[first : at + 1]))
        body = (found.body if found else None) or ""
        if found is not None and _BODY_ENDING.search(body) and not _COLUMN.search(body):
            yield found, "".join(lines[first].split())


def _begins_a_name(line: str) -> bool:
    """A line that names a place and no whole body: the name goes on below it."""
    begins = _BEGINS_A_NAME.match(line) and not _COLUMN.search(line)
    is_place = re.search("[镇乡]$", line) is not None
    return bool(begins) and (is_place or not _BODY_ENDING.search(line))
