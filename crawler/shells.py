"""Pages that hold nothing but the way to another: a script's redirect, or a single frame.

Refreshes by a meta tag are Scrapy's. A shell is followed once and within the site only; what looks
like one and holds text is a page.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from crawler.adapters.adapter import Page
from crawler.adapters.attachments import leads_to_file
from crawler.addresses import absolute, hostname_of

MOST_TEXT = 200
"""Visible characters of a shell, without white space."""
_ADDRESS = r"""['"](?P<url>[^'"\s]{1,2000})['"]"""
_REDIRECT = re.compile(
    r"\b(?:window|self|top|document|parent)?\.?location(?:\.href)?\s*=\s*"
    + _ADDRESS
    + r"|\blocation\.(?:replace|assign)\(\s*"
    + _ADDRESS.replace("<url>", "<replaced>")
)
_BESIDE = re.compile(r"visitcount|login|tree\.jsp|share|footer|header|banner", re.IGNORECASE)
"""Frames that stand on pages of any kind."""
_SCRIPT = re.compile(r"<script[^>]{0,500}>(.{0,20000}?)</script>", re.IGNORECASE | re.DOTALL)


def beyond(page: Page) -> str | None:
    """The address on the same host that a shell leads to; ``None`` for any other page."""
    tree = LexborHTMLParser(page.text)
    if _visible(tree) > MOST_TEXT:
        return None
    link = _redirect(page.text) or _frame(tree)
    target = absolute(page.url, link) if link else None
    if target is None or target == page.url or leads_to_file(target):
        return None
    return target if hostname_of(target) == hostname_of(page.url) else None


def _redirect(text: str) -> str | None:
    """What the first script that redirects leads to."""
    for script in _SCRIPT.finditer(text):
        if found := _REDIRECT.search(script[1]):
            return found["url"] or found["replaced"]
    return None


def _frame(tree: LexborHTMLParser) -> str | None:
    """What the only frame shows, where the page has no links of its own."""
    sources = [frame.attributes.get("src") or "" for frame in tree.css("iframe,frame")]
    shown = [source for source in sources if source and not _BESIDE.search(source)]
    return shown[0] if len(shown) == 1 and not tree.css("a[href]") else None


def _visible(tree: LexborHTMLParser) -> int:
    tree.strip_tags(["script", "style", "noscript", "title"])
    root = tree.body or tree.root
    return len("".join(root.text().split())) if root is not None else 0
