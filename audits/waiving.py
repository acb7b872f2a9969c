"""What a person decides about a finding: that it is explained, or not pursued. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from audits.lifecycle import Change, moved, undecided
from audits.records import EventCause, FindingState, StateChange, StoredFinding


class DecisionImpossible(ValueError):
    """A finding that no longer stands cannot be waived or explained."""

    def __init__(self, stored: StoredFinding) -> None:
        super().__init__(
            f"finding {stored.id} is {stored.state}: only a finding that stands can be waived or"
            " explained; leave it out"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a finding."""

    by: str
    reason: str
    at: datetime
    until: date | None = None
    """Last day on which a waiver holds; ``None`` for no end."""


def explained(stored: StoredFinding, decision: Decision) -> Change:
    """The body's reason is accepted, until its report changes.

    Raises:
        DecisionImpossible: the finding no longer stands.
    """
    return _decided(stored, FindingState.EXPLAINED, EventCause.EXPLANATION_ACCEPTED, decision)


def waived(stored: StoredFinding, decision: Decision) -> Change:
    """It is not pursued, up to and on the last day where one is given.

    Raises:
        DecisionImpossible: the finding no longer stands.
    """
    return _decided(stored, FindingState.WAIVED, EventCause.WAIVED, decision)


def after_waiver(stored: StoredFinding, *, today: date, at: datetime) -> Change | None:
    """A waiver whose last day is over opens the finding again; ``None`` where it holds."""
    if stored.state is not FindingState.WAIVED or stored.until is None or stored.until >= today:
        return None
    return moved(undecided(stored), FindingState.OPEN, EventCause.WAIVER_ENDED, at)


def _decided(
    stored: StoredFinding, state: FindingState, cause: EventCause, decision: Decision
) -> Change:
    if not stored.state.is_standing:
        raise DecisionImpossible(stored)
    after = replace(
        stored,
        state=state,
        decided_by=decision.by,
        decision=decision.reason,
        until=decision.until if state is FindingState.WAIVED else None,
    )
    event = StateChange(
        finding=stored.id,
        at=decision.at,
        before=stored.state,
        after=state,
        cause=cause,
        by=decision.by,
        reason=decision.reason,
    )
    return Change(finding=after, event=event)
