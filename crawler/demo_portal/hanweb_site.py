"""The townships' portal, of the Hanweb jpage family.

The column page shows an empty list and carries its rows as XML in a script; further rows come from
`dataproxy.jsp`, which reads `page` and nothing else; the column page reads no query at all. Files
are offered by a program that answers 302 with their real address.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final
from urllib.parse import quote

from crawler.demo_portal.decoys import township_decoys
from crawler.demo_portal.pages import TEMPLATES
from crawler.demo_portal.publishing import Publication
from crawler.demo_portal.sites import (
    Answer,
    Article,
    AttachmentLink,
    Document,
    Moved,
    Site,
    article_document,
    attachment_document,
    digits_of,
    list_articles,
    page_document,
    pages_of,
    pictures_of,
    robots_document,
)

_NAME: Final = "汀砚县乡镇政务公开网"
_COLUMN_ID: Final = "1229990021"
_UNIT_ID: Final = "486021"
_COLUMN: Final = f"/col/col{_COLUMN_ID}/index.html"
_PROXY: Final = "/module/web/jpage/dataproxy.jsp"
_DOWNLOAD: Final = "/module/download/downfile.jsp"
_PAGE_SIZE: Final = 8


def build_hanweb_site(publications: Iterable[Publication]) -> Site:
    """The portal with these reports in its list."""
    listed = list_articles(publications, township_decoys())
    answers: dict[str, Answer] = {}
    report_paths: dict[tuple[str, int], str] = {}
    for article in listed:
        answers |= _article_answers(article)
        if article.publication:
            report = article.publication.report
            report_paths[report.body.id, report.year] = _page_path(article)
    return Site(
        name=_NAME,
        family="hanweb",
        column=_COLUMN,
        answers={**_frame(listed), **answers},
        report_paths=report_paths,
        deciding_fields={_PROXY: "page", _DOWNLOAD: "filename"},
    )


def _folder(article: Article) -> str:
    day = article.published
    return f"/art/{day.year}/{day.month}/{day.day}/"


def _page_path(article: Article) -> str:
    return f"{_folder(article)}art_{_COLUMN_ID}_{digits_of(article, 8)}.html"


def _article_answers(article: Article) -> dict[str, Answer]:
    suffix = article.attachment_suffix
    answers: dict[str, Answer] = {
        _folder(article) + name: picture for name, picture in pictures_of(article)
    }
    link = None
    if article.publication and suffix:
        file_id = hashlib.md5(article.title.encode(), usedforsecurity=False).hexdigest()
        name = f"{file_id}.{suffix}"
        link = AttachmentLink(
            address=f"{_DOWNLOAD}?classid=0&filename={name}", text=f"{article.title}.{suffix}"
        )
        answers[f"{_DOWNLOAD}?filename={name}"] = Moved(location=f"/attach/0/{name}")
        answers[f"/attach/0/{name}"] = attachment_document(article.publication)
    page = article_document("hanweb_article.html.j2", article, link, site_name=_NAME)
    return answers | {_page_path(article): page}


def _frame(listed: Sequence[Article]) -> dict[str, Answer]:
    """The home page, the column, the windows of `dataproxy.jsp` and `robots.txt`."""
    newest = max(article.published for article in listed)
    windows = pages_of(listed, _PAGE_SIZE)
    answers: dict[str, Answer] = {
        "/": page_document("hanweb_home.html.j2", newest, site_name=_NAME, column=_COLUMN),
        "/robots.txt": robots_document(listed[-1].published),
        _COLUMN: page_document(
            "hanweb_column.html.j2",
            newest,
            site_name=_NAME,
            unit_id=_UNIT_ID,
            **_window_values(windows, 1, len(listed)),
        ),
    }
    for number in range(1, len(windows) + 1):
        values = _window_values(windows, number, len(listed))
        answers[f"{_PROXY}?page={number}"] = Document(
            media_type="text/xml; charset=utf-8",
            changed=newest,
            render=partial(_window, values),
        )
    return answers


def _window(values: dict[str, object]) -> bytes:
    return TEMPLATES.get_template("hanweb_window.xml.j2").render(values).encode()


def _window_values(
    windows: Sequence[Sequence[Article]], number: int, total: int
) -> dict[str, object]:
    """What the record set of one window shows; the last has no group after it."""
    return {
        "rows": [(article, _page_path(article)) for article in windows[number - 1]],
        "total": total,
        "page_count": len(windows),
        "next_group": _group_address(number + 1) if number < len(windows) else None,
    }


def _group_address(number: int) -> str:
    """The address of a window; the portal's name is percent-encoded twice, as these portals do."""
    webname = quote(quote(_NAME))
    return (
        f"{_PROXY}?page={number}&appid=1&webid=21&path=/&columnid={_COLUMN_ID}"
        f"&unitid={_UNIT_ID}&webname={webname}&permissiontype=0"
    )
