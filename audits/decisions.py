"""What people decide about findings, and what dates do to it, written down."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from audits.lifecycle import Change, withdrawn
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.store.connection import Store
from audits.store.findings import findings, findings_by_id, write_changes
from audits.store.own_words import forget_searches
from audits.waiving import Decision, after_waiver, decided

_STANDING = tuple(state for state in FindingState if state.is_standing)


class FindingsUnknown(LookupError):
    """No finding has one of these ids."""

    def __init__(self, ids: Collection[str]) -> None:
        super().__init__(
            f"no finding has the id {', '.join(sorted(ids))}; copy it from the page of its report"
        )
        self.ids = frozenset(ids)


def decide(store: Store, decisions: Mapping[str, Decision]) -> int:
    """Write down what was decided about findings, by their ids; gives how many it changes.

    What was decided in the same words before is left as it is.

    Raises:
        FindingsUnknown: an id is unknown; nothing is written.
        DecisionImpossible: a finding no longer stands; nothing is written.
    """
    held = findings_by_id(store, decisions)
    unknown = set(decisions) - {stored.id for stored in held}
    if unknown:
        raise FindingsUnknown(unknown)
    changes = [_change(stored, decisions[stored.id]) for stored in held]
    changed = [change for change in changes if change is not None]
    write_changes(store, changed)
    return len(changed)


def end_waivers(store: Store, *, today: date, at: datetime) -> int:
    """Open again every finding whose waiver's last day is over; gives how many."""
    standing = findings(store, FindingFilter(states=(FindingState.WAIVED,)))
    changes = (after_waiver(stored, today=today, at=at) for stored in standing)
    ended = [change for change in changes if change is not None]
    write_changes(store, ended)
    return len(ended)


def take_back(store: Store, codes: Collection[str], *, at: datetime) -> int:
    """Retract every finding that stands of rules that are switched off; gives how many.

    Nobody looks after them any more, so they are not held against anybody. When a rule is asked
    again, what it finds comes back as it was decided.
    """
    if not codes:
        return 0
    wanted = FindingFilter(codes=tuple(sorted(codes)), states=_STANDING)
    changes = (withdrawn(stored, at) for stored in findings(store, wanted))
    gone = [change for change in changes if change is not None]
    with store.transaction():
        write_changes(store, gone)
        forget_searches(store, codes)
    return len(gone)


def _change(stored: StoredFinding, decision: Decision) -> Change | None:
    change = decided(stored, decision)
    return None if change.finding == stored else change
