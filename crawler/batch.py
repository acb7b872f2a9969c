"""One batch while it runs: its order, what is left, and where evidence and records go."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from crawler.addresses import hostname_of
from crawler.archive import Archive
from crawler.frontier import Frontier
from crawler.journal import Journal
from crawler.portals import Portal, WorkOrder, lanes
from crawler.records import BatchEnded, EndState, PortalEnded, Record
from crawler.visits import Outcome, Visits


@dataclass(slots=True, kw_only=True)
class Batch:
    """The parts that spider, middlewares and pipeline share."""

    order: WorkOrder
    frontier: Frontier
    archive: Archive
    journal: Journal
    visits: Visits
    portals: dict[str, Portal]
    sent: Counter[str]
    """Requests by portal, with retries and robots.txt."""
    delays: dict[str, float]
    """Least seconds between two requests, by lane."""

    @classmethod
    def going_on(cls, order: WorkOrder, journal: Journal) -> Self:
        """A batch as its journal left it.

        Raises:
            JournalDamaged: the journal cannot be read.
        """
        archive = Archive(Path(order.archive))
        frontier = Frontier.of(order, journal.read())
        return cls(
            order=order,
            frontier=frontier,
            archive=archive,
            journal=journal,
            visits=Visits(order, archive),
            portals={portal.id: portal for portal in order.portals},
            sent=Counter({portal.id: frontier.asked(portal.id) for portal in order.portals}),
            delays=_delays(order),
        )

    def delay(self, lane: str) -> float:
        """Least seconds between two requests of a lane."""
        return self.delays.get(lane, 0.0)

    def slow_down(self, lane: str, delay: float) -> None:
        """Leave at least `delay` seconds from now on."""
        self.delays[lane] = max(self.delay(lane), delay)

    def learn(self, *records: Record) -> tuple[Record, ...]:
        """Go on by these records; given back with the ends of portals that they bring about."""
        for record in records:
            self.frontier.take(record)
        return (*records, *self.ends())

    def ends(self) -> tuple[Record, ...]:
        """The ends of portals that have come to have nothing left to ask for."""
        ends = tuple(self._end(portal) for portal in self.frontier.finished())
        for end in ends:
            self.frontier.take(end)
        return ends

    def abandon(self, portal: str, why: str) -> tuple[Record, ...]:
        """The end of a portal that our own fault keeps us from reading."""
        end = PortalEnded(
            portal=portal, state=EndState.INCOMPLETE, reason=why, requests=self.sent[portal]
        )
        self.frontier.take(end)
        return (end,)

    def keep(self, outcome: Outcome) -> None:
        """Archive the bytes of an outcome, then write its records.

        Raises:
            OSError: archive or journal cannot be written.
        """
        for content in outcome.contents:
            self.archive.put(content)
        if outcome.records:
            self.journal.append(*outcome.records)

    def end(self) -> BatchEnded:
        """Write that nothing is left to do."""
        states = Counter(self.frontier.ending(portal).state for portal in self.portals)
        ok = set(states) <= {EndState.OK}
        counts = {
            "portals": len(self.portals),
            "requests": self.sent.total(),
            "pages": len(self.frontier.done),
            "refused": len(self.frontier.refused),
            **{f"portals_{state}": count for state, count in states.items()},
        }
        ended = BatchEnded(state=EndState.OK if ok else EndState.INCOMPLETE, counts=counts)
        self.journal.append(ended)
        return ended

    def _end(self, portal: str) -> PortalEnded:
        ending = self.frontier.ending(portal)
        return PortalEnded(
            portal=portal,
            state=ending.state,
            reason=ending.reason,
            requests=self.sent[portal],
        )


def _delays(order: WorkOrder) -> dict[str, float]:
    """The longest delay of the portals in each lane."""
    lane_of = lanes(order)
    delays: dict[str, float] = {}
    for portal in order.portals:
        for host in portal.hosts:
            lane = lane_of[hostname_of(f"http://{host}/")]
            delays[lane] = max(delays.get(lane, 0.0), portal.delay)
    return delays
