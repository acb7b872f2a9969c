"""Bytes to characters by validity: labels of portals are wrong in both directions."""

import pytest

from audits.documents.charset import decode
from audits.documents.html.page import read_html

TEXT = "云上市青禾区水务局2023年政府信息公开工作年度报告，共收到申请12件。" * 3


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ("", "gb18030"),
        ('<meta charset="utf-8">', "gb18030"),
        ('<meta charset="iso-8859-1">', "gb18030"),
        ('<meta charset="gbk">', "utf-8"),
        ('<meta httpequiv="ContentType" content="text/html; charset=gbk">', "gb18030"),
        ("<!--" + " " * 6_000 + "--><meta charset=gbk>", "gb18030"),
        ('<meta charset="gbk">', "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_read_by_its_bytes_whatever_it_says_of_them(meta: str, encoding: str) -> None:
    page = f"<html><head>{meta}<title>{TEXT}</title></head><body><p>{TEXT}</p></body></html>"
    document = read_html(page.encode(encoding))
    assert document.fields.title == TEXT
    assert document.lines[-1].text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_last_character_cut_in_two_is_left_out(encoding: str, cut: int) -> None:
    whole = (TEXT + "局").encode(encoding)
    decoded = decode(whole[: len(whole) - min(cut, len("局".encode(encoding)) - 1)])
    assert (decoded.text, decoded.characters_lost) == (TEXT, 0)


def test_one_bad_byte_in_utf_8_does_not_make_it_another_encoding() -> None:
    content = TEXT.encode()
    decoded = decode(content[:6] + b"\xff" + content[6:])
    assert decoded.encoding == "utf-8"
    assert decoded.characters_lost == 1
    assert decoded.text.replace("\ufffd", "") == TEXT


def test_utf_8_that_would_pass_as_gb_18030_but_for_one_byte_stays_utf_8() -> None:
    content = ("政府信息公开" * 20).encode() + b"\xa1\xa1" + ("年度报告" * 20).encode()
    assert decode(content).text.startswith("政府信息公开")


def test_a_gbk_page_with_some_damage_is_still_gbk() -> None:
    content = TEXT.encode("gb18030") * 3 + b"\xff<" + TEXT.encode("gb18030")
    decoded = decode(content)
    assert decoded.encoding == "gb18030"
    assert decoded.text.count("水务局") == TEXT.count("水务局") * 4
