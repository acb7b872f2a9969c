"""Sentences that tell what came in and what became of it, and whether that balances."""

from collections.abc import Sequence
from decimal import Decimal

from rules.prose.numbers import NumberTold
from rules.prose.request_counts import TAKEN_IN, CountKind, CountTold

Told = dict[CountKind, NumberTold]
"""The counts of one sentence, one of each kind."""


def sentences_told(counts: Sequence[CountTold]) -> dict[str, Told]:
    """The counts of each sentence that gives no kind twice."""
    found: dict[str, list[CountTold]] = {}
    for count in counts:
        found.setdefault(count.number.sentence, []).append(count)
    return {
        sentence: {c.kind: c.number for c in told}
        for sentence, told in found.items()
        if len({c.kind for c in told}) == len(told)
    }


def sides(told: Told) -> tuple[tuple[Decimal, ...], Decimal] | None:
    """What may have come in, by each reading, and what went out; ``None`` where one is not told.

    A number received may include those brought forward or not.
    """
    figures = {kind: number.value for kind, number in told.items()}
    received = next((figures[kind] for kind in figures if kind in TAKEN_IN), None)
    answered = figures.get(CountKind.ANSWERED)
    carried = figures.get(CountKind.CARRIED_FORWARD)
    if received is None or answered is None or carried is None:
        return None
    brought = figures.get(CountKind.BROUGHT_FORWARD, Decimal(0))
    return (received + brought, received), answered + carried


def balanced_sentences(counts: Sequence[CountTold]) -> frozenset[str]:
    """The sentences that give received, answered and carried forward, and balance."""
    balances = {sentence: sides(told) for sentence, told in sentences_told(counts).items()}
    return frozenset(s for s, found in balances.items() if found and found[1] in found[0])
