"""What a report says of the information handling fee: none, an amount, or nothing clear."""

from decimal import Decimal

import pytest

from rules.prose.fee import FeeSaid, fee_of
from rules.report import Report, SectionReading


def _report(*other_matters: str, overview: str = "") -> Report:
    return Report(
        format=None,
        year=2022,
        sections={
            "overview": SectionReading(heading="一", position=0, paragraphs=(overview,)),
            "other_matters": SectionReading(heading="六", position=1, paragraphs=other_matters),
        },
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "本年度没有收取信息处理费。",
        "2022年，本机关未收取任何信息处理费用。",
        "收取信息处理费情况：无。",
        "本年度收取信息处理费 0 元。",
        "信息处理费收取金额为0.00万元。",
        "发出收费通知的件数、总金额和实际收取的总金额均为0。",
        "本年度无收费情况。",
        "全年依申请公开零收费。",
    ],
)
def test_a_fee_that_was_not_collected(sentence: str) -> None:
    fee = fee_of(_report(sentence))
    assert fee is not None
    assert (fee.said, fee.amount, fee.section) == (FeeSaid.NONE, None, "other_matters")
    assert fee.sentence == sentence


@pytest.mark.parametrize(
    ("sentence", "yuan"),
    [
        ("本年度收取信息处理费120元。", "120"),
        ("本年度收取信息处理费１２０元。", "120"),
        ("本年度收取信息处理费1,200元。", "1200"),
        ("本年度收取信息处理费0.12万元。", "1200"),
        ("发出收费通知3件，总金额120元，实际收取90元。", "90"),
    ],
)
def test_a_fee_that_was_collected_is_told_in_yuan(sentence: str, yuan: str) -> None:
    fee = fee_of(_report(sentence))
    assert fee is not None
    assert (fee.said, fee.amount) == (FeeSaid.AMOUNT, Decimal(yuan))


@pytest.mark.parametrize(
    "sentence",
    [
        "本机关依法收取信息处理费。",
        "按照每件10元的标准收取信息处理费。",
        "上年收取信息处理费50元。",
        "收取信息处理费50元和70元。",
        "除1件收取50元外，未收取其他处理费。",
        "未发生违规收费行为。",
        "未按收费通知要求缴纳费用的申请1件。",
        "没有行政事业性收费。",
        "没有收取信息处理费以外的费用。",
        "收取信息处理费100元起。",
        "2021年收取信息处理费50元。",
        "收取生活垃圾处理费50元。",
        "行政事业性收费共计50元。",
    ],
)
def test_a_fee_of_which_nothing_clear_is_said(sentence: str) -> None:
    fee = fee_of(_report(sentence))
    assert fee is not None
    assert (fee.said, fee.amount) == (FeeSaid.UNCLEAR, None)


def test_sentences_that_contradict_each_other_are_unclear() -> None:
    fee = fee_of(_report("没有收取信息处理费。", "收取信息处理费120元。"))
    assert fee is not None
    assert fee.said is FeeSaid.UNCLEAR


def test_a_fee_told_elsewhere_counts_where_section_six_is_silent() -> None:
    fee = fee_of(_report("无", overview="做好答复。全年未收取信息处理费。"))
    assert fee is not None
    assert (fee.said, fee.section) == (FeeSaid.NONE, "overview")
    assert fee.sentence == "全年未收取信息处理费。"


def test_the_charges_of_table_two_are_no_handling_fee() -> None:
    assert fee_of(_report("无", overview="公布行政事业性收费目录。")) is None


def test_a_report_that_tells_of_no_fee() -> None:
    assert fee_of(_report("无")) is None
