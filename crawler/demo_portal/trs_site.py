"""The county government's portal, of the TRS family: reports of the government and departments.

Static pages; the pager counts from 0 (`createPageHTML(4, 0, "index", "html")`: page two is
`index_1.html`); attachments lie beside the page as `P0` + date + twelve digits.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from crawler.demo_portal.decoys import county_decoys
from crawler.demo_portal.publishing import Publication
from crawler.demo_portal.sites import (
    Answer,
    Article,
    AttachmentLink,
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

_NAME: Final = "汀砚县人民政府门户网站"
_COLUMN: Final = "/zwgk/zfxxgk/zfxxgknb/"
_PAGE_SIZE: Final = 10


def build_trs_site(publications: Iterable[Publication]) -> Site:
    """The portal with these reports in its list."""
    listed = list_articles(publications, county_decoys())
    answers: dict[str, Answer] = {}
    report_paths: dict[tuple[str, int], str] = {}
    for article in listed:
        answers |= _article_answers(article)
        if article.publication:
            report = article.publication.report
            report_paths[report.body.id, report.year] = _COLUMN + _page_name(article)
    return Site(
        name=_NAME,
        family="trs",
        column=_COLUMN,
        answers={**_frame(listed), **answers},
        report_paths=report_paths,
    )


def _folder(article: Article) -> str:
    return f"{article.published:%Y%m}/"


def _page_name(article: Article) -> str:
    return f"{_folder(article)}t{article.published:%Y%m%d}_{digits_of(article, 7)}.html"


def _article_answers(article: Article) -> dict[str, Answer]:
    folder, suffix = _COLUMN + _folder(article), article.attachment_suffix
    answers: dict[str, Answer] = {folder + name: picture for name, picture in pictures_of(article)}
    link = None
    if article.publication and suffix:
        name = f"P0{article.published:%Y%m%d}{digits_of(article, 12)}.{suffix}"
        link = AttachmentLink(address=f"./{name}", text=f"附件：{article.title}.{suffix}")
        answers[folder + name] = attachment_document(article.publication)
    page = article_document("trs_article.html.j2", article, link, site_name=_NAME)
    return answers | {_COLUMN + _page_name(article): page}


def _frame(listed: Sequence[Article]) -> dict[str, Answer]:
    """The home page, the way to the column, its list pages and `robots.txt`."""
    newest = max(article.published for article in listed)
    pages = pages_of(listed, _PAGE_SIZE)
    answers: dict[str, Answer] = {
        "/": page_document("trs_home.html.j2", newest, site_name=_NAME, column=_COLUMN),
        "/robots.txt": robots_document(listed[-1].published),
    }
    for number, page in enumerate(pages):
        document = page_document(
            "trs_column.html.j2",
            newest,
            site_name=_NAME,
            rows=[(article, f"./{_page_name(article)}") for article in page],
            page_count=len(pages),
            number=number,
        )
        name = f"index_{number}.html" if number else "index.html"
        answers[_COLUMN + name] = document
    return answers | {_COLUMN: answers[f"{_COLUMN}index.html"]}
