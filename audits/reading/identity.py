"""Whose report it is and on which year: from the title, else from the period it states."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audits.documents.document import Block, Document, Paragraph
from audits.documents.white_space import fold

_REPORT = r"(?:政府|政务)信息公开(?:工作)?(?:的)?(?:年度报告|年度工作报告|年报|工作报告)"
_ENDING = r"(?:[(（](?!图解|解读|解说)[^()（）]{1,10}[)）])?$"
_ABOUT_REPORTS = re.compile(r"(?:通知|公告|指南|说明|解读|图解)(?:[(（][^()（）]*[)）])?$")
_BODY_FIRST = re.compile(rf"^(?P<body>.*?)(?P<year>20\d\d)\s*年(?:度)?{_REPORT}{_ENDING}")
_YEAR_FIRST = re.compile(rf"^(?P<year>20\d\d)\s*年(?:度)?(?P<body>.+?){_REPORT}{_ENDING}")
_NO_YEAR = re.compile(rf"^(?P<body>.*?){_REPORT}{_ENDING}")
_NOT_A_TITLE = re.compile(
    r"关于|图解|图说|一图|长图|读懂|解读|通知|指南|模板|^\d|[。；;，,:：|>]|\d{4}[-/.]"
)
_BODY_ENDING = re.compile(
    r"(?:政府|办公室|办公厅|局|委员会|委|厅|院|中心|处|镇|乡|街道|办事处|管委会|公司|学校|大学|站|所|队|社|会|部|署|行|园区|开发区|新区)(?:[(（][^()（）]{1,20}[)）])?$"
)
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日.{0,12}?(20\d\d)?\s*年?\s*12\s*月\s*31\s*日")
_LAST_LINE = re.compile(r"(?:报告|年报)\s*$")
_MOST_TITLE_LINES = 3
_LONGEST_TITLE = 90
_LONGEST_BODY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the report says of itself; absent is ``None``."""

    title: str | None = None
    body: str | None = None
    year: int | None = None


def identity_of(document: Document, above: Sequence[Block], intro: Sequence[str]) -> Identity:
    """The title nearest above the first section, else the page's own fields.

    ``above`` are the blocks before the first heading, ``intro`` the paragraphs under the title.
    """
    titles = [t for t in _candidates(document, above) if t is not None]
    title = _nearest_whole(titles)
    year = _year_of_period(intro)
    if title is None:
        return Identity(year=year)
    return Identity(title=title.title, body=title.body, year=title.year or year)


def is_titled_as_report(document: Document) -> bool:
    """The page has one report's title, with its year; a list has several, a notice none."""
    found = [t for t in _candidates(document, document.blocks) if t is not None and t.year]
    return len({(t.year, t.body) for t in found if t.body} or {t.year for t in found}) == 1


def is_titled_otherwise(document: Document, above: Sequence[Block]) -> bool:
    """The page is a notice, a guide or an explanation, though it may print the form."""
    paragraphs = [b.text for b in above if isinstance(b, Paragraph) and not b.is_link]
    fields = (document.fields.headline or "", *re.split(r"[_|]", document.fields.title or ""))
    texts = ("".join(text.split()) for text in (*fields, *paragraphs))
    return any(len(t) <= _LONGEST_TITLE and _ABOUT_REPORTS.search(t) for t in texts)


def _nearest_whole(titles: Sequence[Identity]) -> Identity | None:
    """The nearest title; where it names no body, one of the same year that does."""
    nearest = next(iter(titles), None)
    if nearest is None or nearest.body:
        return nearest
    whole = (t for t in titles if t.body and t.year == nearest.year)
    return next(whole, nearest)


def title_in(text: str) -> Identity | None:
    """The parts of a text that is a report's title, or ``None`` when it is none."""
    folded = fold(unicodedata.normalize("NFKC", text))
    squeezed = re.sub(r"\s+", "", folded)
    if len(squeezed) > _LONGEST_TITLE:
        return None
    for pattern in (_BODY_FIRST, _YEAR_FIRST, _NO_YEAR):
        found = pattern.match(squeezed)
        if found is None:
            continue
        body = found["body"].strip("-—_《") or None
        if body and (_NOT_A_TITLE.search(body) or len(body) > _LONGEST_BODY):
            continue
        year = int(found["year"]) if "year" in pattern.groupindex else None
        return Identity(title=fold(text), body=body, year=year)
    return None


def _candidates(document: Document, above: Sequence[Block]) -> Iterator[Identity | None]:
    paragraphs = [b.text for b in above if isinstance(b, Paragraph) and not b.is_link]
    for at in range(len(paragraphs) - 1, -1, -1):
        yield _with_lines_above(paragraphs, at)
    for text in (document.fields.headline, document.fields.title):
        yield _from_field(text)


def _with_lines_above(paragraphs: Sequence[str], at: int) -> Identity | None:
    """A title may be broken over lines: the body above, the rest below."""
    alone = title_in(paragraphs[at])
    if alone is not None and alone.body:
        return alone
    if alone is None and not _LAST_LINE.search(paragraphs[at]):
        return None
    for first in range(at - 1, max(at - _MOST_TITLE_LINES, -1), -1):
        found = title_in("".join(paragraphs[first : at + 1]))
        if found is not None and found.body and _BODY_ENDING.search(found.body):
            return found
    return alone


def _from_field(text: str | None) -> Identity | None:
    """A page's title may carry the site's name after a dash or underscore."""
    if not text:
        return None
    for part in (text, *re.split(r"[_|\-—–]", text)):
        found = title_in(part)
        if found is not None:
            return found
    return None


def _year_of_period(intro: Sequence[str]) -> int | None:
    for text in intro:
        found = _PERIOD.search(unicodedata.normalize("NFKC", text))
        if found is not None and found[2] in (None, found[1]):
            return int(found[1])
    return None
