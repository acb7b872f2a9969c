import base64
import json

import pytest

from crawler.adapters.adapter import Page
from crawler.adapters.details import detail

HERE = "http://www.qinglan.example/nb/202401/"
URL = f"{HERE}t20240131_1.html"


def files(body: str) -> dict[str, str]:
    page = Page(url=URL, text=f"<html><body>{body}</body></html>")
    return {file.url.removeprefix(HERE): file.text for file in detail(page).attachments}


@pytest.mark.parametrize(
    "ending", ["pdf", "docx", "doc", "wps", "ofd", "xls", "xlsx", "zip", "rar", "txt", "PDF"]
)
def test_links_to_files_in_the_article_are_attachments(ending: str) -> None:
    body = (
        f'<div id="zoom"><a href="./P01.{ending}">年度报告 全文</a><a href="b.html">上级</a></div>'
    )
    assert files(body) == {f"P01.{ending}": "年度报告 全文"}


@pytest.mark.parametrize(
    "link",
    [
        "/module/download/downfile.jsp?classid=0&filename=0a1b.pdf",
        "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=25",
        "/files/%E5%B9%B4%E6%8A%A5.pdf",
    ],
)
def test_download_scripts_and_encoded_names_are_files(link: str) -> None:
    assert files(f'<div id="zoom"><a href="{link}">附件</a></div>') == {
        f"http://www.qinglan.example{link}": "附件"
    }


@pytest.mark.parametrize(
    "viewer",
    [
        '<iframe src="/pdfjs/web/viewer.html?file=%2Fnb%2F202401%2Fa.pdf"></iframe>',
        '<iframe src="/viewer.html?file=%252Fnb%252F202401%252Fa.pdf"></iframe>',
        f'<iframe src="/v?fileUrl={HERE}a.pdf"></iframe>',
        '<embed src="./a.pdf">',
        '<object data="a.pdf"></object>',
        '<script>showVsbpdfIframe("/nb/202401/a.pdf","100%","600")</script>',
        '<div pdfsrc="/nb/202401/a.pdf"></div>',
        '<a href="javascript:;" onclick="down3(\'/nb/202401/a.pdf\')">下载</a>',
        "<span onclick=\"down3('a.pdf')\">下载</span>",
        "<a href='#' onclick='down3(\"a.pdf\")'>下载附件</a>",
        '<a href="/pdfjs/web/viewer.html?file=%2Fnb%2F202401%2Fa.pdf">年报附件</a>',
    ],
    ids=[
        "viewer",
        "twice",
        "fileUrl",
        "embed",
        "object",
        "vsb",
        "sudy",
        "onclick",
        "onclick of no link",
        "onclick without a folder",
        "link to a viewer",
    ],
)
@pytest.mark.parametrize("frame", ['<div id="zoom">{}</div>', "{}"])
def test_the_file_behind_a_viewer_is_found(viewer: str, frame: str) -> None:
    assert list(files(frame.format(viewer))) == ["a.pdf"]


def test_outside_the_article_only_what_is_called_an_attachment_counts() -> None:
    body = (
        '<div id="zoom"><p>正文</p></div><p>附件：<a href="a.pdf">表</a></p>'
        '<ul><li><a href="guide.pdf">办事指南</a></li>'
        '<li><a href="c.pdf">青岚区2023年政府信息公开工作年度报告</a></li></ul>'
    )
    assert set(files(body)) == {"a.pdf", "c.pdf"}


def test_a_file_offered_twice_is_one_with_its_words() -> None:
    body = '<div id="zoom"><iframe src="a.pdf"></iframe><a href="a.pdf">年报全文</a></div>'
    assert files(body) == {"a.pdf": "年报全文"}


def test_what_cannot_be_fetched_is_no_attachment() -> None:
    body = (
        '<div id="zoom"><a href="file:///C:/a.doc">a</a><a href="blob:x.pdf">b</a>'
        '<iframe src="data:application/pdf;base64,x"></iframe></div>'
    )
    assert files(body) == {}


def test_a_page_cannot_offer_endless_files() -> None:
    links = "".join(f'<a href="{n}.pdf">{n}</a>' for n in range(500))
    assert len(files(f'<div id="zoom">{links}</div>')) == 50


def test_the_name_of_a_cloud_editors_frame_leads_to_its_file() -> None:
    kept = json.dumps({"att_clouddisk": {"downPath": "/disk/9?id=7"}}).encode()
    frame = f'<iframe name="{base64.b64encode(kept).decode()}" src="/editor"></iframe>'
    assert files(f'<div id="zoom">{frame}</div>') == {"http://www.qinglan.example/disk/9?id=7": ""}


@pytest.mark.parametrize("name", ["main", "x" * 40, "eyJhIjogMSwgImIiOiAyfQ==", "W10=" * 8])
def test_any_other_name_of_a_frame_leads_nowhere(name: str) -> None:
    assert files(f'<div id="zoom"><iframe name="{name}" src="/editor"></iframe></div>') == {}


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="./W020240131.png">',
        '<img src="W020240131.png" width="700" height="80" alt="">',
        '<img src="/images/blank.gif" data-original="W020240131.png">',
        '<img src="data:image/gif;base64,R0lGOD" data-src="W020240131.png">',
        '<p style="width:100px"><img src="W020240131.png" style="width:650px"></p>',
    ],
)
def test_a_picture_in_the_article_may_be_a_table(picture: str) -> None:
    assert list(files(f'<div id="zoom">{picture}</div>')) == ["W020240131.png"]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="table.png" width="120">',
        '<img src="table.png" style="width: 90px; height: 90px">',
        '<img src="rule.png" width="700" height="2">',
        '<img src="/system/icon_pdf.gif">',
        '<img src="./ewm.jpg">',
        '<img src="/images/logo.png">',
        '<img src="/system/resource/images/fileTypeImages/doc.gif">',
        '<img src="btn-print.png">',
        '<img src="blob:https://www.qinglan.example/1">',
        '<img src="file:///C:/table.png">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        "<img>",
    ],
)
def test_ornaments_and_what_cannot_be_fetched_are_no_pictures_of_tables(picture: str) -> None:
    assert files(f'<div id="zoom">{picture}</div>') == {}


def test_a_picture_outside_the_article_is_the_sites_own() -> None:
    assert files('<img src="W020240131.png"><div id="zoom"><p>正文</p></div>') == {}


def test_files_come_before_pictures_of_which_only_so_many_are_looked_at() -> None:
    pictures = "".join(f'<img src="W{n:03}.png">' for n in range(40))
    found = list(files(f'<div id="zoom">{pictures}<a href="a.pdf">附件</a></div>'))
    assert found == ["a.pdf", *(f"W{n:03}.png" for n in range(30))]
