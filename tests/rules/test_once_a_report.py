"""What several rules ask of one report is worked out once, and never for another."""

from rules.once_a_report import once_a_report
from rules.report import Report


def test_the_same_report_is_asked_about_once_and_an_equal_one_anew() -> None:
    asked: list[Report] = []

    @once_a_report
    def title_of(report: Report) -> str | None:
        asked.append(report)
        return report.title

    one, equal = Report(format=None, title="甲"), Report(format=None, title="甲")
    other = Report(format=None, title="乙")
    assert [title_of(r) for r in (one, one, equal, other, one)] == ["甲", "甲", "甲", "乙", "甲"]
    assert [r is wanted for r, wanted in zip(asked, (one, equal, other, one), strict=True)] == [
        True
    ] * 4
