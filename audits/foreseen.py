"""What an audit would do to the findings, told before it is done."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from audits.records import FindingEvent, FindingState
from audits.store.connection import Store, open_copy
from audits.store.findings import events_after, findings_by_id, last_event

_DECIDED = frozenset({FindingState.EXPLAINED, FindingState.WAIVED})

Done = TypeVar("Done")


class Effect(StrEnum):
    """What would become of a finding."""

    ADDED = "added"
    """Found for the first time, or again after it was closed."""
    REOPENED = "reopened"
    """It was explained or waived, and would be to be dealt with again."""
    FIXED = "fixed"
    """Closed: the publisher put it right."""
    RETRACTED = "retracted"
    """Closed: the fault was ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would become of the findings of one rule in the reports of one body."""

    code: str
    subject: str
    """Id of the body; the address of the page while body or year is not known."""
    counts: Mapping[Effect, int]
    """How many findings; effects on none are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal(Generic[Done]):
    """Work that was done on a copy of the store."""

    done: Done
    """What the work gave."""
    foreseen: tuple[Foreseen, ...]
    """By code, then by body."""

    def total(self, effect: Effect) -> int:
        """On how many findings it would have this effect."""
        return sum(each.counts.get(effect, 0) for each in self.foreseen)


def rehearse(path: Path, work: Callable[[Store], Done]) -> Rehearsal[Done]:
    """Do the work on a copy of the store at ``path``, which itself stays as it is.

    Raises:
        StoreMissing: there is no such file.
        StoreRefused: SQLite cannot read it, or there is no room for the copy.
        StoreSchemaDiffers: a newer version of Gouji wrote it.
    """
    with open_copy(path) as copy:
        before = last_event(copy)
        done = work(copy)
        return Rehearsal(done=done, foreseen=_foreseen(copy, events_after(copy, before)))


def _foreseen(copy: Store, events: Iterable[FindingEvent]) -> tuple[Foreseen, ...]:
    effects = _effects(events)
    counted: dict[tuple[str, str], Counter[Effect]] = {}
    for stored in findings_by_id(copy, effects):
        of_body = counted.setdefault((stored.finding.code, stored.subject.key), Counter())
        of_body[effects[stored.id]] += 1
    return tuple(
        Foreseen(code=code, subject=subject, counts=counts)
        for (code, subject), counts in sorted(counted.items())
    )


def _effects(events: Iterable[FindingEvent]) -> Mapping[str, Effect]:
    """By finding, from its state before the first event to that after the last."""
    first: dict[str, FindingState | None] = {}
    last: dict[str, FindingState] = {}
    for event in events:
        first.setdefault(event.change.finding, event.change.before)
        last[event.change.finding] = event.change.after
    effects = {name: _effect(first[name], after) for name, after in last.items()}
    return {name: effect for name, effect in effects.items() if effect is not None}


def _effect(before: FindingState | None, after: FindingState) -> Effect | None:
    stood = before is not None and before.is_standing
    if stood and not after.is_standing:
        return Effect.FIXED if after is FindingState.FIXED else Effect.RETRACTED
    if after in _DECIDED or not after.is_standing:
        return None
    if before in _DECIDED:
        return Effect.REOPENED
    return None if stood else Effect.ADDED
