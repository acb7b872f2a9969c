"""What a page says of itself in its own fields: meta tags and the line under its headline.

Meta names follow 国办发〔2017〕47号 (ArticleTitle, PubDate, ContentSource). Prose is never asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser

from audits.documents.document import Block, PageFields, Paragraph, Table
from audits.documents.white_space import fold

_DAY = r"20\d\d\s*[-—/.年]{1,4}\s*\d{1,2}\s*[-—/.月]{1,4}\s*\d{1,2}"
_DATE = re.compile(r"(20\d\d)\s*[-—/.年]{1,4}\s*(\d{1,2})\s*[-—/.月]{1,4}\s*(\d{1,2})(?!\d)")
_DATE_LABEL = re.compile(
    rf"(?:^|[\s|｜【\[(（>·;；,，])\W{{0,2}}(?:发布|公开|发文|发稿)(?:日期|时间)[\s:：】\]]{{0,4}}({_DAY})"
)
_SOURCE_LABEL = re.compile(r"(?:信息来源|文章来源|来源|发布机构)\s*[:：]\s*([^\s　|,，;；]{2,40})")
_LONGEST_FIELD_LINE = 300


def fields_of(tree: LexborHTMLParser, blocks: Sequence[Block]) -> PageFields:
    """The page's own fields; what is not there, or not readable, is ``None``."""
    meta = _meta_of(tree)
    shown = tuple(_field_lines(blocks))
    title = tree.css_first("title")
    return PageFields(
        title=meta.get("articletitle") or (fold(title.text() or "") or None if title else None),
        headline=_headline_of(tree),
        published_on=date_in(meta.get("pubdate")) or _published_on(tree, shown),
        source=meta.get("contentsource") or _first(_SOURCE_LABEL, shown),
    )


def date_in(text: str | None) -> date | None:
    """The first date in a field, or ``None`` when there is none or it is no day of a calendar."""
    found = _DATE.search(text or "")
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _meta_of(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[name][content]"):
        name = (node.attributes.get("name") or "").lower()
        content = fold(node.attributes.get("content") or "")
        if content:
            found.setdefault(name, content[:_LONGEST_FIELD_LINE])
    return found


def _headline_of(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("h1") or tree.css_first("ucaptitle")
    text = fold(node.text() or "") if node else ""
    return text[:_LONGEST_FIELD_LINE] or None


def _published_on(tree: LexborHTMLParser, shown: tuple[str, ...]) -> date | None:
    for selector, attribute in (("publishtime", None), ("time[datetime]", "datetime")):
        node = tree.css_first(selector)
        if node is not None:
            text = node.attributes.get(attribute) if attribute else node.text()
            if (found := date_in(text)) is not None:
                return found
    return date_in(_first(_DATE_LABEL, shown))


def _first(pattern: re.Pattern[str], lines: tuple[str, ...]) -> str | None:
    for line in lines:
        if (found := pattern.search(line)) is not None:
            return found[1]
    return None


def _field_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Short pieces that may carry a field: the line under the headline, rows of a head table."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST_FIELD_LINE:
                yield block.text
        elif isinstance(block, Table):
            for _, cells in groupby(block.grid.cells, key=lambda cell: cell.row):
                row = " ".join(cell.text for cell in cells)
                if len(row) <= _LONGEST_FIELD_LINE:
                    yield row
