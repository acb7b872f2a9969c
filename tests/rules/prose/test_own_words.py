"""What of a report counts as its own words."""

import time

from rules.prose.likeness import grams_of, like_passages, likeness
from rules.prose.own_words import own_words
from rules.report import Report, SectionReading


def report(*paragraphs: str, body: str | None = "青禾县柳塘镇人民政府") -> Report:
    section = SectionReading(heading="一、总体情况", position=0, paragraphs=paragraphs)
    return Report(format="ogi-2021", body=body, year=2023, sections={"overview": section})


def masked(*paragraphs: str) -> str:
    return own_words(report(*paragraphs)).text


def test_names_of_the_body_and_figures_are_masked() -> None:
    first = masked("柳塘镇在3个村口贴出2023年水价办法。")
    second = masked("我镇在12个村口贴出2022年水价办法。")
    assert first == second == "甲在0个村口贴出0年水价办法"


def test_numbers_in_characters_are_masked() -> None:
    assert masked("办夜校三次。") == masked("办夜校十二次。") == "办夜校0次"


def test_how_the_report_was_made_and_headings_are_left_out() -> None:
    made = "根据《中华人民共和国政府信息公开条例》编制本报告。"
    period = "本报告所列数据的统计期限为2023年1月1日至12月31日。"
    assert masked(made, period, "（一）主动公开情况", "二是依申请公开。") == ""


def test_figures_of_the_form_and_that_there_were_none_are_left_out() -> None:
    figures = "全年收到政府信息公开申请5件，上年结转1件，办结6件。"
    none = "没有因政府信息公开被申请行政复议，未收取信息处理费。"
    assert masked(figures, none) == ""


def test_what_a_sentence_says_beside_a_figure_of_the_form_is_kept() -> None:
    assert masked("收到申请5件，最难的一份请老会计逐页比对。") == "最难的0份请老会计逐页比对"


def test_sections_that_are_not_asked_for_are_left_out() -> None:
    assert own_words(report("把水价办法贴到村口。"), ("problems",)).length == 0


def test_the_order_of_sentences_is_no_difference_and_their_words_are() -> None:
    one, other = "把水价办法贴到村口", "请老站长录成短片"
    both = grams_of(f"{one}\n{other}")
    assert likeness(both, grams_of(f"{other}\n{one}")) == 1
    assert likeness(grams_of(one), grams_of(other)) == 0
    assert likeness(grams_of(""), grams_of("")) == 0


def test_a_text_repeated_is_not_the_same_as_the_text() -> None:
    one = "把水价办法贴到村口"
    assert likeness(grams_of(one), grams_of("\n".join([one] * 3))) == 0.5


def test_the_longest_sentence_of_both_is_quoted_as_each_prints_it() -> None:
    mine = own_words(report("柳塘镇把水价办法贴到3个村口。", "请老站长录。"))
    theirs = own_words(report("请老站长录。", "石桥镇把水价办法贴到9个村口。", body="石桥镇"))
    assert like_passages(mine, theirs) == (
        "柳塘镇把水价办法贴到3个村口。",
        "石桥镇把水价办法贴到9个村口。",
    )


def test_without_a_sentence_in_common_the_nearest_is_quoted() -> None:
    mine = own_words(report("把新的水价办法贴到村口和集市。"))
    theirs = own_words(report("请老站长录成短片。", "把水价办法贴到村口和集市。"))
    assert like_passages(mine, theirs)[1] == "把水价办法贴到村口和集市。"


def test_long_hostile_prose_takes_time_in_step_with_its_length() -> None:
    for unit in ("申请", "一二", "我镇县", "(一)", "没有", "0,", "青禾县柳塘镇", ";"):
        start = time.process_time()
        found = own_words(report(unit * 60_000, body=unit * 5_000))
        grams_of(found.text)
        assert time.process_time() - start < 5
