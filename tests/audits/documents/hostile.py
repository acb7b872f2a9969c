"""Whole files that hostile ones are made of, and what is told of these."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest

from audits.audit import audit
from audits.documents import opening
from audits.documents.opening import DocumentReader
from audits.result import AuditResult, AuditStatus, Source, Submission
from tests.audits.documents.ofd_files import members, page, text
from tests.audits.published import (
    Publication,
    as_docx,
    parts_of,
    tables_with,
    word_rows,
)

WORD = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables_with({})])))


def audited(content: bytes) -> AuditResult:
    return audit(Submission(source=Source(name="input", content=content)))


def reason(content: bytes) -> str:
    """Why the bytes are unreadable, in English; it is told in Chinese too."""
    result = audited(content)
    assert result.status is AuditStatus.UNREADABLE
    assert result.judgement is None
    assert result.reason is not None
    assert result.reason.zh
    return result.reason.en


def members_in(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _workbook() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "规章"
    out = io.BytesIO()
    book.save(out)
    return members_in(out.getvalue())


def _ofd() -> dict[str, bytes]:
    written = members(page(text("1", 20, 30)))
    return {n: c.encode() if isinstance(c, str) else c for n, c in written.items()}


PACKAGES: Mapping[str, tuple[dict[str, bytes], str]] = {
    "docx": (members_in(WORD), "word/document.xml"),
    "xlsx": (_workbook(), "xl/worksheets/sheet1.xml"),
    "ofd": (_ofd(), "Doc_0/Pages/Page_0/Content.xml"),
}


def pdf_of(*objects: bytes) -> bytes:
    """Objects numbered from 1, the first of them the catalogue; without a table of them."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(objects) + 1)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def read_by(monkeypatch: pytest.MonkeyPatch, reader: DocumentReader) -> None:
    known = opening.all_readers()
    monkeypatch.setattr(opening, "all_readers", lambda: (reader, *known))


def assert_told_and_harmless(content: bytes, words: str) -> None:
    for _ in range(2):
        assert words in reason(content)
        result = audited(WORD)
        assert result.report is not None
        assert len(result.report.cells) == 200
