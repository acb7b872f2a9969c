import pytest

from crawler.charset import decode

TEXT = "青岚区二〇二三年政府信息公开工作年度报告，收费25.30万元。"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (b'<meta charset="gb2312">' + TEXT.encode(), "utf-8"),
        (b'<meta charset="utf-8">' + TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_text_is_read_by_what_the_bytes_are(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert decoded.encoding == encoding
    assert decoded.text.endswith(TEXT)


def test_utf_8_goes_first_where_the_bytes_would_be_valid_as_gb_18030_too() -> None:
    content = "年报信息".encode()
    assert content.decode("gb18030") != "年报信息"
    assert decode(content).text == "年报信息"


def test_a_last_character_cut_in_two_is_forgiven() -> None:
    decoded = decode(TEXT.encode() + "年".encode()[:2])
    assert (decoded.text, decoded.encoding) == (TEXT, "utf-8")


def test_of_two_broken_readings_the_one_that_loses_less_is_taken() -> None:
    content = TEXT.encode() * 3 + b"\xff" + TEXT.encode()
    decoded = decode(content)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1


def test_an_operators_word_goes_first() -> None:
    assert decode("臺北".encode("big5"), told="big5").text == "臺北"


def test_an_unknown_encoding_told_is_our_error() -> None:
    with pytest.raises(LookupError):
        decode(b"a", told="no-such")
