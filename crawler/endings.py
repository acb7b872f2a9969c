"""How a portal stands, by what happened to the addresses asked for."""

from dataclasses import dataclass
from typing import Self

from crawler.faults import ABSENCES, REFUSALS, SETTLED, STOPS_HOST, Fault
from crawler.records import EndState, Fetched, Role

_GRAVITY = (EndState.OK, EndState.INCOMPLETE, EndState.UNREACHABLE, EndState.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The gravest thing that happened at a portal; of two alike the first."""

    state: EndState = EndState.OK
    reason: str | None = None

    def or_worse(self, state: EndState, reason: str) -> Self:
        """This ending, or the other where it is graver."""
        if _GRAVITY.index(state) <= _GRAVITY.index(self.state):
            return self
        return type(self)(state=state, reason=reason)


def stops_host(fetch: Fetched) -> bool:
    """Whether its host is given up: a captcha before a file costs that file only."""
    if fetch.error == Fault.BLOCKED_CAPTCHA and fetch.role is Role.ATTACHMENT:
        return False
    return fetch.error in STOPS_HOST


def state_of(fetch: Fetched) -> EndState:
    """What one fetch means for its portal: a missing page little, a closed list or host all."""
    if fetch.error is None or fetch.error in SETTLED:
        return EndState.OK
    decides = fetch.role is Role.LIST or stops_host(fetch)
    return meaning(fetch.error) if decides else EndState.INCOMPLETE


def meaning(error: str) -> EndState:
    """What a failure means for a portal that cannot be read because of it."""
    if error in REFUSALS:
        return EndState.REFUSED
    if error in ABSENCES or error.startswith("http_5"):
        return EndState.UNREACHABLE
    return EndState.INCOMPLETE
