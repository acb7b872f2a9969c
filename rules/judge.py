"""One report judged by the rules: findings, counts, and what could not be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rules.case import Case
from rules.finding import Finding, Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import FORMAT_UNKNOWN, KIND_UNKNOWN
from rules.language import Text
from rules.pictured import rests_on_picture, to_be_compared
from rules.registry import all_rules
from rules.rule import Rule
from rules.suggestion import balance_faults

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class RuleFailed(RuntimeError):
    """A rule broke down on a report. The fault is ours; the report is not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    key: str
    repair: Mapping[str, str] | None = None


def judge(case: Case, rules: Sequence[Rule] | None = None) -> Judgement:
    """Judge a report.

    Args:
        case: the report with its format and what is known around it.
        rules: the rules to apply; all but those off by default when ``None``.

    Raises:
        RuleFailed: a rule broke down; the message names its code.
    """
    asked = _on_by_default() if rules is None else rules
    outcomes = [(rule, _outcomes(rule, case)) for rule in asked]
    violations = [(rule, o) for rule, found in outcomes for o in found if isinstance(o, Violation)]
    causes = _causes(case, violations)
    findings = sorted(
        (
            to_be_compared(finding) if rests_on_picture(finding, case) else finding
            for finding in (_finding(rule, v, causes) for rule, v in violations)
        ),
        key=_order,
    )
    return Judgement(
        findings=_numbered(findings),
        tallies={rule.code: _tally(found) for rule, found in outcomes if found},
        not_assessed=tuple(
            NotAssessed(code=rule.code, place=o.place, cells=o.cells, reason=o.reason)
            for rule, found in outcomes
            for o in found
            if isinstance(o, NotAssessable)
        ),
    )


def _on_by_default() -> tuple[Rule, ...]:
    return tuple(rule for rule in all_rules() if not rule.off_by_default)


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
    try:
        return tuple(rule.check(case))
    except Exception as failure:
        raise _failed(rule, failure) from failure


def _failed(rule: Rule, failure: Exception) -> RuleFailed:
    kind = type(failure).__name__
    return RuleFailed(f"rule {rule.code} ({rule.name}) broke down: {kind}: {failure}")


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


def _finding(rule: Rule, violation: Violation, causes: Mapping[tuple[str, str], _Cause]) -> Finding:
    own = _Cause(key=violation.cause or f"{rule.code} {violation.place}")
    cause = causes.get((rule.code, violation.place), own)
    try:
        message = rule.message_for(violation)
    except KeyError as failure:
        raise _failed(rule, failure) from failure
    return Finding(
        code=rule.code,
        name=rule.name,
        rule_version=rule.version,
        severity=violation.severity or rule.severity,
        place=violation.place,
        message=message,
        cells=violation.cells,
        quote=violation.quote,
        equation=violation.equation,
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


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    kinds = [type(outcome) for outcome in outcomes]
    return Tally(
        passed=kinds.count(Holds),
        failed=kinds.count(Violation),
        not_assessable=kinds.count(NotAssessable),
    )
