"""Bytes to characters by validity: labels of portals are wrong in both directions."""

import pytest

from audits.documents.charset import decode
from audits.documents.document import DocumentUnreadable
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


@pytest.mark.parametrize(
    ("body", "meta"),
    [
        pytest.param("gb18030", '<meta charset="gb2312">', id="gbk, meta gb2312"),
        pytest.param("gb18030", "", id="gbk, no declaration"),
        pytest.param("gb18030", '<meta charset="utf-8">', id="gbk, said to be utf-8"),
        pytest.param("utf-8", '<meta charset="GBK">', id="utf-8, said to be gbk"),
        pytest.param("utf-8", '<meta charset="gb2312">', id="utf-8, meta gb2312"),
        pytest.param("gb18030", '<meta charset="ISO-8859-1">', id="gbk, said to be latin"),
        pytest.param("utf-8-sig", '<meta charset="gbk">', id="utf-8 with its mark, said to be gbk"),
        pytest.param(
            "gb18030",
            '<meta httpequiv="ContentType" content="text/html;charset=gbk">',
            id="meta without its hyphens",
        ),
        pytest.param("gb18030", f"<!--{'-' * 9_000} --><meta charset=gbk>", id="meta far down"),
        pytest.param("utf-8", '<meta charset="big5">', id="utf-8, said to be big5"),
        pytest.param("gb18030", '<meta charset="big5">', id="gbk, said to be big5"),
        pytest.param("gb18030", '<meta charset="utf-16">', id="gbk, said to be utf-16"),
        pytest.param(
            "utf-16-le", '<meta charset="utf-16">', id="utf-16 declared, without its mark"
        ),
        pytest.param("utf-16-be", '<meta charset="UTF-16BE">', id="the same, the other way round"),
        pytest.param("utf-16", '<meta charset="gbk">', id="utf-16 with its mark, said to be gbk"),
    ],
)
def test_no_declaration_makes_a_page_garbled(body: str, meta: str) -> None:
    page = f"<html><head>{meta}<title>{TEXT}</title></head><body><p>{TEXT}</p></body></html>"
    decoded = decode(page.encode(body))
    assert decoded.text.lstrip("\ufeff") == page
    assert decoded.characters_lost == 0


TRADITIONAL = "政府信息公開工作年度報告，共收到公開申請的件數為十二件，一月至十二月。" * 5


def test_big5_is_read_where_it_is_declared() -> None:
    page = f'<html><meta http-equiv=x content="text/html; charset=Big5"><p>{TRADITIONAL}</p>'
    assert decode(page.encode("big5")).text == page


def test_big5_that_no_page_declares_is_not_guessed() -> None:
    assert decode(TRADITIONAL.encode("big5")).encoding != "big5"


def test_a_mark_of_utf_8_before_another_encoding_is_not_believed() -> None:
    decoded = decode(b"\xef\xbb\xbf" + (TEXT * 5).encode("gb18030"))
    assert decoded.encoding == "gb18030"
    assert "水务局2023年" in decoded.text


def test_bytes_between_two_encodings_take_the_one_that_loses_less() -> None:
    mixed = (TEXT * 3).encode("gb18030") + "年度报告".encode() + b"\xff"
    assert decode(mixed).text.startswith(TEXT)


def test_a_page_that_no_encoding_fits_is_refused_with_its_reason() -> None:
    with pytest.raises(DocumentUnreadable) as refused:
        read_html(b"<html><p>" + bytes([0xFF, 0xFE, 0x81, 0x20]) * 2_000)
    assert "编码" in refused.value.zh
