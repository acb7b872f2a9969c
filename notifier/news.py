"""What a supervisor has not been told yet, put together from the events of each finding.

=====================  ==========================  =============================
when last told         now                         told as
=====================  ==========================  =============================
never                  stands                      new
retracted              stands                      new
fixed                  stands                      regressed
stood                  stands, fixed in between    regressed
explained or waived    stands, open again          reopened
stood                  fixed                       fixed
stood                  retracted                   retracted
never                  fixed or retracted          nothing
anything               explained or waived         nothing: a person decided it
=====================  ==========================  =============================

Findings of severity info are no news. Their events stay untold, so that a finding whose rule
becomes graver is new on that day. What is for the operator is never told, however grave.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audits.records import FindingState, StoredFinding, UndeliveredEvent
from audits.site.faults import PENDING, Fault, faults_of
from rules.finding import Severity
from rules.registry import codes_for_operator


class NewsKind(StrEnum):
    """What became of a fault since the supervisor was last told."""

    NEW = "new"
    REGRESSED = "regressed"
    REOPENED = "reopened"
    """It was explained or waived, and is to be dealt with again."""
    FIXED = "fixed"
    RETRACTED = "retracted"
    """Our correction: it was never a fault of the publisher, or we cannot uphold it."""

    @property
    def asks_for_action(self) -> bool:
        """The fault stands and somebody has something to do."""
        return self in (NewsKind.NEW, NewsKind.REGRESSED, NewsKind.REOPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultNews:
    """One fault and what became of it; findings of one cause are one fault."""

    kind: NewsKind
    fault: Fault

    @property
    def lead(self) -> StoredFinding:
        """The finding that the fault is called by."""
        return self.fault.lead

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.fault.severity


def tellable(events: Iterable[UndeliveredEvent]) -> tuple[UndeliveredEvent, ...]:
    """The events that a notice may tell of, in the order they happened."""
    ours = codes_for_operator()
    graver = (
        e
        for e in events
        if e.finding.finding.severity is not Severity.INFO and e.finding.finding.code not in ours
    )
    return tuple(sorted(graver, key=lambda undelivered: undelivered.event.id))


def news_of(events: Sequence[UndeliveredEvent]) -> tuple[FaultNews, ...]:
    """The news in events in the order they happened: what asks for action first, gravest first."""
    told: dict[NewsKind, list[StoredFinding]] = {kind: [] for kind in NewsKind}
    for happened in _by_finding(events).values():
        kind = _kind(happened)
        if kind is not None:
            told[kind].append(happened[-1].finding)
    return _gravest_first(
        FaultNews(kind=kind, fault=fault)
        for kind, findings in told.items()
        for fault in faults_of(findings)
    )


def _by_finding(events: Iterable[UndeliveredEvent]) -> Mapping[str, list[UndeliveredEvent]]:
    happened: dict[str, list[UndeliveredEvent]] = {}
    for undelivered in events:
        happened.setdefault(undelivered.finding.id, []).append(undelivered)
    return happened


def _kind(happened: Sequence[UndeliveredEvent]) -> NewsKind | None:
    before = happened[0].event.change.before
    now = happened[-1].finding.state
    if now in PENDING:
        return _kind_of_pending(before, happened)
    if before is None or not before.is_standing:
        return None
    if now is FindingState.FIXED:
        return NewsKind.FIXED
    return NewsKind.RETRACTED if now is FindingState.RETRACTED else None


def _kind_of_pending(
    before: FindingState | None, happened: Sequence[UndeliveredEvent]
) -> NewsKind | None:
    match before:
        case None | FindingState.RETRACTED:
            return NewsKind.NEW
        case FindingState.EXPLAINED | FindingState.WAIVED:
            return NewsKind.REOPENED
    returned = any(e.event.change.after is FindingState.REGRESSED for e in happened)
    return NewsKind.REGRESSED if returned else None


def _gravest_first(news: Iterable[FaultNews]) -> tuple[FaultNews, ...]:
    def weight(told: FaultNews) -> tuple[bool, bool, int, str, str]:
        lead = told.lead
        return (
            not told.kind.asks_for_action,
            told.severity is not Severity.ERROR,
            -len(told.fault.findings),
            lead.finding.code,
            lead.id,
        )

    return tuple(sorted(news, key=weight))
