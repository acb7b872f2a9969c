"""Any static list: dated links, and a link to the next page. The adapter of an unknown family.

What it reads without an operator's word is not taken for the whole list, since a pager made by a
script would be invisible here.
"""

import re
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser

from crawler.adapters.adapter import Detail, ListPage, Page, Request
from crawler.adapters.details import detail
from crawler.adapters.rows import folded, link_of, rows
from crawler.addresses import absolute

_NO_FORM = re.compile(r"(?!)")
_FORWARD = re.compile(r"^(?:下一页|下页|后一页|›|»|>)[\s>»›]*$")


class StaticAdapter:
    """Lists of links, without any family's marks."""

    family: ClassVar[str] = "static"

    def likeness(self, page: Page) -> int:
        """Never: it is what is left."""
        del page
        return 0

    def list_page(self, page: Page) -> ListPage:
        """The dated links, and the page that 下一页 leads to."""
        following = _following(page)
        return ListPage(
            entries=rows(page.text, page.url, _NO_FORM),
            next=(following,) if following else (),
            end_reached=following is None,
        )

    def detail(self, page: Page) -> Detail:
        """The page's meta tags and fields."""
        return detail(page)


def _following(page: Page) -> Request | None:
    for anchor in LexborHTMLParser(page.text).css("a"):
        if _FORWARD.match(folded(anchor.text())):
            url = absolute(page.url, link_of(anchor))
            if url is not None and url != page.url:
                return Request(url=url, referer=page.url)
    return None
