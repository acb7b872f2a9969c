"""Bytes to a document, by what the bytes are and not by what the file is called.

A file kind is one module or package of this package with a ``READER``. The module itself is light:
it loads what reads its files when the first of them is read.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from audits import documents
from audits.documents.document import Document, DocumentUnreadable, Table
from audits.documents.isolation import Limits, isolated
from audits.documents.measure import refuse_beyond_measure


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReader:
    """How one kind of file is recognised and taken apart."""

    media_type: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Document]
    limits: Limits | None = None
    """Of the process of its own in which files of this kind are read; ``None``: read here."""
    rank: int = 0
    """Readers that recognise more surely come first; the lowest rank is asked first."""
    prepare: Callable[[Sequence[bytes]], None] | None = None
    """Does for many files at once what is slow for each; a bad one does not spoil the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document and what its bytes were recognised as."""

    document: Document
    media_type: str


@lru_cache(maxsize=1)
def all_readers() -> tuple[DocumentReader, ...]:
    """Every file kind of this package, the surest first."""
    modules = (
        importlib.import_module(f"{documents.__name__}.{module.name}")
        for module in pkgutil.iter_modules(documents.__path__)
    )
    found = [m.READER for m in modules if isinstance(getattr(m, "READER", None), DocumentReader)]
    return tuple(sorted(found, key=lambda reader: (reader.rank, reader.media_type)))


def media_type_of(content: bytes) -> str:
    """What the bytes are; ``application/octet-stream`` when no reader recognises them."""
    for reader in all_readers():
        if reader.recognises(content):
            return reader.media_type
    return "application/octet-stream"


def open_document(content: bytes) -> Opened:
    """The document that the bytes hold.

    Raises:
        DocumentUnreadable: nothing is there, no reader can take it apart, or it holds more
            tables or lines than any report.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise DocumentUnreadable(zh="文件是空的", en="the file is empty")
    for reader in all_readers():
        if reader.recognises(content):
            document = _read(reader, content)
            tables = sum(1 for block in document.blocks if isinstance(block, Table))
            refuse_beyond_measure(lines=len(document.lines), tables=tables)
            return Opened(document=document, media_type=reader.media_type)
    raise _unknown()


def prepare_documents(contents: Iterable[bytes]) -> None:
    """What will be opened soon, so that what is slow for each file is done once for all of them.

    Nothing comes of it but time; what cannot be prepared is told when it is opened.
    """
    waiting: dict[str, list[bytes]] = {}
    readers = {reader.media_type: reader for reader in all_readers()}
    for content in contents:
        waiting.setdefault(media_type_of(content), []).append(content)
    for media_type, of_kind in waiting.items():
        reader = readers.get(media_type)
        if reader is not None and reader.prepare is not None and len(of_kind) > 1:
            with suppress(DocumentUnreadable):
                _prepare(reader.prepare, of_kind, reader.limits)


def _prepare(
    prepare: Callable[[Sequence[bytes]], None], contents: Sequence[bytes], limits: Limits | None
) -> None:
    if limits is None:
        prepare(contents)
    else:
        isolated(prepare, contents, limits)


def _read(reader: DocumentReader, content: bytes) -> Document:
    if reader.limits is None:
        return reader.read(content)
    return isolated(reader.read, content, reader.limits)


def _unknown() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="不是可识别的文件类型（可读取网页、TXT、Markdown、PDF、OFD、DOCX、DOC、WPS、RTF、XLSX、XLS、ET、图片，"
        "以及装有这些文件的 ZIP 和 RAR）；请人工核对，或另存为 DOCX、PDF 后再核验",
        en="no known kind of file (web pages, TXT, Markdown, PDF, OFD, DOCX, DOC, WPS, RTF, XLSX, "
        "XLS, ET, pictures, and ZIP and RAR of these can be read); save it as DOCX or PDF",
    )
