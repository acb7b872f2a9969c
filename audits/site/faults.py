"""Findings put together by their cause: what is shown and counted as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.records import FindingState, StoredFinding
from audits.site.marks import RANK
from rules.finding import Severity

PENDING = frozenset({FindingState.OPEN, FindingState.NOTIFIED, FindingState.REGRESSED})
"""States in which somebody still has something to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Findings that have one cause: of one text, of the texts of one cluster, or of no text."""

    lead: StoredFinding
    """The one it is called by: pending before settled, then the gravest."""
    others: tuple[StoredFinding, ...] = ()
    """What follows from the same cause, in the same order."""

    @property
    def findings(self) -> tuple[StoredFinding, ...]:
        """All of them, the lead first."""
        return (self.lead, *self.others)

    @property
    def severity(self) -> Severity:
        """That of the lead."""
        return self.lead.finding.severity

    @property
    def is_pending(self) -> bool:
        """It is open, told to the supervisor, or came back."""
        return self.lead.state in PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCounts:
    """How many faults of each severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.errors + self.warnings + self.infos

    def __add__(self, other: "FaultCounts") -> "FaultCounts":
        return FaultCounts(
            errors=self.errors + other.errors,
            warnings=self.warnings + other.warnings,
            infos=self.infos + other.infos,
        )

    def by_severity(self) -> tuple[tuple[Severity, int], ...]:
        """Each severity with its number, gravest first."""
        return (
            (Severity.ERROR, self.errors),
            (Severity.WARNING, self.warnings),
            (Severity.INFO, self.infos),
        )


def faults_of(findings: Iterable[StoredFinding]) -> tuple[Fault, ...]:
    """The findings by cause, weightiest first: severity, then how much follows from it."""
    causes: dict[tuple[str, str], list[StoredFinding]] = {}
    for found in findings:
        causes.setdefault(_cause(found), []).append(found)
    faults = []
    for members in causes.values():
        lead, *others = sorted(members, key=_weight)
        faults.append(Fault(lead=lead, others=tuple(others)))
    return tuple(sorted(faults, key=_fault_weight))


def counts_of(faults: Iterable[Fault]) -> FaultCounts:
    """Faults counted by severity."""
    severities = [fault.severity for fault in faults]
    return FaultCounts(
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
    )


def pending_without_text(findings: Iterable[StoredFinding]) -> tuple[Fault, ...]:
    """What is to be dealt with and stands on no page of a report, because none is held."""
    faults = faults_of(found for found in findings if found.report is None)
    return tuple(fault for fault in faults if fault.is_pending)


def _cause(found: StoredFinding) -> tuple[str, str]:
    cluster = found.finding.cluster
    if cluster is not None:
        return found.finding.code, cluster
    return found.report or found.id, found.finding.fault


def _weight(found: StoredFinding) -> tuple[bool, int, bool, str, str]:
    finding = found.finding
    settled = found.state not in PENDING
    no_figures = finding.equation is None
    return settled, RANK[finding.severity], no_figures, finding.code, finding.place


def _fault_weight(fault: Fault) -> tuple[int, int, str, str]:
    lead = fault.lead.finding
    return RANK[fault.severity], -len(fault.findings), lead.code, lead.place
