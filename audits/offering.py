"""What is known of the publication of a report: the page that offers it, and its host."""

from urllib.parse import urlsplit

from audits.documents.document import AttachmentLink, Document, Frame, Paragraph
from audits.documents.html.controls import has_download_control
from audits.documents.opening import media_type_of
from audits.result import Source
from rules.publication import OfferingPage, SourceHost
from rules.report import Report

_WEB_PAGE = "text/html"
_MUCH = 200
"""Characters on disclosure that no title, trail or footer of a page has."""


def page_that_offers(
    source: Source,
    document: Document | None,
    alone: Report | None,
    *,
    audited: str,
    wants_download: bool,
) -> OfferingPage | None:
    """The page, where the source is one that was fetched; ``None`` for a file.

    Args:
        source: what was fetched first.
        document: the same, taken apart; ``None`` where it could not be.
        alone: the report as the page itself holds it.
        audited: name of the source that was audited.
        wants_download: whether what looks like a way to download is to be looked for.
    """
    if document is None or host_of(source.name) is None:
        return None
    if media_type_of(source.content) != _WEB_PAGE:
        return None
    return OfferingPage(
        holds_report=_prints_much(document) or (alone is not None and _holds_text(alone)),
        audited_file=audited if audited != source.name else None,
        offers_files=any(_is_file(block) for block in document.blocks),
        has_download_control=wants_download and _has_control(source, document),
    )


def host_of(name: str, *, is_listed: bool | None = None) -> SourceHost | None:
    """The host of a web address; ``None`` for any other name."""
    try:
        parts = urlsplit(name)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return SourceHost(name=host, is_listed=is_listed)


def _holds_text(report: Report) -> bool:
    told = (text.strip() for section in report.sections.values() for text in section.paragraphs)
    return bool(report.cells) or any(told)


def _prints_much(document: Document) -> bool:
    """A report whose sections were not made out, or one without any, stands on the page."""
    told = (b.text for b in document.blocks if isinstance(b, Paragraph) and not b.is_link)
    return sum(len(text) for text in told if "公开" in text) >= _MUCH


def _has_control(source: Source, document: Document) -> bool:
    linked = any(_is_link_to_download(block) for block in document.blocks)
    return linked or has_download_control(source.content)


def _is_file(block: object) -> bool:
    return isinstance(block, AttachmentLink) or (isinstance(block, Frame) and not block.by_script)


def _is_link_to_download(block: object) -> bool:
    return isinstance(block, Paragraph) and block.is_link and "下载" in block.text
