"""The archived copy of a source as a zip that anyone can open and check."""

import io
import zipfile

from audits.china_time import in_china
from audits.records import ReportRecord

_ENDINGS = {
    "application/msword": ".doc",
    "application/ofd": ".ofd",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/wps-office.wps": ".wps",
    "application/xhtml+xml": ".html",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_MADE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: the same copy gives the same bytes on any day."""
_UNIX = 3
_PLAIN_FILE = 0o644 << 16


def evidence_zip(record: ReportRecord, copy: bytes) -> bytes:
    """The bytes of a zip with the copy as fetched and a note of where and when that was."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, "source" + ending_of(record.media_type), copy)
        _add(archive, "about.txt", _note(record).encode())
    return packed.getvalue()


def ending_of(media_type: str) -> str:
    """The file ending of a media type, with its dot; ``.bin`` where it is not known."""
    return _ENDINGS.get(media_type.partition(";")[0].strip().lower(), ".bin")


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _note(record: ReportRecord) -> str:
    fetched = in_china(record.first_held).isoformat(timespec="seconds")
    lines = (
        f"URL: {_one_line(record.url)}",
        f"Page: {_one_line(record.page_url)}",
        f"Fetched: {fetched}",
        f"Media type: {_one_line(record.media_type)}",
        f"SHA-256: {record.sha256}",
    )
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "-"
