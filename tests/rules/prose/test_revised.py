"""The paragraphs of two texts that differ."""

from rules.language import Text
from rules.prose.revised import paragraphs_changed
from rules.report import Report, SectionReading
from rules.revision import ParagraphChange


def report(*paragraphs: str) -> Report:
    overview = SectionReading(heading="一、总体情况", position=0, paragraphs=paragraphs)
    problems = SectionReading(
        heading="五、存在问题", position=1, paragraphs=("更新不及时，将改进。",)
    )
    return Report(format="ogi-2021", sections={"overview": overview, "problems": problems})


def changes(before: Report, now: Report) -> tuple[ParagraphChange, ...]:
    found = paragraphs_changed(before, now)
    assert not isinstance(found, Text)
    return found


def test_a_paragraph_is_set_beside_the_one_that_took_its_place() -> None:
    (change,) = changes(
        report("全年公开信息231条，多于上年。", "培训两次，参加的有九十人。"),
        report("全年公开信息213条，多于上年。", "培训两次，参加的有九十人。"),
    )
    assert (change.section, change.before, change.now) == (
        "overview",
        "全年公开信息231条，多于上年。",
        "全年公开信息213条，多于上年。",
    )


def test_a_paragraph_that_was_added_has_none_beside_it() -> None:
    (change,) = changes(
        report("全年公开信息231条，多于上年。"),
        report("培训两次，参加的有九十人。", "全年公开信息231条，多于上年。"),
    )
    assert (change.before, change.now) == (None, "培训两次，参加的有九十人。")


def test_a_sentence_taken_out_of_a_paragraph_is_told_with_both_wordings() -> None:
    (change,) = changes(
        report("全年公开信息231条。有一个科室被通报。培训两次。"),
        report("全年公开信息231条。培训两次。"),
    )
    assert change.before is not None
    assert "通报" in change.before
    assert change.now == "全年公开信息231条。培训两次。"


def test_of_a_very_long_paragraph_the_part_that_differs_is_shown() -> None:
    long = "各科室按月公开，逐条登记。" * 200
    (change,) = changes(report(f"{long}共231条。"), report(f"{long}共213条。"))
    assert change.before is not None
    assert change.now is not None
    assert change.before.endswith("共231条。")
    assert change.now.endswith("共213条。")
    assert len(change.now) < 1_100


def test_a_text_beyond_any_report_is_not_compared() -> None:
    endless = report(*(f"第{n}条，公开。" for n in range(1_200)))
    assert isinstance(paragraphs_changed(endless, report("全年公开信息231条。")), Text)
