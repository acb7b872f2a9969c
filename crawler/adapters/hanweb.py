"""Hanweb (大汉) jpage: rows as XML inside a script, further rows from `dataproxy.jsp`.

Only `page` counts in a request: the server ignores the other figures, cuts its windows as it likes
and lets them overlap. So pages are asked for one after the other, rows are counted once each, and
the declared total is the check. The XML is often broken and is never read as XML.
"""

import html
import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.adapters.adapter import Detail, Entry, ListPage, Page, Request
from crawler.adapters.details import detail
from crawler.adapters.rows import rows
from crawler.addresses import absolute

_ARTICLE = re.compile(r"/art/[\w/]+\.html?|/art_\d+_\d+\.html?")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*</totalrecord>")
_HREF = re.compile(r"""href\s*=\s*(['"])([^'"]{1,2000})\1""")
_PROXY = re.compile(r"""\bproxyUrl\s*:\s*(['"])([^'"]{1,500})\1""")


class HanwebAdapter:
    """Lists and pages of Hanweb JCMS with jpage."""

    family: ClassVar[str] = "hanweb"

    def likeness(self, page: Page) -> int:
        """By the record set, which no page of another family has."""
        if "<datastore>" in page.text or "dataproxy.jsp" in page.text:
            return 10
        return 5 if re.search(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+", page.text) else 0

    def list_page(self, page: Page) -> ListPage:
        """The records of one group, and the group after it."""
        total = _TOTAL.search(page.text)
        following = _following(page)
        return ListPage(
            entries=_records(page),
            declared_total=int(total.group(1)) if total else None,
            next=(following,) if following else (),
            end_reached=following is None,
        )

    def detail(self, page: Page) -> Detail:
        """The page's meta tags and fields."""
        return detail(page)


def _records(page: Page) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for record in _elements(page.text, "record"):
        for entry in rows(record, page.url, _ARTICLE)[:1]:
            entries.setdefault(entry.url, entry)
    return tuple(entries.values())


def _elements(text: str, name: str) -> Iterator[str]:
    """The contents of each `<name>`, without the CDATA marks; found without reading XML."""
    for piece in text.split(f"<{name}>")[1:]:
        inner, closed, _ = piece.partition(f"</{name}>")
        if closed:
            yield inner.strip().removeprefix("<![CDATA[").removesuffix("]]>")


def _following(page: Page) -> Request | None:
    """The next group: after the column page the first, which may repeat the rows it shows."""
    link = _HREF.search(next(_elements(page.text, "nextgroup"), ""))
    if link is None:
        return None
    asked = _page_number(page.url) if "dataproxy" in urlsplit(page.url).path else 0
    url = absolute(page.url, html.unescape(link.group(2)))
    if url is None:
        return None
    url = _numbered(_by_own_proxy(page, url), asked + 1)
    return Request(url=url, referer=page.url, may_be_absent=asked == 0)


def _by_own_proxy(page: Page, url: str) -> str:
    """The address with the path that the page's script names, which goes before the usual one."""
    named = _PROXY.search(page.text)
    proxy = absolute(page.url, html.unescape(named.group(2))) if named else None
    if proxy is None:
        return url
    return urlunsplit(urlsplit(proxy)._replace(query=urlsplit(url).query))


def _page_number(url: str) -> int:
    number = dict(parse_qsl(urlsplit(url).query)).get("page", "")
    return int(number) if re.fullmatch(r"\d{1,5}", number) else 0


def _numbered(url: str, number: int) -> str:
    parts = urlsplit(url)
    asked = [(key, value) for key, value in parse_qsl(parts.query, True) if key != "page"]
    return urlunsplit(parts._replace(query=urlencode([("page", str(number)), *asked])))
