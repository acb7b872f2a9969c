"""TRS WCM (拓尔思): static lists `index.html`, `index_1.html`, … with a pager made by a script.

Two vendors' pagers look alike and count from 0 or from 1, so page 2 is `index_1` or `index_2`. The
pager is not trusted: every number from 1 to the count of pages is asked for, the first and the last
as probes, and the walk stops when as many pages as declared have brought new rows.
"""

import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.adapters.adapter import Detail, Entry, ListPage, Page, Request
from crawler.adapters.details import detail
from crawler.adapters.rows import MAX_TITLE, folded, rows
from crawler.addresses import absolute

MOST_PAGES = 1000
_ARTICLE = re.compile(r"/t\d{8}_\d+\.s?html?(?:$|\?)")
_CALL = re.compile(r"\bcreatePageHTML\s*\(([^()]{1,300})\)")
_COUNT = re.compile(r"\bvar\s+countPage\s*=\s*(\d{1,6})")
_OBJECT = re.compile(r"\bPager\s*\(\s*\{([^{}]{1,500})\}")
_ARGUMENT = re.compile(r"""'([^']*)'|"([^"]*)"|(\d+)""")
_WRITTEN = re.compile(r"""document\.writeln?\s*\(\s*(['"])(.{0,4000}?)\1\s*\)""", re.DOTALL)
_ASSIGNED = re.compile(
    r"""\bvar\s+url\s*=\s*(['"])(?P<url>[^'"]{1,2000})\1.{0,300}?"""
    r"""\bvar\s+title\s*=\s*(?P<mark>['"])(?P<title>(?:\\.|(?!(?P=mark)).){1,600})(?P=mark)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """A list's pager as its script states it."""

    pages: int
    prefix: str
    suffix: str
    rows: int | None = None
    """Rows of the list, where an argument may be that."""


class TrsAdapter:
    """Lists and pages of TRS WCM."""

    family: ClassVar[str] = "trs"

    def likeness(self, page: Page) -> int:
        """By the pager, which no page of another family has."""
        if _CALL.search(page.text) or _COUNT.search(page.text):
            return 9
        return 6 if re.search(r"TRS_(?:Editor|UEDITOR)|/t20\d{6}_\d+\.s?html?", page.text) else 0

    def list_page(self, page: Page) -> ListPage:
        """The rows in the page or in its scripts, and every page its pager may mean."""
        entries = _entries(page)
        pager = pager_of(page)
        if pager is None:
            return ListPage(entries=entries, end_reached=True)
        return ListPage(
            entries=entries,
            declared_total=_declared_rows(pager, len(entries)),
            declared_pages=max(pager.pages, 1),
            next=_others(page, pager),
        )

    def detail(self, page: Page) -> Detail:
        """The page's meta tags and fields."""
        return detail(page)


def pager_of(page: Page) -> Pager | None:
    """The pager that a list page's script builds; None where it has none."""
    for call in _CALL.finditer(page.text):
        pager = _from_arguments(call.group(1))
        if pager is not None:
            return pager
    if found := _OBJECT.search(page.text):
        return _from_object(found.group(1))
    if count := _COUNT.search(page.text):
        name = urlsplit(page.url).path.rpartition("/")[2] or "index.html"
        stem, _, suffix = name.partition(".")
        return Pager(pages=int(count.group(1)), prefix=stem.partition("_")[0], suffix=suffix)
    return None


def _from_arguments(text: str) -> Pager | None:
    found = [(a or b, c) for a, b, c in _ARGUMENT.findall(text)]
    numbers = [int(number) for _, number in found if number]
    words = [word for word, number in found if not number]
    if len(numbers) < 2 or len(words) < 2 or not _safe(*words[-2:]):
        return None
    return Pager(
        pages=numbers[0],
        prefix=words[-2],
        suffix=words[-1],
        rows=numbers[2] if len(numbers) > 2 else None,
    )


def _from_object(text: str) -> Pager | None:
    words = dict(re.findall(r"""(prefix|suffix)\s*:\s*['"]([^'"]*)['"]""", text))
    pages = re.search(r"\b(?:size|total|pages?|count\w*)\s*:\s*(\d{1,6})", text)
    if pages is None or not _safe(words.get("prefix", ""), words.get("suffix", "")):
        return None
    return Pager(pages=int(pages.group(1)), prefix=words["prefix"], suffix=words["suffix"])


def _safe(prefix: str, suffix: str) -> bool:
    return bool(re.fullmatch(r"[\w-]{1,60}", prefix) and re.fullmatch(r"[a-z]{2,6}", suffix))


def _others(page: Page, pager: Pager) -> tuple[Request, ...]:
    last = min(pager.pages, MOST_PAGES)
    if last < 2:
        return ()
    found = (
        (number, absolute(page.url, f"{pager.prefix}_{number}.{pager.suffix}"))
        for number in range(1, last + 1)
    )
    return tuple(
        Request(url=url, referer=page.url, may_be_absent=number in (1, last))
        for number, url in found
        if url is not None
    )


def _declared_rows(pager: Pager, on_page: int) -> int | None:
    """The argument that may be the count of rows, where rows and pages fit together."""
    if pager.rows is None or not (pager.pages - 1) * on_page < pager.rows <= pager.pages * on_page:
        return None
    return pager.rows


def _entries(page: Page) -> tuple[Entry, ...]:
    entries = rows(page.text, page.url, _ARTICLE)
    if entries:
        return entries
    written = "".join(_unescaped(found.group(2)) for found in _WRITTEN.finditer(page.text))
    return rows(written, page.url, _ARTICLE) or _assigned(page)


def _assigned(page: Page) -> tuple[Entry, ...]:
    entries = {}
    for found in _ASSIGNED.finditer(page.text):
        url = absolute(page.url, found.group("url"))
        title = folded(_unescaped(found.group("title")))[:MAX_TITLE]
        if url is not None and title:
            entries[url] = Entry(url=url, title=title, date=None)
    return tuple(entries.values())


def _unescaped(script: str) -> str:
    return re.sub(r"\\(.)", r"\1", script, flags=re.DOTALL)
