"""A slip in the citation is told by two rules, and counts once."""

from rules.judge import judge
from rules.registry import rule_of
from tests.rules.report_builder import Sketch


def test_a_misspelt_citation_is_one_fault_of_two_rules() -> None:
    cited = ("根据国办公开办涵〔2021〕30号要求，编制本报告。",)
    case = Sketch(intro=cited).case()
    found = judge(case, (rule_of("C706"), rule_of("S121"))).findings
    assert [each.code for each in found] == ["C706", "S121"]
    assert len({each.fault for each in found}) == 1


def test_a_title_and_a_text_of_another_body_are_one_fault() -> None:
    case = Sketch.model_validate(
        {
            "title": "青禾县教育局{year}年政府信息公开工作年度报告",
            "intro": ["2022年，县教育局公开信息120条。", "2022年，县教育局收到申请3件。"],
            "registered": {"others": [{"names": ["青禾县教育局"]}]},
        }
    ).case()
    found = judge(case, (rule_of("S117"),)).findings
    assert [each.place for each in found] == ["title", "report"]
    assert len({each.fault for each in found}) == 1
