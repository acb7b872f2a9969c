"""What a crawl was told of pages and files, without the personal data in it."""

from dataclasses import replace

from crawler.journal import EntriesFound, PageFound, Record
from rules.privacy.masking import masked


def without_personal_data(record: Record) -> Record:
    """The record with every title and name hidden as far as it is personal; addresses stay."""
    match record:
        case PageFound():
            return _page(record)
        case EntriesFound():
            entries = tuple(replace(entry, title=masked(entry.title)) for entry in record.entries)
            return replace(record, entries=entries)
        case _:
            return record


def _page(page: PageFound) -> PageFound:
    return replace(
        page,
        list_title=_masked(page.list_title),
        title=_masked(page.title),
        source=_masked(page.source),
        breadcrumb=tuple(map(masked, page.breadcrumb)),
        attachments=tuple(replace(file, text=masked(file.text)) for file in page.attachments),
    )


def _masked(text: str | None) -> str | None:
    return None if text is None else masked(text)
