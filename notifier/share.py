"""A situation parted among the supervisors: to each what concerns the bodies it answers for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from audits.bodies import Body
from audits.records import (
    ObligationRecord,
    PortalState,
    ReportRecord,
    StoredFinding,
    UndeliveredEvent,
)
from notifier.routing import bodies_by_supervisor
from notifier.situation import RulesApplied, Situation
from notifier.supervisor import Supervisor

Owned = TypeVar("Owned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What concerns one supervisor."""

    supervisor: Supervisor
    bodies: tuple[Body, ...]
    """In the order of the register."""
    undelivered: tuple[UndeliveredEvent, ...]
    last_notice_at: datetime | None
    standing: tuple[StoredFinding, ...]
    reports: tuple[ReportRecord, ...]
    checks: tuple[RulesApplied, ...]
    """One for each of its reports that was judged."""
    portals: tuple[PortalState, ...]
    obligations: tuple[ObligationRecord, ...]


def shares_of(situation: Situation, supervisors: Sequence[Supervisor]) -> Iterator[Share]:
    """The share of each supervisor, in their order."""
    answered = bodies_by_supervisor(situation.register, [s.id for s in supervisors])
    standing = _by_body((found.subject.body, found) for found in situation.standing)
    reports = _by_body((report.body, report) for report in situation.reports)
    obligations = _by_body((duty.body, duty) for duty in situation.obligations)
    for supervisor in supervisors:
        ids = answered[supervisor.id]
        bodies = tuple(situation.register.bodies[body] for body in ids)
        theirs = _of(reports, ids)
        yield Share(
            supervisor=supervisor,
            bodies=bodies,
            undelivered=_concerning(ids, situation.undelivered.get(supervisor.id, ())),
            last_notice_at=situation.last_notice_at.get(supervisor.id),
            standing=_of(standing, ids),
            reports=theirs,
            checks=tuple(situation.checks[r.id] for r in theirs if r.id in situation.checks),
            portals=_crawled_for(bodies, situation.portals),
            obligations=_of(obligations, ids),
        )


def _by_body(owned: Iterable[tuple[str | None, Owned]]) -> Mapping[str, list[Owned]]:
    found: dict[str, list[Owned]] = defaultdict(list)
    for body, value in owned:
        if body is not None:
            found[body].append(value)
    return found


def _of(owned: Mapping[str, list[Owned]], bodies: Iterable[str]) -> tuple[Owned, ...]:
    return tuple(value for body in bodies for value in owned.get(body, ()))


def _concerning(
    bodies: Iterable[str], events: Iterable[UndeliveredEvent]
) -> tuple[UndeliveredEvent, ...]:
    theirs = frozenset(bodies)
    return tuple(event for event in events if event.finding.subject.body in theirs)


def _crawled_for(bodies: Iterable[Body], portals: Iterable[PortalState]) -> tuple[PortalState, ...]:
    theirs = {body.portal for body in bodies}
    return tuple(state for state in portals if state.portal in theirs)
