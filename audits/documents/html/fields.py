"""What a page says of itself in its own fields: meta tags and the line under its headline.

Meta names follow 国办发〔2017〕47号 (ArticleTitle, PubDate, ContentSource). Prose is never asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser

from audits.documents.document import Block, PageFields, Paragraph, Table
from audits.documents.html.hints import Hints
from audits.documents.white_space import fold

_DAY = r"20\d\d\s*[-—/.年]{1,4}\s*\d{1,2}\s*[-—/.月]{1,4}\s*\d{1,2}"
_DATE = re.compile(r"(20\d\d)\s*[-—/.年]{1,4}\s*(\d{1,2})\s*[-—/.月]{1,4}\s*(\d{1,2})(?!\d)")
_DATE_LABEL = re.compile(
    rf"(?:^|[\s|｜【\[(（>·;；,，])\W{{0,2}}(?:发布|公开|发文|发稿)(?:日期|时间)[\s:：】\]]{{0,4}}({_DAY})"
)
_SOURCE_LABEL = re.compile(r"(?:信息来源|文章来源|来源|发布机构)\s*[:：]\s*([^\s　|,，;；]{2,40})")
_LONGEST_FIELD_LINE = 300
_WORDS_OF_FIELDS = ("期", "时间", "来源", "发布机构")


def fields_of(tree: LexborHTMLParser, blocks: Sequence[Block], hints: Hints) -> PageFields:
    """The page's own fields; what is not there, or not readable, is ``None``.

    Args:
        tree: the page.
        blocks: the same page, taken apart.
        hints: what its mark-up rules out.
    """
    meta = _meta_of(tree, hints)
    title = tree.css_first("title") if hints.may_hold(b"<title") else None
    source = meta.get("contentsource")
    published_on = date_in(meta.get("pubdate")) or _published_in_element(tree, hints)
    if source is None or published_on is None:
        shown = tuple(_field_lines(blocks))
        published_on = published_on or date_in(_first(_DATE_LABEL, shown))
        source = source or _first(_SOURCE_LABEL, shown)
    return PageFields(
        title=meta.get("articletitle") or (fold(title.text() or "") or None if title else None),
        headline=_headline_of(tree, hints),
        published_on=published_on,
        source=source,
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


def _meta_of(tree: LexborHTMLParser, hints: Hints) -> dict[str, str]:
    head = tree.head
    nodes = [] if head is None else head.css("meta")
    if len(nodes) < hints.metas:  # some stand in the body, or in a comment
        nodes = tree.css("meta")
    found: dict[str, str] = {}
    for node in nodes:
        attributes = node.attributes
        content = fold(attributes.get("content") or "")
        if content and attributes.get("name") is not None:
            name = (attributes["name"] or "").lower()
            found.setdefault(name, content[:_LONGEST_FIELD_LINE])
    return found


def _headline_of(tree: LexborHTMLParser, hints: Hints) -> str | None:
    names = (name for name in ("h1", "ucaptitle") if hints.may_hold(f"<{name}".encode()))
    node = next(filter(None, (tree.css_first(name) for name in names)), None)
    text = fold(node.text() or "") if node else ""
    return text[:_LONGEST_FIELD_LINE] or None


def _published_in_element(tree: LexborHTMLParser, hints: Hints) -> date | None:
    """From an element that is there for nothing else."""
    if hints.may_hold(b"<publishtime") and (node := tree.css_first("publishtime")) is not None:
        found = date_in(node.text())
        if found is not None:
            return found
    if hints.may_hold(b"<time") and (node := tree.css_first("time[datetime]")) is not None:
        return date_in(node.attributes.get("datetime"))
    return None


def _first(pattern: re.Pattern[str], lines: tuple[str, ...]) -> str | None:
    for line in lines:
        if (found := pattern.search(line)) is not None:
            return found[1]
    return None


def _field_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Short pieces that may carry a field: the line under the headline, rows of a head table."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST_FIELD_LINE and _names_a_field(block.text):
                yield block.text
        elif isinstance(block, Table):
            cells = block.grid.cells
            if not _names_a_field("\n".join([cell.text for cell in cells])):
                continue
            for _, row_cells in groupby(cells, key=lambda cell: cell.row):
                row = " ".join(cell.text for cell in row_cells)
                if len(row) <= _LONGEST_FIELD_LINE:
                    yield row


def _names_a_field(text: str) -> bool:
    return any(word in text for word in _WORDS_OF_FIELDS)
