"""The walk that collects the rules."""

from dataclasses import replace
from types import ModuleType

import pytest

import rules.checks
from rules.language import Text
from rules.registry import RegistryFault, all_rules, collected, rule_modules, rule_of, switched_off
from rules.rule import BasisKind, Rule
from rules.spec import spec_of


def module(name: str, rule: Rule | None) -> ModuleType:
    made = ModuleType(f"rules.checks.structure.{name}")
    if rule is not None:
        vars(made)["RULE"] = rule
    return made


def test_every_rule_file_is_collected_once_in_order_of_code() -> None:
    found = [rule.code for rule in all_rules()]
    assert found == sorted(set(found))
    assert len(found) == len(list(rule_modules(rules.checks)))


def test_every_rule_file_is_named_for_its_rule() -> None:
    for found in rule_modules(rules.checks):
        rule: Rule = vars(found)["RULE"]
        expected = f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
        assert found.__name__.endswith(f".{expected}")


def test_a_rule_is_found_by_its_code() -> None:
    assert rule_of("B301").name == "request-balance"
    with pytest.raises(KeyError):
        rule_of("B999")


def test_two_rules_with_one_code_are_refused() -> None:
    rule = rule_of("S102")
    with pytest.raises(RegistryFault, match="S102 is already the code of section-order"):
        collected([module("s102_first", rule), module("s102_second", rule)])


def test_a_file_that_is_not_named_for_its_code_is_refused() -> None:
    with pytest.raises(RegistryFault, match="must start with s102_"):
        collected([module("s1020_order", rule_of("S102"))])


def test_a_file_without_a_rule_is_refused() -> None:
    with pytest.raises(RegistryFault, match="s102_order: define RULE"):
        collected([module("s102_order", None)])


def test_a_message_whose_languages_name_different_figures_is_refused() -> None:
    rule = replace(rule_of("S102"), message=Text(zh="{order}", en="{section}"))
    with pytest.raises(RegistryFault, match="different placeholders"):
        collected([module("s102_order", rule)])


def test_every_fault_is_listed_at_once() -> None:
    rule = rule_of("S102")
    with pytest.raises(RegistryFault) as fault:
        collected([module("other", rule), module("s102_order", None)])
    assert str(fault.value).count("\n") == 1


def test_a_rule_that_rests_on_the_form_names_the_form_of_the_report() -> None:
    basis = rule_of("B301").basis_in(spec_of("ogi-2019"))
    assert basis.number == "国办公开办函〔2019〕60号"
    assert basis.words == "第一项加第二项之和，等于第三项加第四项之和"


def test_a_rule_that_rests_on_arithmetic_names_no_document() -> None:
    basis = rule_of("B303").basis_in(spec_of("ogi-2021"))
    assert (basis.kind, basis.document, basis.number) == (BasisKind.ARITHMETIC, None, None)


def test_a_rule_that_is_off_by_default_is_off_until_it_is_enabled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = (rule_of("S101"), replace(rule_of("S102"), off_by_default=True))
    monkeypatch.setattr("rules.registry.all_rules", lambda: known)
    assert switched_off() == {"S102"}
    assert switched_off(disabled=["S101"], enabled=["S102"]) == {"S101"}
    assert switched_off(disabled=["S102"], enabled=["S102"]) == {"S102"}
