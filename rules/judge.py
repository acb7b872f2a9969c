"""One report judged by the rules: findings, counts, and what could not be told."""

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import NamedTuple

from rules.case import Case
from rules.finding import Finding, Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import FORMAT_UNKNOWN, KIND_UNKNOWN
from rules.language import Text
from rules.pictured import rests_on_picture, to_be_compared
from rules.privacy.masking import masked
from rules.registry import all_rules
from rules.rule import Rule
from rules.suggestion import balance_faults

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


_OUR_FAULT = Text(
    zh="本系统的这条规则运行出错，未能核验；不是报告的问题",
    en="this rule of ours broke down and could not be applied; the report is not at fault",
)
_MOST_FRAMES = 30
_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFailure:
    """A rule broke down on a report. The fault is ours: the rule says nothing of the report."""

    code: str
    error: str
    """In a line."""
    trace: str
    """For those who mend it: where in the program it arose."""


class Tally(NamedTuple):
    """How often a rule was applied to one report, and with what outcome."""

    passed: int = 0
    failed: int = 0
    not_assessable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAssessed:
    """A place where a rule could not be applied."""

    code: str
    place: str
    cells: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules say of one report."""

    findings: tuple[Finding, ...]
    """Errors first, then by code and place."""
    tallies: Mapping[str, Tally]
    """By code, for every rule that applied to the report."""
    not_assessed: tuple[NotAssessed, ...]
    """Also each rule that broke down, at the place ``report``: so it closes nothing."""
    failures: tuple[RuleFailure, ...] = ()
    """Our own, by code."""


class _Answer(NamedTuple):
    """What one rule says of a report."""

    rule: Rule
    tally: Tally
    violations: tuple[tuple[Violation, Text], ...] = ()
    """Each with its message."""
    obstacles: tuple[NotAssessable, ...] = ()
    failure: RuleFailure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    key: str
    repair: Mapping[str, str] | None = None


def judge(case: Case, rules: Sequence[Rule] | None = None) -> Judgement:
    """Judge a report; a rule that breaks down is not assessable, and the others go on.

    Args:
        case: the report with its format and what is known around it.
        rules: the rules to apply; all but those off by default when ``None``.
    """
    asked = _on_by_default() if rules is None else rules
    answers = [_answer(rule, case) for rule in asked]
    violations = [(a.rule, violation) for a in answers for violation, _ in a.violations]
    causes = _causes(case, violations)
    findings = sorted(
        (
            to_be_compared(finding) if rests_on_picture(finding, case) else finding
            for finding in (
                _finding(a.rule, violation, message, causes)
                for a in answers
                for violation, message in a.violations
            )
        ),
        key=_order,
    )
    return Judgement(
        findings=_numbered(findings),
        tallies={a.rule.code: a.tally for a in answers if any(a.tally)},
        not_assessed=tuple(
            NotAssessed(code=a.rule.code, place=o.place, cells=o.cells, reason=o.reason)
            for a in answers
            for o in a.obstacles
        ),
        failures=tuple(a.failure for a in answers if a.failure is not None),
    )


def _on_by_default() -> tuple[Rule, ...]:
    return tuple(rule for rule in all_rules() if not rule.off_by_default)


def _answer(rule: Rule, case: Case) -> _Answer:
    try:
        outcomes = _outcomes(rule, case)
        told = [outcome for outcome in outcomes if not isinstance(outcome, Holds)]
        passed = len(outcomes) - len(told)
        if not told:
            return _Answer(rule, Tally(passed))
        violations = [outcome for outcome in told if isinstance(outcome, Violation)]
        obstacles = tuple(outcome for outcome in told if isinstance(outcome, NotAssessable))
        return _Answer(
            rule,
            Tally(passed, len(violations), len(obstacles)),
            violations=tuple((v, rule.message_for(v)) for v in violations),
            obstacles=obstacles,
        )
    except Exception as failure:  # noqa: BLE001  # recorded as ours, with its trace
        ours = NotAssessable(place="report", reason=_OUR_FAULT)
        failed = _failure(rule, failure)
        return _Answer(rule, Tally(not_assessable=1), obstacles=(ours,), failure=failed)


def _outcomes(rule: Rule, case: Case) -> tuple[Outcome, ...]:
    if rule.formats is not None:
        if case.spec is None:
            return (FORMAT_UNKNOWN,)
        if case.spec.id not in rule.formats:
            return ()
    if rule.kinds is not None:
        if case.kind is None:
            return (KIND_UNKNOWN,)
        if case.kind not in rule.kinds:
            return ()
    return tuple(rule.check(case))


def _failure(rule: Rule, failure: Exception) -> RuleFailure:
    told = masked(f"rule {rule.code} ({rule.name}) broke down: {type(failure).__name__}: {failure}")
    trace = masked("".join(traceback.format_exception(failure, limit=-_MOST_FRAMES)))
    return RuleFailure(
        code=rule.code,
        error=_printable(shorten(told, _MOST_CHARACTERS, placeholder="…")),
        trace=_printable(trace[: _MOST_FRAMES * _MOST_CHARACTERS]),
    )


def _printable(text: str) -> str:
    """Without what an exception took over from a report that would steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def _causes(
    case: Case, violations: Iterable[tuple[Rule, Violation]]
) -> Mapping[tuple[str, str], _Cause]:
    """The cause of each violated equation, by code and place."""
    if all(violation.equation is None for _, violation in violations):
        return {}
    return {
        name: _Cause(key=f"balance {number}", repair=fault.repair)
        for number, fault in enumerate(balance_faults(case))
        for name in fault.equations
    }


def _finding(
    rule: Rule, violation: Violation, message: Text, causes: Mapping[tuple[str, str], _Cause]
) -> Finding:
    own = _Cause(key=violation.cause or f"{rule.code} {violation.place}")
    cause = causes.get((rule.code, violation.place), own)
    return Finding(
        code=rule.code,
        name=rule.name,
        rule_version=rule.version,
        severity=violation.severity or rule.severity,
        place=violation.place,
        message=message,
        cells=violation.cells,
        quote=violation.quote,
        counterpart=violation.counterpart,
        equation=violation.equation,
        revision=violation.revision,
        fault=cause.key,
        suggestion=cause.repair,
    )


def _order(finding: Finding) -> tuple[int, str, str]:
    return _WEIGHT[finding.severity], finding.code, finding.place


def _numbered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with their faults numbered from 1, the gravest first."""
    numbers: dict[str, str] = {}
    for finding in findings:
        numbers.setdefault(finding.fault, str(len(numbers) + 1))
    return tuple(replace(finding, fault=numbers[finding.fault]) for finding in findings)
