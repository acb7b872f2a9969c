"""A judgement: order, faults, counts, and failures of our own."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from rules.case import BodyKind, Case
from rules.finding import Finding, Holds, NotAssessable, Outcome, Severity, Violation
from rules.judge import Judgement, Tally, judge
from rules.language import Text
from rules.registry import all_rules, rule_of
from rules.rule import Rule
from tests.rules.report_builder import Sketch

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
)


def judged(**sketch: object) -> Judgement:
    return judge(Sketch.model_validate(sketch).case())


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def with_check(*outcomes: Outcome, formats: tuple[str, ...] | None = None) -> Rule:
    def check(case: Case) -> Iterator[Outcome]:
        yield from outcomes

    return replace(rule_of("S102"), check=check, formats=formats)


def test_a_report_without_faults_has_no_findings_and_passes_every_rule() -> None:
    found = judged()
    assert found.findings == ()
    assert found.not_assessed == ()
    assert found.tallies["B301"] == Tally(passed=7)
    assert found.tallies["B302"] == Tally(passed=7)
    assert found.tallies["B303"] == Tally(passed=25)
    assert found.tallies["B304"] == Tally(passed=3)
    assert all(tally.passed and not tally.failed for tally in found.tallies.values())


def test_the_2019_form_is_judged_by_its_own_equations() -> None:
    found = judged(format="ogi-2019", year=2020)
    assert found.findings == ()
    assert found.tallies["B303"] == Tally(passed=23)
    assert "T203" not in found.tallies


def test_findings_come_errors_first_then_by_code_and_place() -> None:
    found = judged(
        cells={
            "t4/direct_suit/total": "9",
            "t4/reconsideration/total": "9",
            "t3/granted/research": "",
        },
        sections={"other_matters": {"paragraphs": ["无"]}},
    )
    assert [(f.code, f.place) for f in found.findings] == [
        ("B304", "t4/direct_suit/total"),
        ("B304", "t4/reconsideration/total"),
        ("S112", "other_matters"),
        ("T220", "t3"),
    ]
    assert [f.fault for f in found.findings] == ["1", "2", "3", "4"]


def test_an_error_comes_before_a_warning_of_a_lower_code() -> None:
    found = judged(
        sections={"other_matters": {"paragraphs": ["无"]}},
        tables={"t2": {"state": "read", "rows_surplus": ["政府集中采购"]}},
    )
    assert codes(found.findings) == ["T203", "S112"]


def test_equations_that_one_cell_breaks_are_one_fault_with_one_repair() -> None:
    found = judged(cells={"t3/received/natural_person": "26"}).findings
    assert codes(found) == ["B301", "B303"]
    assert {f.fault for f in found} == {"1"}
    assert all(f.suggestion == {"t3/received/natural_person": "25"} for f in found)


def test_a_repair_of_a_blank_cell_gives_it_a_figure() -> None:
    found = judged(cells={"t3/partly_granted/natural_person": ""}).findings
    balance = [f for f in found if f.code.startswith("B")]
    assert codes(tuple(balance)) == ["B302", "B303"]
    assert all(f.suggestion == {"t3/partly_granted/natural_person": "4"} for f in balance)


def test_a_row_that_still_adds_up_offers_no_repair() -> None:
    found = judged(cells={"t3/received/natural_person": "27", "t3/received/total": "29"}).findings
    assert [(f.code, f.place) for f in found] == [
        ("B301", "t3/total/natural_person"),
        ("B301", "t3/total/total"),
    ]
    assert [f.suggestion for f in found] == [None, None]


def test_a_review_row_offers_no_repair_for_nothing_else_checks_its_cells() -> None:
    cells = {"t4/reconsideration/*": "0", "t4/reconsideration/upheld": "10"}
    found = judged(cells=cells | {"t4/reconsideration/corrected": "1"}).findings
    assert codes(found) == ["B304"]
    assert found[0].suggestion is None


def test_a_repair_keeps_both_sums_of_a_blank_grand_total_alike() -> None:
    found = judged(
        cells={"t3/received/natural_person": "26", "t3/total/total": ""},
        disputed=["t3/received/total", "t3/granted/natural_person"],
    ).findings
    balance = [f for f in found if f.code.startswith("B")]
    assert [(f.code, f.place) for f in balance] == [("B301", "t3/total/natural_person")]
    assert balance[0].suggestion == {"t3/received/natural_person": "25"}


def test_a_blank_total_is_never_the_cell_to_repair() -> None:
    found = judged(
        cells={"t3/total/natural_person": "", "t3/received/natural_person": "26"}
    ).findings
    balance = tuple(f for f in found if f.code.startswith("B"))
    assert [(f.code, f.place) for f in balance] == [
        ("B301", "t3/total/natural_person"),
        ("B303", "t3/received/total"),
    ]
    assert all(f.suggestion == {"t3/received/natural_person": "25"} for f in balance)


def test_a_wrong_part_of_a_blank_total_is_found_through_it() -> None:
    found = judged(
        cells={"t3/total/natural_person": "", "t3/granted/natural_person": "15"}
    ).findings
    balance = tuple(f for f in found if f.code.startswith("B"))
    assert {(f.code, f.place) for f in balance} == {
        ("B301", "t3/total/natural_person"),
        ("B303", "t3/granted/total"),
        ("B303", "t3/total/total"),
    }
    assert all(f.suggestion == {"t3/granted/natural_person": "12"} for f in balance)
    assert len({f.fault for f in balance}) == 1


def test_a_violated_equation_shows_how_each_figure_counted() -> None:
    found = judged(
        cells={
            "t3/total/natural_person": "",
            "t3/received/natural_person": "26",
            "t3/brought_forward/natural_person": "",
        }
    ).findings
    equation = next(f.equation for f in found if f.code == "B301")
    assert equation is not None
    assert [
        (t.cell, str(t.value), t.blank, t.summed) for t in (*equation.left, *equation.right)
    ] == [
        ("t3/received/natural_person", "26", False, False),
        ("t3/brought_forward/natural_person", "0", True, False),
        ("t3/total/natural_person", "27", False, True),
        ("t3/carried_forward/natural_person", "1", False, False),
    ]
    assert (equation.left_sum, equation.right_sum) == (Decimal(26), Decimal(28))


def test_a_missing_section_and_its_missing_table_are_one_fault() -> None:
    found = judged(sections_absent=["reviews"], tables={"t4": {"state": "absent"}}).findings
    assert codes(found) == ["S101", "T201"]
    assert [f.fault for f in found] == ["1", "1"]


def test_an_empty_section_and_its_missing_table_are_one_fault() -> None:
    found = judged(
        sections={"requests": {"tables": 0}}, tables={"t3": {"state": "absent"}}
    ).findings
    assert codes(found) == ["S104", "T201"]
    assert [f.fault for f in found] == ["1", "1"]


def test_an_overview_too_short_for_its_aspects_is_one_fault() -> None:
    found = judged(sections={"overview": {"paragraphs": ["按期答复申请，及时更新网站。"]}}).findings
    assert codes(found) == ["S107", "S109"]
    assert [f.fault for f in found] == ["1", "1"]


def test_a_picture_in_place_of_a_table_is_told_once() -> None:
    found = judged(
        sections={"reviews": {"tables": 0, "pictures": 1}}, tables={"t4": {"state": "picture"}}
    )
    assert codes(found.findings) == ["T202"]
    assert {"T205", "T221", "B304"} <= {n.code for n in found.not_assessed if n.place == "t4"}


def test_a_table_that_we_could_not_read_is_nobodys_fault() -> None:
    reason = {"zh": "行列无法对应", "en": "rows and columns do not meet"}
    found = judged(tables={"t3": {"state": "unread", "reason": reason}})
    assert found.findings == ()
    told = {n.code for n in found.not_assessed}
    assert told == {
        "T201", "T202", "T204", "T206", "T207", "T208", "T220", "T221", "T222", "T223", "T224",
        "T225", "T226", "T227", "T230", "T231",
        "B301", "B302", "B303", "B310", "B314",
    }  # fmt: skip
    assert all("行列无法对应" in n.reason.zh for n in found.not_assessed)


def test_a_suspect_text_mutes_the_rules_on_figures_and_no_other() -> None:
    found = judged(
        suspect="期间一句缺少数字",
        cells={"t3/received/natural_person": "99", "t3/granted/research": ""},
        sections={"problems": {"paragraphs": []}},
    )
    assert codes(found.findings) == ["S104"]
    muted = {n.code for n in found.not_assessed}
    in_prose = {code for code in muted if code[0] in "NSC"}
    on_letters = {"S105", "C706"}
    assert all(c[0] == "N" or c in on_letters or "S115" <= c <= "S121" for c in in_prose)
    in_tables = {code for code in found.tallies if code[0] == "B" or code >= "T22"}
    assert muted - in_prose == in_tables - {"B308"}


def test_a_missing_row_leaves_its_columns_unassessed() -> None:
    found = judged(
        absent=["t3/refused.state_secret/*"],
        tables={"t3": {"state": "read", "rows_missing": ["refused.state_secret"]}},
    )
    assert codes(found.findings) == ["T204"]
    assert found.tallies["B302"] == Tally(not_assessable=7)
    assert found.tallies["B301"] == Tally(passed=7)


def test_the_blank_form_passes_no_sum() -> None:
    found = judged(base="blank")
    assert codes(found.findings) == ["T221", "T221", "T221"]
    assert all(found.tallies[code].passed == 0 for code in ("B301", "B302", "B303", "B304"))
    assert all(not n.code.startswith("T2") for n in found.not_assessed)


def test_figures_in_the_total_column_alone_are_one_warning() -> None:
    found = judged(cells={f"t3/*/{column}": "" for column in APPLICANTS})
    assert codes(found.findings) == ["T230"]
    assert found.tallies["B303"] == Tally(not_assessable=25)
    assert found.tallies["B301"] == Tally(passed=1, not_assessable=6)


def test_a_blank_row_beside_figures_in_the_total_column_alone_counts_as_nothing() -> None:
    blank = {f"t3/*/{column}": "" for column in APPLICANTS} | {
        "t3/not_processed.petition/total": ""
    }
    found = judged(cells=blank | {"t3/received/total": "99"})
    assert codes(found.findings) == ["B301", "T220", "T230"]
    assert found.tallies["B302"] == Tally(passed=1, not_assessable=6)


def test_messages_name_cells_and_figures_in_both_languages() -> None:
    (finding,) = judged(cells={"t2/penalties/decisions": "251000元"}).findings
    assert finding.message.zh == "行政处罚·本年处理决定数量填写为“251000元”，不是单纯的数字"
    assert finding.message.en == (
        "Penalties · Decisions this year holds “251000元”, which is not a plain number"
    )


def test_braces_in_a_report_are_text_and_nothing_else() -> None:
    (finding,) = judged(cells={"t2/penalties/decisions": "{cell.raw} 3 {0}"}).findings
    assert "“{cell.raw} 3 {0}”" in finding.message.zh


def test_a_finding_carries_the_rule_that_made_it() -> None:
    (finding,) = judged(cells={"t4/direct_suit/total": "4"}).findings
    assert (finding.name, finding.rule_version, finding.severity) == (
        "review-sum",
        1,
        Severity.ERROR,
    )
    assert finding.cells[-1] == "t4/direct_suit/total"


def test_only_the_rules_given_are_applied() -> None:
    case = Sketch(base="blank").case()
    assert set(judge(case, [rule_of("S101")]).tallies) == {"S101"}


def test_outcomes_are_counted_by_kind() -> None:
    reason = Text(zh="不清楚", en="Not clear")
    rule = with_check(
        Holds(place="t2"),
        Holds(place="t3"),
        NotAssessable(place="t4", reason=reason, cells=("t4/direct_suit/total",)),
        Violation(place="report", arguments={"order": "x"}),
    )
    found = judge(Sketch().case(), [rule])
    assert found.tallies == {"S102": Tally(passed=2, failed=1, not_assessable=1)}
    (missed,) = found.not_assessed
    assert (missed.code, missed.place, missed.reason) == ("S102", "t4", reason)
    assert missed.cells == ("t4/direct_suit/total",)


def test_a_rule_that_yields_nothing_is_not_counted() -> None:
    assert judge(Sketch().case(), [with_check()]).tallies == {}


def test_a_rule_for_another_format_does_not_apply() -> None:
    rule = with_check(Holds(place="report"), formats=("ogi-2019",))
    assert judge(Sketch().case(), [rule]).tallies == {}


def test_a_rule_for_one_format_is_not_assessable_where_the_format_is_unknown() -> None:
    rule = with_check(Holds(place="report"), formats=("ogi-2019",))
    found = judge(Sketch(format_unknown=True).case(), [rule])
    assert found.tallies == {"S102": Tally(not_assessable=1)}


def test_a_rule_for_some_kinds_of_body_asks_no_other() -> None:
    rule = replace(with_check(Holds(place="report")), kinds=(BodyKind.GOVERNMENT,))
    town = judge(Sketch(kind=BodyKind.TOWNSHIP).case(), [rule])
    assert town.tallies == {}
    unknown = judge(Sketch(kind_unknown=True).case(), [rule])
    assert unknown.tallies == {rule.code: Tally(not_assessable=1)}
    government = judge(Sketch(kind=BodyKind.GOVERNMENT).case(), [rule])
    assert government.tallies == {rule.code: Tally(passed=1)}


def test_a_rule_that_is_off_by_default_is_asked_only_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = replace(with_check(Holds(place="report")), off_by_default=True)
    monkeypatch.setattr("rules.judge.all_rules", lambda: (rule,))
    assert judge(Sketch().case()).tallies == {}
    assert judge(Sketch().case(), [rule]).tallies == {rule.code: Tally(passed=1)}


def broken_rule(failure: Exception) -> Rule:
    def broken(case: Case) -> Iterator[Outcome]:
        yield Violation(place="report", arguments={"order": "x"})
        raise failure

    return replace(rule_of("S102"), check=broken)


def test_a_rule_that_breaks_down_is_our_failure_with_its_trace_and_finds_nothing() -> None:
    found = judge(Sketch().case(), [broken_rule(ZeroDivisionError("division by zero"))])
    (failure,) = found.failures
    assert failure.code == "S102"
    assert failure.error == (
        "rule S102 (section-order) broke down: ZeroDivisionError: division by zero"
    )
    assert "in broken" in failure.trace
    assert failure.trace.endswith("ZeroDivisionError: division by zero\n")
    assert found.findings == ()
    assert found.tallies == {"S102": Tally(not_assessable=1)}
    (missed,) = found.not_assessed
    assert (missed.code, missed.place) == ("S102", "report")
    assert "不是报告的问题" in missed.reason.zh


def test_the_other_rules_go_on_beside_one_that_breaks_down() -> None:
    case = Sketch.model_validate({"cells": {"t4/direct_suit/total": "4"}}).case()
    rules = [broken_rule(KeyError("x")) if r.code == "S102" else r for r in all_rules()]
    whole, broken = judge(case, all_rules()), judge(case, rules)
    assert codes(broken.findings) == codes(whole.findings) == ["B304"]
    assert broken.tallies.keys() == whole.tallies.keys()
    assert [failure.code for failure in broken.failures] == ["S102"]
    assert whole.failures == ()


@pytest.mark.parametrize("length", [10, 1_000_000])
def test_what_a_failure_takes_over_from_a_report_is_short_and_steers_no_terminal(
    length: int,
) -> None:
    (failure,) = judge(Sketch().case(), [broken_rule(ValueError("\x1b[2J" * length))]).failures
    assert "\n" not in failure.error
    assert len(failure.error) <= 300
    assert len(failure.trace) < 10_000
    assert "\x1b" not in failure.error + failure.trace


def test_a_violation_without_the_words_of_its_message_is_our_failure() -> None:
    found = judge(Sketch().case(), [with_check(Violation(place="report"))])
    (failure,) = found.failures
    assert "KeyError: 'order'" in failure.error
    assert found.findings == ()


def test_a_reading_that_names_an_unknown_row_is_our_failure() -> None:
    found = judged(tables={"t3": {"state": "read", "rows_missing": ["no_such_row"]}})
    assert "T204" in {failure.code for failure in found.failures}
    assert "T204" not in codes(found.findings)


def test_what_a_broken_rule_quotes_is_recorded_without_personal_data() -> None:
    mobile = "13800001234"
    (failure,) = judge(Sketch().case(), [broken_rule(ValueError(f"电话{mobile}"))]).failures
    assert mobile not in failure.error + failure.trace
