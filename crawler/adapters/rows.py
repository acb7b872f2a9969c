"""The rows of a list: links with a date beside them, or with an address that only articles have."""

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.adapter import Entry
from crawler.adapters.dates import date_in
from crawler.addresses import absolute

MAX_TITLE = 300
MOST_LINKS = 2000
"""Of a page, looked at; a list shows 300 rows at most."""
_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "p"})
_QUOTED = re.compile(r"""(['"])([^'"]*/[^'"]*)\1""")
_OUTERMOST = 4


def folded(text: str) -> str:
    """Text with runs of white space as one space."""
    return " ".join(text.split())


def link_of(anchor: LexborNode) -> str:
    """What a link leads to as written: its `href`, else the address in its `onclick`."""
    href = (anchor.attributes.get("href") or "").strip()
    if href and not href.lower().startswith("javascript") and href != "#":
        return href
    script = f"{anchor.attributes.get('onclick') or ''} {href}"
    quoted = _QUOTED.search(script)
    return quoted.group(2) if quoted else ""


def title_of(anchor: LexborNode) -> str:
    """The name of a link; the `title` attribute is the text before it was cut."""
    shown = folded(anchor.text())
    told = folded(anchor.attributes.get("title") or "")
    return (told if len(told) >= len(shown) else shown)[:MAX_TITLE]


def rows(html: str, base: str, article: re.Pattern[str]) -> tuple[Entry, ...]:
    """The rows in `html`, in order, each address once.

    A link is a row when a date stands in its row, or its address has the form `article`.
    """
    entries: dict[str, Entry] = {}
    for entry in _links(html, base, article):
        known = entries.get(entry.url)
        if known is None or len(known.title) < len(entry.title):
            entries[entry.url] = entry
    return tuple(entries.values())


def _links(html: str, base: str, article: re.Pattern[str]) -> Iterator[Entry]:
    shared: dict[int, bool] = {}
    for anchor in LexborHTMLParser(html).css("a")[:MOST_LINKS]:
        url = absolute(base, link_of(anchor))
        title = title_of(anchor)
        if url is None or not title:
            continue
        shown = _date_beside(anchor, shared)
        if shown is not None or article.search(url):
            yield Entry(url=url, title=title, date=shown)


def _date_beside(anchor: LexborNode, shared: dict[int, bool]) -> date | None:
    """The date in the row of a link: its `li`, `tr` … or the widest element with no other link."""
    row, node = anchor, anchor.parent
    for _ in range(_OUTERMOST):
        if node is None or (node.tag not in _ROW_TAGS and _is_shared(node, shared)):
            break
        row = node
        node = None if node.tag in _ROW_TAGS else node.parent
    return date_in(_without(row.text(), title_of(anchor)))


def _is_shared(node: LexborNode, shared: dict[int, bool]) -> bool:
    """Whether an element holds several links; found once for each element of a page."""
    if node.mem_id not in shared:
        shared[node.mem_id] = len(node.css("a")) > 1
    return shared[node.mem_id]


def _without(text: str, title: str) -> str:
    return folded(text).replace(title, " ")
