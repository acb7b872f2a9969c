import pytest

from audits.documents.pdf.characters import characters_meant, continued


@pytest.mark.parametrize(
    ("mapped", "meant"),
    [
        ("\u2f00、总体情况", "一、总体情况"),
        ("⾏政规范性⽂件", "行政规范性文件"),
        ("\u2ea0政局第3\u2eda", "民政局第3页"),
        ("\u2ed4\u2f3e网站", "门户网站"),
        ("商业企业", "商业企业"),
    ],
)
def test_radicals_read_as_the_characters_they_look_like(mapped: str, meant: str) -> None:
    assert characters_meant(mapped) == meant


@pytest.mark.parametrize(
    ("text", "more", "is_full", "joined"),
    [
        ("商业", "企业", False, "商业企业"),
        ("共12", "件", False, "共12件"),
        ("39857", "58", True, "3985758"),
        ("12", "34", False, "12 34"),
        ("annual", "report", True, "annual report"),
        ("", "企业", False, "企业"),
        ("商业", "", False, "商业"),
    ],
)
def test_lines_join_with_a_space_only_where_words_would_run_together(
    text: str, more: str, is_full: bool, joined: str
) -> None:
    assert continued(text, more, is_full=is_full) == joined
