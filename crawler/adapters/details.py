"""What any page says of itself: meta tags, labelled fields, breadcrumb, attachments.

The meta tags are those of 国办发〔2017〕47号 (ArticleTitle, PubDate, ContentSource); portals also
write them in other case, or empty. A date is taken from a meta tag or a labelled field and never
from prose, where it is as likely a date the text speaks of.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.adapter import Detail, Page
from crawler.adapters.attachments import attachments, body_of
from crawler.adapters.dates import date_in
from crawler.adapters.rows import folded

MAX_FIELD = 200
MOST_FIELDS = 1000
MOST_READ = 20_000_000
"""Characters; an element within an element is read twice."""
_DATE_LABEL = re.compile(r"(?:发布日期|发布时间|公开日期|公开时间|发文时间)\s*[:：]?\s*(.{0,30})")
_SOURCE_LABEL = re.compile(
    r"(?:信息来源|文章来源|来源|发布机构|发布单位|公开机构|信息提供单位)\s*[:：]\s*"
    r"(?P<name>[^\s:：|]{2,60})"
)
_MARKED = re.compile(r"<!--<\$\[(?P<field>信息来源|发布时间)\]>begin-->(?P<text>[^<]{0,100})<!--")
_CRUMB_TAGS = "[class*=crumb],[class*=position],[class*=location],[class*=dqwz],[class*=weizhi]"
_CRUMB_START = re.compile(r"(?:当前|您的|所在|您现在的)(?:所在)?位置(?:是)?\s*[:：]?|^位置\s*[:：]")
_CRUMB_GAP = re.compile(r"\s*(?:>>|>|›|»|＞|->|/)\s*")
_FIELD_TAGS = "p,div,span,td,th,li,dt,dd,em,i,b,h4,h5,h6"
_LABEL_CELLS = re.compile(r"^[\s\[【]*(发布日期|发布时间|公开日期|发布机构|来源)[\s\]】:：]*$")


def detail(page: Page) -> Detail:
    """The fields of a page of any family."""
    tree = LexborHTMLParser(page.text)
    meta = _meta(tree)
    marked = {m["field"]: folded(m["text"]) for m in _MARKED.finditer(page.text)}
    body = body_of(tree)
    files = attachments(tree, body, page)
    if body is not None:
        body.decompose()
    fields = _field_lines(tree)
    return Detail(
        title=_title(tree, meta),
        published_on=date_in(meta.get("pubdate", ""))
        or date_in(marked.get("发布时间", ""))
        or _labelled_date(fields),
        source=_cut(
            meta.get("contentsource") or marked.get("信息来源") or _labelled_source(fields)
        ),
        breadcrumb=_breadcrumb(tree),
        attachments=files,
    )


def _meta(tree: LexborHTMLParser) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for tag in tree.css("meta[name]"):
        name = (tag.attributes.get("name") or "").strip().lower()
        content = folded(tag.attributes.get("content") or "")
        if content:
            found.setdefault(name, content)
    return found


def _title(tree: LexborHTMLParser, meta: Mapping[str, str]) -> str | None:
    if told := meta.get("articletitle"):
        return _cut(told)
    for shown in ("h1", "ucaptitle", ".article-title", "title"):
        for node in tree.css(shown):
            if text := folded(node.text()):
                return _cut(text)
    return None


def _field_lines(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The short texts where fields are. A cell that is only a label is joined to the next."""
    return tuple(_joined(node, text) for node, text in _short_texts(tree, _FIELD_TAGS))


def _joined(node: LexborNode, text: str) -> str:
    beside = _sibling(node) if _LABEL_CELLS.match(text) else None
    return text if beside is None else f"{text.strip('[]【】:： ')}：{folded(beside.text())}"


def _short_texts(tree: LexborHTMLParser, tags: str) -> Iterator[tuple[LexborNode, str]]:
    """Elements with a text as short as a field's; nested long ones are read only so often."""
    read = 0
    for node in tree.css(tags)[:MOST_FIELDS]:
        whole = node.text()
        read += len(whole)
        if read > MOST_READ:
            return
        text = folded(whole)
        if 2 < len(text) <= MAX_FIELD:
            yield node, text


def _sibling(node: LexborNode) -> LexborNode | None:
    beside = node.next
    while beside is not None and beside.tag in ("-text", "-comment"):
        beside = beside.next
    return beside


def _labelled_date(lines: tuple[str, ...]) -> date | None:
    for line in lines:
        if (label := _DATE_LABEL.search(line)) and (found := date_in(label.group(1))):
            return found
    return None


def _labelled_source(lines: tuple[str, ...]) -> str | None:
    for line in lines:
        if label := _SOURCE_LABEL.search(line):
            return label["name"]
    return None


def _breadcrumb(tree: LexborHTMLParser) -> tuple[str, ...]:
    for node, text in _short_texts(tree, f"{_CRUMB_TAGS},p,div,span,td"):
        start = _CRUMB_START.search(text)
        if start or (_CRUMB_GAP.search(text) and _is_crumb_class(node)):
            steps = _CRUMB_GAP.split(text[start.end() if start else 0 :])
            return tuple(step.strip() for step in steps if step.strip())
    return ()


def _is_crumb_class(node: LexborNode) -> bool:
    words = (node.attributes.get("class") or "").lower()
    return any(word in words for word in ("crumb", "position", "location", "dqwz", "weizhi"))


def _cut(text: str | None) -> str | None:
    return text[:MAX_FIELD] if text else None
