"""What the pages of the rules show: what each finds, why it stands, how often it was found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audits.records import FindingState, StoredFinding
from audits.site.faults import PENDING
from rules.rule import Basis, Rule
from rules.spec import all_specs


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule and its findings, each place counted."""

    rule: Rule
    bases: tuple[Basis, ...]
    """What it rests on, in each format that it applies to."""
    found: int
    """All that were ever found and not retracted as ours."""
    pending: int
    reports: int
    """Reports in which it is pending, or that are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleListView:
    """Every rule in a line, with the longest bar for the rule found most."""

    rules: tuple[RuleView, ...]
    most: int


def rule_list_view(rules: Iterable[Rule], findings: Sequence[StoredFinding]) -> RuleListView:
    """The rules in the order given, counted over all findings."""
    held = [found for found in findings if found.state is not FindingState.RETRACTED]
    pending = [found for found in held if found.state in PENDING]
    ever = Counter(found.finding.code for found in held)
    now = Counter(found.finding.code for found in pending)
    reports = Counter(code for code, _ in {(f.finding.code, f.report or f.id) for f in pending})
    views = tuple(_view(rule, ever, now, reports) for rule in rules)
    return RuleListView(rules=views, most=max((view.found for view in views), default=0))


def _view(
    rule: Rule, ever: Mapping[str, int], now: Mapping[str, int], reports: Mapping[str, int]
) -> RuleView:
    return RuleView(
        rule=rule,
        bases=bases_of(rule),
        found=ever.get(rule.code, 0),
        pending=now.get(rule.code, 0),
        reports=reports.get(rule.code, 0),
    )


def bases_of(rule: Rule) -> tuple[Basis, ...]:
    """What a rule rests on, in each format that it applies to."""
    specs = [s for s in all_specs() if rule.formats is None or s.id in rule.formats]
    return tuple(dict.fromkeys(rule.basis_in(spec) for spec in specs)) or (rule.basis,)
