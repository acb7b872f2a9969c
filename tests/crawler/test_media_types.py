import pytest

from crawler.media_types import is_html, media_type_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "declared", "media_type"),
    [
        (b"%PDF-1.7", "text/html", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "application/x-ole-storage"),
        (b"PK\x03\x04", DOCX, DOCX),
        (b"PK\x03\x04", "text/html", "application/zip"),
        (b"Rar!\x1a\x07", "application/octet-stream", "application/vnd.rar"),
        (b"<!DOCTYPE html><p>", "application/pdf", "text/html"),
        (b"\xef\xbb\xbf \n<html>", None, "text/html"),
        (b"plain", "Text/Plain; charset=gbk", "text/plain"),
        (b"plain", None, None),
        (b"", "", None),
    ],
)
def test_the_bytes_go_before_what_is_said_of_them(
    content: bytes, declared: str | None, media_type: str | None
) -> None:
    assert media_type_of(content, declared) == media_type


def test_a_page_in_utf_16_is_a_page() -> None:
    assert is_html("<html><body>".encode("utf-16"))
