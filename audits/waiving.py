"""What a person decides about a finding: that it is explained, or not pursued. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from audits.china_time import in_china
from audits.lifecycle import Change, moved, undecided
from audits.records import EventCause, FindingState, StateChange, StoredFinding
from rules.privacy.masking import masked

_CAUSES = {
    FindingState.EXPLAINED: EventCause.EXPLANATION_ACCEPTED,
    FindingState.WAIVED: EventCause.WAIVED,
}


class DecisionImpossible(ValueError):
    """A finding that no longer stands cannot be waived or explained."""

    def __init__(self, stored: StoredFinding) -> None:
        super().__init__(
            f"finding {stored.id} is {stored.state}: only a finding that stands can be waived or"
            " explained; leave it out"
        )


class DecisionUnclear(ValueError):
    """A decision does not say who, why or until when as it must; the message lists every fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a finding.

    Raises:
        DecisionUnclear: nobody or no reason is named, or its last day makes no sense.
    """

    by: str
    reason: str
    at: datetime
    decided_as: FindingState = FindingState.WAIVED
    """``waived``: not pursued, up to and on its last day where it has one; ``explained``: the
    body's reason is accepted, until its report changes."""
    until: date | None = None
    """Last day on which a waiver holds; ``None`` for no end."""

    def __post_init__(self) -> None:
        if faults := "; ".join(_faults_of(self)):
            raise DecisionUnclear(faults)


def decided(stored: StoredFinding, decision: Decision) -> Change:
    """The finding as a person decided about it; what they wrote is kept without personal data.

    Raises:
        DecisionImpossible: the finding no longer stands.
    """
    if not stored.state.is_standing:
        raise DecisionImpossible(stored)
    by, reason = masked(decision.by), masked(decision.reason)
    after = replace(
        stored,
        state=decision.decided_as,
        decided_as=decision.decided_as,
        decided_by=by,
        decision=reason,
        until=decision.until,
    )
    event = StateChange(
        finding=stored.id,
        at=decision.at,
        before=stored.state,
        after=decision.decided_as,
        cause=_CAUSES[decision.decided_as],
        report=stored.report,
        rule_version=stored.finding.rule_version,
        by=by,
        reason=reason,
        until=decision.until,
    )
    return Change(finding=after, event=event)


def after_waiver(stored: StoredFinding, *, today: date, at: datetime) -> Change | None:
    """A waiver whose last day is over opens the finding again; ``None`` where it holds."""
    if stored.state is not FindingState.WAIVED or stored.until is None or stored.until >= today:
        return None
    return moved(undecided(stored), FindingState.OPEN, EventCause.WAIVER_ENDED, at)


def _faults_of(decision: Decision) -> Iterator[str]:
    if decision.decided_as not in _CAUSES:
        yield f"{decision.decided_as} is nothing that a person decides"
    if not decision.by.strip():
        yield "say who decided it"
    if not decision.reason.strip():
        yield "give the reason"
    if decision.until is None:
        return
    if decision.decided_as is FindingState.EXPLAINED:
        yield "an explanation holds until the report changes and has no last day"
    if decision.until < in_china(decision.at).date():
        yield f"its last day {decision.until} is over"
