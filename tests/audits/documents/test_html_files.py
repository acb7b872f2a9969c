"""Files that a page shows in frames and viewers, names in scripts, or holds within itself."""

import base64
import json

import pytest

from audits.documents.document import AttachmentLink, Block, Document, Frame, Paragraph, Picture
from audits.documents.html import enclosed
from audits.documents.html.page import read_html
from audits.documents.opening import open_document
from tests.audits.published import Publication, as_docx, as_html

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def _document(body: str) -> Document:
    return read_html(f"<!DOCTYPE html><body>{body}".encode())


def _others(body: str) -> list[Block]:
    return [b for b in _document(body).blocks if not isinstance(b, Paragraph)]


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ('<iframe src="/pdfjs/web/viewer.html?file=%2Fnb%2Fx.pdf"></iframe>', "/nb/x.pdf"),
        ('<iframe src="/v.html?file=%252Fnb%252Fx.pdf&a=1"></iframe>', "/nb/x.pdf"),
        ('<iframe src="v?fileUrl=https://a.example/x.pdf?t=1"></iframe>', "https://a.example/x.pdf?t=1"),
        ('<iframe src="/nb/%E5%B9%B4%E6%8A%A5.ofd"></iframe>', "/nb/%E5%B9%B4%E6%8A%A5.ofd"),
        ('<embed src="x.pdf" type="application/pdf">', "x.pdf"),
        ('<object data="./x.pdf"><p>请下载</p></object>', "./x.pdf"),
        ('<a href="/pdf/viewer.html?file=/nb/x.pdf">全文</a>', "/nb/x.pdf"),
        ('<a href="/download.jsp?file=x.pdf">全文</a>', "/download.jsp?file=x.pdf"),
        ('<script>showVsbpdfIframe("/__local/A/x.pdf","100%","600")</script>', "/__local/A/x.pdf"),
        ("<a href='javascript:;' onclick=\"down3('/nb/x.PDF')\">下载</a>", "/nb/x.PDF"),
        ("<span onclick=\"open('/nb/x.docx')\">下载</span>", "/nb/x.docx"),
        ("<table><tr><td onclick=\"open('/nb/x.docx')\">下载</td></tr></table>", "/nb/x.docx"),
    ],
)  # fmt: skip
def test_a_viewer_is_a_link_to_the_file_that_it_shows(shown: str, address: str) -> None:
    links = [b.address for b in _others(shown) if isinstance(b, AttachmentLink)]
    assert links == [address]
    assert not any(isinstance(b, Frame) for b in _others(shown))


@pytest.mark.parametrize("name", ["/nb/x.PDF?v=1", "https://a.example/x.ofd", "x.pdf"])
def test_a_script_that_names_a_file_is_a_frame_with_its_address(name: str) -> None:
    (frame,) = _others(f"<script>var u = '{name}'; show(u)</script>")
    assert frame == Frame(source=name.partition("?")[0], path=(0,))


def test_the_name_of_a_cloud_editors_frame_leads_to_its_file() -> None:
    name = _base64(json.dumps({"att_clouddisk": {"downPath": "/disk/7?id=9"}}).encode())
    (link,) = _others(f'<iframe name="{name}" src="/editor/view"></iframe>')
    assert isinstance(link, AttachmentLink)
    assert link.address == "/disk/7?id=9"


@pytest.mark.parametrize(
    "name", ["main", "x" * 100, "W10=", "eyJhIjogMX0=", "{}", "W1tbW1tbW1tbXV"]
)
def test_any_other_name_of_a_frame_leads_nowhere(name: str) -> None:
    (frame,) = _others(f'<iframe name="{name}" src="/editor/view"></iframe>')
    assert isinstance(frame, Frame)
    assert frame.source == "/editor/view"


@pytest.mark.parametrize(
    "holder",
    [
        '<script>var pdfData = "{}";</script>',
        "<script>var pdfData = '{}'; draw(pdfData)</script>",
        '<script>var pdfData = "data:application/pdf;base64,{}"</script>',
        '<script>var pdfData = "data:application/pdf;filename=x.pdf;base64,{}"</script>',
        "<script>load(`{}`)</script>",
        '<iframe src="data:application/pdf;base64,{}"></iframe>',
        '<embed src="data:application/pdf;base64,{}">',
        '<object data="DATA:application/pdf;BASE64,{}"></object>',
    ],
)
@pytest.mark.parametrize("content", [PDF, as_docx(Publication()), PNG], ids=["pdf", "docx", "png"])
def test_a_file_in_base64_is_enclosed_under_the_name_of_its_frame(
    holder: str, content: bytes
) -> None:
    document = _document(holder.replace("{}", _base64(content)))
    (frame,) = (b for b in document.blocks if isinstance(b, Frame))
    assert [(f.name, f.content) for f in document.enclosed] == [(frame.source, content)]


def test_base64_in_pieces_is_put_together() -> None:
    text = _base64(PDF)
    pieces = '" +\n "'.join(text[i : i + 400] for i in range(0, len(text), 400))
    lines = "\\n".join(text[i : i + 76] for i in range(0, len(text), 76))
    for written in (pieces, lines):
        document = _document(f'<script>var pdfData = "{written}";</script>')
        assert [f.content for f in document.enclosed] == [PDF]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="data:image/png;base64,{}">',
        '<table><tr><td><img src="data:image/png;base64,{}"></td></tr></table>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAA=" data-src="data:image/png;base64,{}">',
        '<div style="background-image:url(data:image/png;base64,{})"></div>',
    ],
)
def test_a_picture_in_base64_is_enclosed_under_its_source(body: str) -> None:
    document = _document(body.replace("{}", _base64(PNG)))
    (picture,) = (b for b in document.blocks if isinstance(b, Picture))
    assert [(f.name, f.content) for f in document.enclosed] == [(picture.source, PNG)]


def test_a_page_in_a_frame_of_this_page_is_enclosed_as_a_page() -> None:
    inner = as_html(Publication())
    written = inner.replace("&", "&amp;").replace('"', "&quot;")
    percent = "".join(f"%{byte:02x}" for byte in inner.encode())
    for body in (
        f'<iframe srcdoc="{written}"></iframe>',
        f'<iframe src="data:text/html;charset=utf-8,{percent}"></iframe>',
        f'<iframe src="data:text/html;base64,{_base64(inner.encode())}"></iframe>',
    ):
        document = _document(body)
        (file,) = document.enclosed
        assert open_document(file.content).document == open_document(inner.encode()).document
        assert [b.source for b in document.blocks if isinstance(b, Frame)] == [file.name]


def test_one_file_shown_twice_is_enclosed_once() -> None:
    document = _document(f'<img src="data:image/png;base64,{_base64(PNG)}">' * 2)
    assert len(document.enclosed) == 1
    assert len({b.source for b in document.blocks if isinstance(b, Picture)}) == 1


@pytest.mark.parametrize(
    "held",
    [
        _base64(b"no file that is known" * 40),
        _base64(PDF)[:-3] + "!!!",
        _base64(b"%PDF-1.7 short"),
        "JVBERi0" + "?" * 500,
    ],
)
def test_what_is_no_file_is_not_enclosed(held: str) -> None:
    assert _document(f'<script>var pdfData = "{held}";</script>').enclosed == ()
    assert _document(f'<img src="data:image/png;base64,{held}">').enclosed == ()


@pytest.mark.parametrize(
    "shown",
    ['<img src="blob:https://a.example/1">', '<img src="file:///C:/t.png">', '<img src="data:,">'],
)
def test_what_an_editor_left_behind_stays_a_picture_that_nobody_can_read(shown: str) -> None:
    document = _document(shown)
    assert [type(b) for b in document.blocks] == [Picture]
    assert document.enclosed == ()


def test_the_files_of_a_page_are_bounded_in_number_and_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pictures = [PNG + bytes([number]) * 10 for number in range(60)]
    body = "".join(f'<img src="data:image/png;base64,{_base64(p)}">' for p in pictures)
    document = _document(body)
    assert len(document.enclosed) == enclosed.MOST_FILES
    assert sum(isinstance(b, Picture) for b in document.blocks) == len(pictures)
    monkeypatch.setattr(enclosed, "MOST_BYTES", 3 * len(PNG))
    assert len(_document(body).enclosed) == 2


@pytest.mark.parametrize(
    "body",
    [
        "<script>" + "JVBERi0" * 100_000 + "</script>",
        '<script>"JVBERi0' + "A" * 1_000_000 + "</script>",
        "<script>" + '"JVBERi0' * 100_000 + "</script>",
        '<iframe name="' + "e" * 1_000_000 + '"></iframe>',
        '<iframe src="?' + "a=b&" * 300_000 + 'file=x.pdf"></iframe>',
        '<a onclick="' + "'x" * 300_000 + '">x</a>',
        "<script>showVsbpdf" + '"a.pdf' * 100_000 + "</script>",
        '<img src="data:image/png;base64,' + "%41" * 500_000 + '">',
    ],
)
def test_hostile_holders_of_files_hold_none(body: str) -> None:
    assert _document(body).enclosed == ()
