"""What people decide about findings, and what dates do to it, written down."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from audits.lifecycle import Change
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.store.connection import Store
from audits.store.findings import findings, findings_by_id, write_changes
from audits.waiving import Decision, after_waiver, decided


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


def _change(stored: StoredFinding, decision: Decision) -> Change | None:
    change = decided(stored, decision)
    return None if change.finding == stored else change
