"""What a report says that sets its figures apart from those of the year before."""

import pytest

from rules.prose.changes_told import bodies_moved, lists_cleaned, powers_moved, requests_moved
from rules.prose.paper_stock import stock_changes_told
from rules.report import Report, SectionReading


def _report(sentence: str) -> Report:
    overview = SectionReading(heading="一", position=0, paragraphs=(sentence,))
    return Report(format=None, year=2022, sections={"overview": overview})


@pytest.mark.parametrize(
    "sentence",
    [
        "县水利局、县林业局整合组建县自然资源局。",
        "因乡镇区划调整，原双河乡并入柳溪镇。",
        "撤镇设街道后首次编制年度报告。",
        "结转上年申请3件，其中2件由县自然资源局移送。",
        "受理上级移交件2件。",
        "其中2件系系统补录。",
        "上年误将1件计入结转。",
        "上年漏统计1件。",
        "本报告统计范围新增开发区管委会。",
        "本年度起不再统计垂直管理单位。",
    ],
)
def test_requests_that_a_carry_over_cannot_follow(sentence: str) -> None:
    assert requests_moved(_report(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "加强机构建设，接受申请人监督。",
        "对内容相同的申请合并办理、一并答复。",
        "定期调整专栏设置。",
        "对漏报、迟报信息的单位进行通报。",
    ],
)
def test_words_that_move_no_request(sentence: str) -> None:
    report = _report(sentence)
    assert not requests_moved(report)
    assert not bodies_moved(report)


@pytest.mark.parametrize(
    "sentence",
    [
        "推进相对集中行政许可权改革。",
        "执法权下沉乡镇街道。",
        "新增行政处罚职权120项。",
        "非现场执法首次纳入统计。",
        "成立行政审批局，许可事项应划尽划。",
    ],
)
def test_powers_that_came_or_went(sentence: str) -> None:
    assert powers_moved(_report(sentence))


@pytest.mark.parametrize("sentence", ["规范行政执法。", "及时公开行政许可、行政处罚信息。"])
def test_powers_that_stayed(sentence: str) -> None:
    assert not powers_moved(_report(sentence))


def test_a_list_of_powers_that_was_brought_up_to_date() -> None:
    assert lists_cleaned(_report("权力事项库更新后减少12项。"))


@pytest.mark.parametrize(
    "sentence",
    [
        "宣布8件政策文件失效。",
        "公布继续有效规范性文件目录。",
        "对规范性文件统一登记、统一编号。",
        "3件规范性 文件不再执行。",
        "将5件其他文件调整出行政规范性文件库。",
    ],
)
def test_a_stock_of_papers_that_changed_otherwise(sentence: str) -> None:
    assert stock_changes_told(_report(sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "修订完善信息公开规章制度。",
        "定期清理失效信息。",
        "规范性文件废止2件，制定3件。",
        "及时公开政策文件及其修订情况。",
    ],
)
def test_words_that_change_no_stock(sentence: str) -> None:
    assert stock_changes_told(_report(sentence)) is None
