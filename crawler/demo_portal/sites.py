"""What a portal answers at which address: the parts that both families share."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from crawler.demo_portal.decoys import Decoy
from crawler.demo_portal.pages import TEMPLATES
from crawler.demo_portal.picture import draw_ruled_png
from crawler.demo_portal.publishing import Medium, Publication
from crawler.demo_portal.render_docx import render_docx
from crawler.demo_portal.render_html import render_html
from crawler.demo_portal.render_pdf import render_pdf
from crawler.demo_portal.report import PicturePlace

HTML: Final = "text/html; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"
_MEDIA_TYPES: Final = {
    Medium.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Medium.PDF: "application/pdf",
}
_PICTURE_ROWS: Final = 28
_PICTURE_COLUMNS: Final = 10
_ROBOTS: Final = "User-agent: *\nDisallow: /search/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes at an address, made when first asked for."""

    media_type: str
    changed: dt.datetime
    """When the bytes last changed, with an offset."""
    render: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An address that only points to another (status 302)."""

    location: str


Answer = Document | Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All addresses of one portal.

    A query counts only where the portal's programs read it: the key of such an answer is
    `path?name=value` with the one field that decides.
    """

    name: str
    family: str
    column: str
    """Path of the list of reports."""
    answers: Mapping[str, Answer]
    report_paths: Mapping[tuple[str, int], str]
    """Path of the page that offers the report of a body's year."""
    deciding_fields: Mapping[str, str] = field(default_factory=dict)
    """Path of a program → the field of its query that decides."""

    def key_of(self, target: str) -> str:
        """The key of the answer to a request target, whether there is one or not."""
        parts = urlsplit(target)
        deciding = self.deciding_fields.get(parts.path)
        if deciding is None:
            return parts.path
        return f"{parts.path}?{deciding}={dict(parse_qsl(parts.query)).get(deciding, '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page in the list: a report or a decoy."""

    title: str
    source: str
    published: dt.datetime
    changed: dt.datetime
    content: Publication | Decoy

    @property
    def publication(self) -> Publication | None:
        """The report, unless this is a decoy."""
        return self.content if isinstance(self.content, Publication) else None

    @property
    def attachment_suffix(self) -> str | None:
        """`docx` or `pdf` where the report is a file beside the page."""
        publication = self.publication
        attached = publication is not None and publication.medium in _MEDIA_TYPES
        return publication.medium.value if publication and attached else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLink:
    """The link on a stub page."""

    address: str
    text: str


def list_articles(
    publications: Iterable[Publication], decoys: Iterable[Decoy]
) -> tuple[Article, ...]:
    """Everything a list holds, newest first."""
    reports = (
        Article(
            title=publication.report.title,
            source=publication.report.body.name,
            published=publication.published,
            changed=publication.changed,
            content=publication,
        )
        for publication in publications
    )
    others = (
        Article(
            title=decoy.title,
            source=decoy.source,
            published=decoy.published,
            changed=decoy.published,
            content=decoy,
        )
        for decoy in decoys
    )
    return tuple(sorted((*reports, *others), key=lambda article: article.published, reverse=True))


def pages_of(listed: Sequence[Article], size: int) -> tuple[Sequence[Article], ...]:
    """The list cut into pages."""
    return tuple(listed[start : start + size] for start in range(0, len(listed), size))


def page_document(template: str, changed: dt.datetime, **values: object) -> Document:
    """An HTML page of the portal."""

    def render() -> bytes:
        return TEMPLATES.get_template(template).render(values).encode()

    return Document(media_type=HTML, changed=changed, render=render)


def article_document(
    template: str, article: Article, link: AttachmentLink | None, **values: object
) -> Document:
    """The page of an article: the whole report, a stub with a link, or a decoy's text."""

    def render() -> bytes:
        publication = article.publication
        report = None
        if publication is not None and link is None:
            report = render_html(publication.report, publication.medium)
        page = TEMPLATES.get_template(template)
        return page.render(article=article, link=link, report=report, **values).encode()

    return Document(media_type=HTML, changed=article.changed, render=render)


def attachment_document(publication: Publication) -> Document:
    """The file of a report published as an attachment."""

    def render() -> bytes:
        if publication.medium is Medium.PDF:
            return render_pdf(publication.report)
        return render_docx(publication.report, publication.published)

    media_type = _MEDIA_TYPES[publication.medium]
    return Document(media_type=media_type, changed=publication.changed, render=render)


def pictures_of(article: Article) -> Iterator[tuple[str, Document]]:
    """The pictures in a report's page: file name beside the page, and bytes."""
    publication = article.publication
    for section in publication.report.sections if publication else ():
        for block in section.blocks:
            if isinstance(block, PicturePlace):
                yield (
                    block.address,
                    Document(
                        media_type="image/png",
                        changed=article.changed,
                        render=lambda: draw_ruled_png(_PICTURE_ROWS, _PICTURE_COLUMNS),
                    ),
                )


def robots_document(changed: dt.datetime) -> Document:
    """The portal's `robots.txt`: only its search is closed."""
    return Document(media_type=PLAIN, changed=changed, render=_ROBOTS.encode)


def digits_of(article: Article, count: int) -> str:
    """A number of so many digits that belongs to the article alone, as file names carry."""
    digest = hashlib.sha256(f"{article.title}|{article.published:%Y%m%d}".encode()).hexdigest()
    return str(int(digest, 16))[-count:]
