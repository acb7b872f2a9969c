"""Where a portal lists its annual reports: the links of a page that lead to such lists.

The evidence, the best first: the page's own `ColumnType` (国办发〔2017〕47号: 信息公开年报), the
words of a link, and the short names that portals give such columns in addresses. Names of columns
drift and are often wrong, so a link that may lead there is looked at; what is behind it decides.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.adapter import Column, Page
from crawler.adapters.attachments import leads_to_file
from crawler.adapters.rows import MOST_LINKS, folded, link_of, title_of
from crawler.addresses import absolute, hostname_of

_LIST_WORDS = re.compile(
    r"^(?:政府|政务)?信息公开(?:工作)?(?:年报|年度报告)(?:栏|专栏|列表)?$|^(?:公开|工作)?年度?报(?:告)?$"
    r"|^年报$|公开(?:工作)?(?:年报|年度(?:工作)?报告)$"
)
_LIST_SLUG = re.compile(
    r"/(?:zf)?(?:xx)?gk(?:gz)?(?:nb|ndbg)(?:[/_.]|$)|/(?:common_)?(?:zf)?xxgknb|/ndxxgkbg|/gknb\d{0,4}(?:[/_.]|$)",
    re.IGNORECASE,
)
_GUIDE_WORDS = re.compile(
    r"^(?:政府|政务)?信息公开(?:专栏|平台|目录|网)?$|^政务公开$|^法定主动公开(?:内容)?$|^公开平台$"
    r"|^(?:政府|政务)?(?:信息)?公开年报(?:专栏)?$"
)
_YEAR_WORDS = re.compile(
    r"^(?:20\d\d)年?(?:度)?(?:(?:政府)?(?:信息)?公开)?(?:工作)?(?:年报|年度报告|报告)?$"
)
_PART_WORDS = re.compile(
    r"^(?:(?:市|区|县|州|旗)?(?:政府|直|属|级)?(?:部门|单位|机关)|(?:乡镇|镇街|街道|镇乡|街镇|乡镇街道|乡镇(?:\(街道\))?)"
    r"|(?:区县|县区|市县|县市区|区市县)(?:政府|市)?|下级政府|垂直管理(?:部门|单位))(?:年报|年度报告)?$"
)
_COLUMN_TYPE = "信息公开年报"


def is_annual_list(page: Page) -> bool:
    """Whether a page says by its meta tags that it lists annual reports on disclosure."""
    for tag in LexborHTMLParser(page.text).css("meta[name]"):
        if (tag.attributes.get("name") or "").lower() == "columntype":
            return _COLUMN_TYPE in (tag.attributes.get("content") or "")
    return False


def columns_behind(page: Page) -> tuple[Column, ...]:
    """The lists of annual reports that a page of any other kind leads to, the likeliest first."""
    lists: dict[str, Column] = {}
    guides: dict[str, Column] = {}
    for anchor, url in _links(page):
        title = title_of(anchor)
        words = folded(title).replace(" ", "")
        if _LIST_WORDS.search(words) or _LIST_SLUG.search(url):
            lists.setdefault(url, Column(url=url, title=title))
        elif _GUIDE_WORDS.search(words):
            guides.setdefault(url, Column(url=url, title=title, is_list=False))
    return (*lists.values(), *(c for url, c in guides.items() if url not in lists))


def parts_behind(page: Page) -> tuple[Column, ...]:
    """The lists that a list of annual reports is divided into: by year, or by kind of body."""
    found: dict[str, Column] = {}
    for anchor, url in _links(page):
        words = folded(title_of(anchor)).replace(" ", "")
        if _YEAR_WORDS.search(words) or _PART_WORDS.search(words):
            found.setdefault(url, Column(url=url, title=title_of(anchor)))
    return tuple(found.values())


def _links(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """Links to other pages of the same host."""
    host = hostname_of(page.url)
    for anchor in LexborHTMLParser(page.text).css("a")[:MOST_LINKS]:
        url = absolute(page.url, link_of(anchor))
        if url is None or url == page.url or hostname_of(url) != host or leads_to_file(url):
            continue
        yield anchor, url
