"""What a file is, told by its bytes and never by its name."""

import pytest

from audits.documents.document import DocumentUnreadable
from audits.documents.opening import media_type_of, open_document
from tests.audits.published import Publication, as_docx, as_html, as_text, zipped

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (as_html(Publication()).encode(), "text/html"),
        (as_html(Publication()).encode("gb18030"), "text/html"),
        (as_html(Publication()).encode("utf-16"), "text/html"),
        (b"\r\n\r\n<P>\xe4\xb8\x80</P>", "text/html"),
        (as_text(Publication()).encode(), "text/plain"),
        (as_text(Publication()).encode("utf-16"), "text/plain"),
        (as_docx(Publication()), _WORD),
    ],
)
def test_the_bytes_decide(content: bytes, media_type: str) -> None:
    assert open_document(content).media_type == media_type_of(content) == media_type


@pytest.mark.parametrize("content", [b"", b"\n \t\r\n", b"\x00" * 64])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        open_document(content)
    assert refusal.value.zh == "文件是空的"
    assert refusal.value.en == "the file is empty"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, "图片"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 60, "图片"),
        (zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "不是可识别"),
    ],
)
def test_a_kind_that_cannot_be_read_is_named(content: bytes, named: str) -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        open_document(content)
    assert named in refusal.value.zh
    assert refusal.value.en


def test_a_file_nobody_knows_has_no_media_type() -> None:
    assert media_type_of(b"\x00\x01\x02\x03" * 40) == "application/octet-stream"
