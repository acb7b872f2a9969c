"""The period that a report states: its days, also where digits were lost."""

from datetime import date

import pytest

from rules.prose.period import period_of
from rules.report import Report, SectionReading

WHOLE_2023 = (date(2023, 1, 1), date(2023, 12, 31))


def _report(*intro: str, overview: tuple[str, ...] = ()) -> Report:
    section = SectionReading(heading="一、总体情况", position=0, paragraphs=overview)
    return Report(format=None, intro=intro, sections={"overview": section})


@pytest.mark.parametrize(
    "words",
    [
        "2023年1月1日起至2023年12月31日",
        "2023年1月1日至12月31日",
        "2023 年 1 月 1 日 — 2023 年 12 月 31 日",
        "２０２３年１月１日到１２月３１日",
        "2023年1月1日开始，截至2023年12月31日",
        "2023.1.1-2023.12.31",
        "2023-01-01至2023-12-31",
        "二〇二三年一月一日至十二月三十一日",
    ],
)
def test_a_period_is_read_in_every_way_of_writing_it(words: str) -> None:
    period = period_of(_report("现发布本报告。", f"本报告数据的统计期限为{words}。"))
    assert period is not None
    assert (period.begins, period.ends) == WHOLE_2023
    assert period.raw == words
    assert period.year == 2023
    assert period.sentence == f"本报告数据的统计期限为{words}。"


@pytest.mark.parametrize(
    ("words", "begins", "ends"),
    [
        ("2022年12月1日至2023年11月30日", date(2022, 12, 1), date(2023, 11, 30)),
        ("2023年3月1日至12月31日", date(2023, 3, 1), date(2023, 12, 31)),
        ("2023年1月1日至2023年2月31日", date(2023, 1, 1), None),
    ],
)
def test_another_period_is_no_whole_year(words: str, begins: date, ends: date | None) -> None:
    period = period_of(_report(f"统计期限自{words}。"))
    assert period is not None
    assert (period.begins, period.ends, period.year) == (begins, ends, None)


@pytest.mark.parametrize(
    "words", ["年月日起至年月日", "2023年月日至2023年12月31日", "1月1日至12月31日"]
)
def test_a_period_without_its_digits_begins_on_no_day(words: str) -> None:
    period = period_of(_report(f"统计期限自{words}止。"))
    assert period is not None
    assert period.begins is None
    assert period.year is None


def test_a_year_that_lost_its_digits_is_not_taken_from_the_beginning() -> None:
    period = period_of(_report("统计期限自2023年1月1日至年12月31日止。"))
    assert period is not None
    assert (period.begins, period.ends) == (date(2023, 1, 1), None)


def test_the_period_may_stand_in_the_overview() -> None:
    period = period_of(_report(overview=("统计期限为2023年1月1日至12月31日。",)))
    assert period is not None
    assert period.year == 2023


@pytest.mark.parametrize(
    "text", ["我局于2023年1月1日至12月31日开展培训。", "统计期限为2023年。", ""]
)
def test_days_that_are_not_said_of_the_figures_are_no_period(text: str) -> None:
    assert period_of(_report(text)) is None
