"""Each rule against its cases in ``cases/CODE.toml``."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import KIND_UNKNOWN
from rules.language import Text
from rules.registry import all_rules, rule_of
from rules.rule import Rule
from tests.rules.report_builder import Sketch

FOLDER = Path(__file__).parent / "cases"


class RuleCase(BaseModel):
    """A report, and what one rule must say of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    report: Sketch = Sketch()
    fails: tuple[str, ...] = ()
    """Every place where the rule finds a violation, in order."""
    not_assessable: tuple[str, ...] = ()
    """Every place where the rule cannot be applied, in order."""
    silent: bool = False
    """The rule does not apply at all: no outcome of any kind."""
    severity: Severity | None = None
    """Of every violation; ``None``: the rule's own."""
    cells: tuple[str, ...] | None = None
    """Every cell that the violations name, in order."""
    says: tuple[str, ...] = ()
    """Words that stand in the Chinese message of the first violation, or in the first reason."""


class CaseFile(BaseModel):
    """The cases of one rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    always_assessable: bool = False
    """Nothing can keep the rule from being applied, so no case says so."""
    case: tuple[RuleCase, ...]


def outcomes_of(rule: Rule, case: Case) -> tuple[Outcome, ...]:
    """What the rule says of a report that it applies to, and of one whose kind is not known."""
    if rule.formats is not None and case.report.format not in rule.formats:
        return ()
    if rule.kinds is not None and case.kind is None:
        return (KIND_UNKNOWN,)
    if rule.kinds is not None and case.kind not in rule.kinds:
        return ()
    return tuple(rule.check(case))


@cache
def cases_of(code: str) -> CaseFile:
    text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    return CaseFile.model_validate(tomllib.loads(text))


def every_case() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in cases_of(path.stem).case:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case.name}")


@pytest.mark.parametrize(("code", "expected"), tuple(every_case()))
def test_rule_judges_as_its_case_says(code: str, expected: RuleCase) -> None:
    rule, case = rule_of(code), expected.report.case()
    outcomes = outcomes_of(rule, case)
    violations = [o for o in outcomes if isinstance(o, Violation)]
    obstacles = [o for o in outcomes if isinstance(o, NotAssessable)]

    assert tuple(v.place for v in violations) == expected.fails
    assert tuple(o.place for o in obstacles) == expected.not_assessable
    assert expected.silent == (not outcomes)
    if not violations and not obstacles and not expected.silent:
        assert any(isinstance(o, Holds) for o in outcomes)
    assert {v.severity or rule.severity for v in violations} <= {expected.severity or rule.severity}
    if expected.cells is not None:
        assert tuple(c for v in violations for c in v.cells) == expected.cells
    said = [rule.message_for(v) for v in violations] + [o.reason for o in obstacles]
    assert all(words in said[0].zh for words in expected.says)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_has_failing_passing_and_not_assessable_cases(rule: Rule) -> None:
    found = cases_of(rule.code)
    assert any(c.fails for c in found.case)
    assert any(not c.fails and not c.not_assessable and not c.silent for c in found.case)
    assert found.always_assessable != any(c.not_assessable for c in found.case)


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {p.stem for p in FOLDER.iterdir()} == {rule.code for rule in all_rules()}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_texts_are_complete_in_both_languages(rule: Rule) -> None:
    texts: tuple[Text, ...] = (
        rule.title,
        rule.message,
        rule.explanation,
        rule.fails_example,
        rule.passes_example,
    )
    assert all(text.zh.strip() and text.en.strip() for text in texts)
    assert rule.version >= 1
