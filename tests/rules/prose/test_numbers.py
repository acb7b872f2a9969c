"""Numbers in prose: what is counted, of which year, and what only looks like a count."""

from decimal import Decimal

import pytest

from rules.prose.numbers import NumberTold, numbers_in_sentence, numbers_told
from rules.report import Report, SectionReading

YEAR = 2023


def _numbers(text: str) -> list[NumberTold]:
    return list(numbers_in_sentence(text, YEAR))


def _counts(text: str) -> list[tuple[Decimal, str]]:
    return [(number.value, number.unit) for number in _numbers(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "raw"),
    [
        ("收到申请27件。", "27", "件", "27件"),
        ("收到申请 27 件。", "27", "件", "27 件"),
        ("收到申请２７件。", "27", "件", "２７件"),
        ("公开信息12,345条。", "12345", "条", "12,345条"),
        ("公开信息1.5万条。", "15000", "条", "1.5万条"),
        ("投入3.2万元。", "32000", "元", "3.2万元"),
        ("投入1.2亿元。", "120000000", "元", "1.2亿元"),
        ("访问量3.5万人次。", "35000", "人次", "3.5万人次"),
        ("答复率98.5％。", "98.5", "%", "98.5％"),
        ("答复率为百分之九十八。", "98", "%", "百分之九十八"),
        ("公开信息两千余条。", "2000", "条", "两千余条"),
        ("公开信息百余条。", "100", "条", "百余条"),
        ("行政诉讼廿七起。", "27", "起", "廿七起"),
        ("公开信息一〇五条。", "105", "条", "一〇五条"),
        ("收到一件申请。", "1", "件", "一件"),
        ("收到2起诉讼。", "2", "起", "2起"),
        ("同比下降3个百分点。", "3", "个百分点", "3个百分点"),
        ("1.2023年公开3项。", "3", "项", "3项"),
    ],
)
def test_a_number_has_its_value_and_unit(text: str, value: str, unit: str, raw: str) -> None:
    (number,) = _numbers(text)
    assert (number.value, number.unit, number.raw) == (Decimal(value), unit, raw)


@pytest.mark.parametrize(
    "text",
    [
        "按照国办公开办函〔2021〕30号要求。",
        "按照国办公开办函(2021)30号要求。",
        "依据第二十条、第20条和第31号令。",
        "依据《条例》20条。",
        "落实《关于推进20条措施的通知》。",
        "拓展“3件实事”。",
        "咨询电话0000-87654321，手机13900000000。",
        "2024年1月15日前，3月份，12月31日。",
        "在15日内、20个工作日内、3个月内答复。",
        "开展培训3-5次、3至5次、10～20次。",
        "比例为1:1，7×24小时，1+3+5个平台。",
        "公开信息5,12条。",
        "公开信息2 7条。",
        "公开信息1，801条。",
        "公开信息1.5条。",
        "最多跑一次，高效办成一件事，一次办好，进一步。",
        "做到两个维护，三个方面，千家万户。",
        "数十次、几百条、上百件。",
        "A4纸，GB1234件套。",
        "一是、（二）、3.、4）。",
        "热线12345。",
        "收到申请27。",
        f"收到申请{'1' * 40}件。",
        f"收到申请{'1' * 5_000}万件。",
        f"收到申请{'１' * 5_000}件。",
        f"收到申请{'一' * 50_000}件。",
    ],
)
def test_what_counts_nothing_for_sure_is_left_out(text: str) -> None:
    assert _counts(text) == []


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("2023年收到政府信息公开申请27件。", ["2023年收到政府信息公开申请"]),
        ("收到27件政府信息公开申请。", ["收到政府信息公开申请"]),
        ("办理政府信息公开申请，共计27件。", ["办理政府信息公开申请"]),
        ("收到自然人申请5件和法人申请2件。", ["收到自然人申请", "法人申请"]),
        ("予以公开12件，部分公开4件。", ["予以公开", "部分公开"]),
        ("及时发布各类信息约80条。", ["及时发布各类信息"]),
        ("制发规范性文件3件，废止1件。", ["制发规范性文件", "废止"]),
    ],
)
def test_the_words_around_a_number_say_what_it_counts(text: str, subjects: list[str]) -> None:
    assert [number.subject for number in _numbers(text)] == subjects


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("收到申请3件。", [None]),
        ("2022年收到申请3件，2023年收到申请5件。", [2022, 2023]),
        ("上年结转3件，新收5件。", [2022, None]),
        ("本年新收5件，结转下年度1件，答复4件。", [2023, 2024, 2023]),
        ("今年收到5件，较去年增加2件，答复3件。", [2023, 2022, 2023]),
        ("2023年1月1日至12月31日，收到5件。", [2023]),
        ("二〇二二年收到5件。", [2022]),
        ("按照2022年政务公开工作要点，收到5件。", [None]),
    ],
)
def test_the_year_named_nearest_before_a_number_is_kept(text: str, years: list[int | None]) -> None:
    assert [number.about_year for number in _numbers(text)] == years


@pytest.mark.parametrize(
    "words",
    ["上半年", "近三年", "3月", "2023年第一季度", "1-6月", "去年", "2022年", "2023年3月5日"],
)
def test_a_number_of_another_time_is_not_of_the_year(words: str) -> None:
    (number,) = _numbers(f"{words}，收到申请5件。")
    assert number.time_words == words
    assert not number.is_of(YEAR)


@pytest.mark.parametrize("words", ["", "2023年，", "全年", "本年度", "2023年1-12月，"])
def test_a_number_of_no_named_time_or_of_the_year_itself_is_of_it(words: str) -> None:
    (number,) = _numbers(f"{words}收到申请5件。")
    assert number.is_of(YEAR)


def test_last_year_of_a_report_without_a_year_is_not_taken_for_this_year() -> None:
    (number,) = numbers_in_sentence("去年收到申请5件。", None)
    assert not number.is_of(None)


def test_what_a_figure_grew_by_is_told_from_what_it_grew_to() -> None:
    by, to = _numbers("申请比去年增加5件，增加到30件。")
    assert by.is_change
    assert not to.is_change


def test_parts_and_about_figures_are_marked() -> None:
    whole, part, about = _numbers("公开信息90条，其中网站60条，微信近30条。")
    assert not whole.is_part
    assert part.is_part
    assert not part.is_approximate
    assert about.is_approximate


def test_every_number_stands_with_its_sentence_and_section() -> None:
    overview = SectionReading(
        heading="一、总体情况", position=0, paragraphs=("做好公开。收到申请3件。答复率100%。",)
    )
    report = Report(format=None, year=YEAR, intro=("附件1份。",), sections={"overview": overview})
    told = [(number.raw, number.sentence, number.section) for number in numbers_told(report)]
    assert told == [
        ("1份", "附件1份。", "intro"),
        ("3件", "收到申请3件。", "overview"),
        ("100%", "答复率100%。", "overview"),
    ]


def test_a_sentence_of_hostile_length_is_read_in_time_that_grows_with_it() -> None:
    text = "一二三、2023年，" * 5_000 + "(2021" * 5_000 + "《" * 5_000
    assert _numbers(text) == []
