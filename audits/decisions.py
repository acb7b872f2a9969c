"""What people decide about findings, and what dates do to it, written down."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from audits.lifecycle import Change
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.store.connection import Store
from audits.store.findings import findings, findings_by_id, write_changes
from audits.waiving import Decision, after_waiver, explained, waived


class FindingsUnknown(LookupError):
    """No finding has one of these ids."""

    def __init__(self, ids: Collection[str]) -> None:
        super().__init__(
            f"no finding has the id {', '.join(sorted(ids))}; copy it from the page or the ledger"
        )
        self.ids = frozenset(ids)


def waive(store: Store, ids: Collection[str], decision: Decision) -> None:
    """These findings are not pursued, up to the decision's last day where it has one.

    Raises:
        FindingsUnknown: an id is unknown; nothing is written.
        DecisionImpossible: a finding no longer stands; nothing is written.
    """
    _decide(store, ids, lambda stored: waived(stored, decision))


def explain(store: Store, ids: Collection[str], decision: Decision) -> None:
    """The body's reason for these findings is accepted, until its report changes.

    Raises:
        FindingsUnknown: an id is unknown; nothing is written.
        DecisionImpossible: a finding no longer stands; nothing is written.
    """
    _decide(store, ids, lambda stored: explained(stored, decision))


def end_waivers(store: Store, *, today: date, at: datetime) -> int:
    """Open again every finding whose waiver's last day is over; gives how many."""
    standing = findings(store, FindingFilter(states=(FindingState.WAIVED,)))
    changes = (after_waiver(stored, today=today, at=at) for stored in standing)
    ended = [change for change in changes if change is not None]
    write_changes(store, ended)
    return len(ended)


def _decide(store: Store, ids: Collection[str], decided: Callable[[StoredFinding], Change]) -> None:
    held = findings_by_id(store, ids)
    unknown = set(ids) - {stored.id for stored in held}
    if unknown:
        raise FindingsUnknown(unknown)
    write_changes(store, [decided(stored) for stored in held])
