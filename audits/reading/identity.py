"""Whose report it is and on which year: from the title, else from the period it states."""

import re
from collections.abc import Iterator, Sequence

from audits.documents.document import Block, Document, Paragraph
from audits.reading.title import Identity, title_ending_at, title_in
from rules.prose.period import period_in, stated_period
from rules.prose.sentences import sentences_in

_ABOUT_REPORTS = re.compile(r".{4}(?:通知|公告|指南|说明|解读|图解)(?:[(（][^()（）]*[)）])?$")
"""A shorter one names a column of the site."""
_BREADCRUMB = re.compile("[>＞»›]|首页|位置")
_LONGEST_TITLE = 90
_PARTS_OF_FIELD = re.compile(r"[_|\-—–]")


def identity_of(
    document: Document,
    above: Sequence[Block],
    intro: Sequence[str],
    overview: Sequence[str] = (),
) -> Identity:
    """The title nearest above the first section, else the page's own fields.

    Titles of several years or bodies may stand on one page, of which some are other reports'.
    Then the year is the one that the page's fields give, confirmed by the nearest title or not
    denied by the stated period, and the body the one that the fields name too; else ``None``.

    ``above`` are the blocks before the first heading, ``intro`` the paragraphs under the title,
    ``overview`` those of the first section.
    """
    printed, named = tuple(_printed(above)), tuple(_named(document))
    period = _year_of_period(intro, overview)
    titles = (*printed, *named)
    if not titles:
        return Identity(year=period)
    years = {t.year for t in titles if t.year}
    if titles[0].year is None and period:
        years.add(period)
    year = next(iter(years), None)
    if len(years) > 1:
        year = _agreed_year(years, titles[0].year, named, period)
    if len(years) > 1 and year is None:
        return Identity(title=titles[0].title)
    return _with_body(_of_year(printed, year), _of_year(named, year), year)


def is_titled_as_report(document: Document) -> bool:
    """The page has one report's title, with its year; a list has several, a notice none."""
    titles = (*_printed(document.blocks), *_named(document))
    found = [t for t in titles if t.year]
    return len({(t.year, t.body) for t in found if t.body} or {t.year for t in found}) == 1


def is_titled_otherwise(document: Document, above: Sequence[Block]) -> bool:
    """The page is a notice, a guide or an explanation, though it may print the form.

    Only a file without fields of its own is asked for its paragraphs.
    """
    first_part = re.split(r"[_|]", document.fields.title or "")[0]
    texts = [document.fields.headline or first_part]
    if not texts[0]:
        texts = [t for t in _paragraphs(above) if not _BREADCRUMB.search(t)]
    squeezed = ("".join(text.split()) for text in texts)
    return any(len(t) <= _LONGEST_TITLE and _ABOUT_REPORTS.search(t) for t in squeezed)


def _with_body(
    printed: Sequence[Identity], named: Sequence[Identity], year: int | None
) -> Identity:
    """The nearest title with its body, unless titles name bodies that have nothing in common."""
    titles = (*printed, *named)
    nearest = next((t for t in titles if t.body), titles[0])
    body = nearest.body or ""
    if _bodies(named):
        agreed = any(_is_same(body, name) for name in _bodies(named))
    else:
        agreed = all(_is_same(body, name) for name in _bodies(printed))
    return Identity(title=nearest.title, body=nearest.body if agreed else None, year=year)


def _bodies(titles: Sequence[Identity]) -> list[str]:
    return [t.body for t in titles if t.body]


def _is_same(one: str, other: str) -> bool:
    """A site shortens the names of its bodies."""
    return one in other or other in one


def _of_year(titles: Sequence[Identity], year: int | None) -> tuple[Identity, ...]:
    return tuple(t for t in titles if t.year in (year, None))


def _agreed_year(
    years: set[int], nearest: int | None, named: Sequence[Identity], period: int | None
) -> int | None:
    """The year that nearest title and fields agree on, else the one of fields and period."""
    fields = {t.year for t in named if t.year}
    if fields == {nearest}:
        return nearest
    said = fields | ({period} & years)
    return said.pop() if len(said) == 1 else None


def _printed(above: Sequence[Block]) -> Iterator[Identity]:
    """The titles in the text, the last first."""
    lines = _paragraphs(above)
    for at in range(len(lines) - 1, -1, -1):
        found = title_ending_at(lines, at)
        if found is not None:
            yield found


def _named(document: Document) -> Iterator[Identity]:
    """The titles in the page's fields; each may carry the site's name after a dash or bar."""
    for text in filter(None, (document.fields.headline, document.fields.title)):
        found = _named_in(text)
        if found is not None:
            yield found


def _named_in(field: str) -> Identity | None:
    parts = (title_in(part) for part in (field, *_PARTS_OF_FIELD.split(field)))
    return next((part for part in parts if part is not None), None)


def _paragraphs(blocks: Sequence[Block]) -> list[str]:
    return [b.text for b in blocks if isinstance(b, Paragraph) and not b.is_link]


def _year_of_period(intro: Sequence[str], overview: Sequence[str]) -> int | None:
    """The overview speaks of other periods too; there it must be that of the figures."""
    years = (p.year for text in intro if (p := period_in(text)) and p.year)
    stated = stated_period(s for text in overview for s in sentences_in(text))
    return next(years, stated.year if stated else None)


def list_title_of(document: Document) -> str | None:
    """The report's title by which a list or the page's own ``<title>`` names it, as printed."""
    text = document.fields.title
    found = _named_in(text) if text else None
    return found.title if found else None


def names_in_fields(document: Document) -> tuple[str, ...]:
    """What the parts of a page's ``<title>`` name beside its report: the site, the column."""
    parts = _PARTS_OF_FIELD.split(document.fields.title or "")
    squeezed = ("".join(part.split()) for part in parts if title_in(part) is None)
    return tuple(dict.fromkeys(name for name in squeezed if name))
