"""The files a page offers: links, viewers and scripts that lead to one.

Only one level is followed. Inside the article every link to a file counts; outside it only those
that the page itself calls an attachment, since side columns offer files on every page.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.adapters.adapter import Page
from crawler.adapters.pictures import pictures_in
from crawler.adapters.rows import MAX_TITLE, folded, link_of, title_of
from crawler.addresses import absolute
from crawler.records import Attachment
from crawler.selection import may_be_annual_report

MOST = 50
BODIES = (
    ".trs_editor_view,.TRS_UEDITOR,.TRS_Editor,.Custom_UnionStyle,#zoom,.bt_content,#UCAP-CONTENT,"
    "ucapcontent,.v_news_content,#vsb_content,.article-content,.wzzw-article,#con_con,#ivs_content,"
    ".j-fontContent,.wp_articlecontent,#article,article"
)
LONGEST_NAME = 64 * 1024
"""Characters of a frame's name that are looked at."""
_ENDING = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|rtf|zip|rar|txt)$", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"/(?:download|downfile|downloadfile|attachdown\w*)\.(?:jsp|do|aspx|php)$", re.IGNORECASE
)
_SCRIPTED = re.compile(
    r"""showVsbpdfIframe\s*\(\s*(['"])(?P<vsb>[^'"]{1,500})\1|\bpdfsrc\s*=\s*(['"])(?P<sudy>[^'"]{1,500})\3"""
)
_CALLED = re.compile(r"附件|下载")
_VIEWER_KEYS = frozenset({"file", "fileurl", "pdfurl", "filepath", "url", "src"})
_QUOTED = re.compile(r"""(['"])([^'"<>]{1,500})\1""")


def body_of(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article; None where no known container is there."""
    return tree.css_first(BODIES)


def attachments(
    tree: LexborHTMLParser, body: LexborNode | None, page: Page
) -> tuple[Attachment, ...]:
    """The files of a page in the order met, each address once."""
    found: dict[str, str] = {}
    for link, text in _links(tree, body, page):
        url = absolute(page.url, link)
        if url is not None and url != page.url and len(found) < MOST:
            found[url] = found.get(url) or text
    return tuple(Attachment(url=url, text=text) for url, text in found.items())


def leads_to_file(url: str) -> bool:
    """Whether an address is that of a file, by its ending, a `filename=` or a download script."""
    parts = urlsplit(url)
    if _ENDING.search(unquote(parts.path)) or _DOWNLOAD.search(parts.path):
        return True
    return any(_ENDING.search(value) for _, value in parse_qsl(parts.query))


def _links(
    tree: LexborHTMLParser, body: LexborNode | None, page: Page
) -> Iterator[tuple[str, str]]:
    inside = tree.root if body is None else body
    if inside is None:
        return
    yield from ((_file_of(page, a), title_of(a)) for a in inside.css("a") if _is_file(page, a))
    for clicked in inside.css("[onclick]"):
        yield from ((file, folded(clicked.text())[:MAX_TITLE]) for file in _clicked(page, clicked))
    for frame in inside.css("iframe,embed,object,frame"):
        shown = frame.attributes.get("src") or frame.attributes.get("data") or ""
        named = _named_by(frame)
        yield from ((file, "") for file in ([named] if named else _shown_files(page, shown)))
    for script in _SCRIPTED.finditer(page.text):
        yield from ((file, "") for file in _shown_files(page, script["vsb"] or script["sudy"]))
    if body is not None:
        yield from (
            (_file_of(page, a), title_of(a))
            for a in tree.css("a")
            if _is_file(page, a) and _is_called_attachment(a)
        )
        yield from pictures_in(body)


def _file_of(page: Page, anchor: LexborNode) -> str:
    """What a link leads to; the file itself where it leads to a viewer of files."""
    link = link_of(anchor)
    if "viewer" in link.partition("?")[0].lower():
        return next(_shown_files(page, link), link)
    return link


def _clicked(page: Page, node: LexborNode) -> Iterator[str]:
    """The files that a click leads to; of a link, only where it leads nowhere else."""
    script = node.attributes.get("onclick") or ""
    if node.tag == "a" and link_of(node) not in script:
        return
    for quoted in _QUOTED.finditer(script[:LONGEST_NAME]):
        url = absolute(page.url, quoted[2])
        if url is not None and leads_to_file(url):
            yield quoted[2]


def _named_by(frame: LexborNode) -> str | None:
    """The file whose address a cloud editor keeps in its frame's name, as JSON in base64."""
    name = frame.attributes.get("name") or ""
    if not 16 <= len(name) <= LONGEST_NAME:
        return None
    try:
        kept = json.loads(base64.b64decode(unquote(name) + "=="))
    except (binascii.Error, ValueError, RecursionError):
        return None
    disk = kept.get("att_clouddisk") if isinstance(kept, dict) else None
    disk = disk[0] if isinstance(disk, list) and disk else disk
    path = disk.get("downPath") if isinstance(disk, dict) else None
    return path if isinstance(path, str) and path else None


def _is_file(page: Page, anchor: LexborNode) -> bool:
    url = absolute(page.url, link_of(anchor))
    return url is not None and leads_to_file(url)


def _is_called_attachment(anchor: LexborNode) -> bool:
    around = anchor.parent.text() if anchor.parent is not None else ""
    beside = folded(around)[:200]
    return bool(_CALLED.search(beside)) or may_be_annual_report(title_of(anchor))


def _shown_files(page: Page, address: str) -> Iterator[str]:
    """The file a viewer shows: its own address, or one in its query, encoded once or twice."""
    url = absolute(page.url, address)
    if url is None:
        return
    for key, value in parse_qsl(urlsplit(url).query):
        named = unquote(value) if "%2f" in value.lower() else value
        inner = absolute(page.url, named)
        if key.lower() in _VIEWER_KEYS and inner is not None and leads_to_file(inner):
            yield inner
            return
    if leads_to_file(url):
        yield url
