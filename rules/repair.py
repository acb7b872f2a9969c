"""The only smallest set of unknowns whose change makes linear constraints hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A weighted sum of unknowns that must be zero."""

    weights: Mapping[str, int]
    """Weight of each unknown, none of them zero."""
    excess: Fraction
    """What the sum is too large by; zero when the constraint holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A figure that may be wrong."""

    value: Fraction
    whole: bool
    """Only whole numbers are lawful."""
    signed: bool
    """Negative numbers are lawful."""

    def allows(self, value: Fraction) -> bool:
        """Whether the figure could lawfully be that."""
        return (self.signed or value >= 0) and (not self.whole or value.denominator == 1)


class _Undetermined(Exception):
    """A pair of unknowns can be changed in many ways."""


def sole_repair(
    violated: Sequence[Constraint],
    holding: Sequence[Constraint],
    unknowns: Mapping[str, Unknown],
) -> Mapping[str, Fraction] | None:
    """New values for one unknown, else for two, when exactly one such change repairs everything.

    Args:
        violated: constraints that must come to hold; at least one.
        holding: constraints that must go on holding.
        unknowns: every unknown of all of these.

    Returns:
        The changed unknowns with their new values; ``None`` when no change of one or two is
        enough, or when several of the smallest size are.
    """
    repairs = list(_changes_of_one(violated, holding, unknowns))
    if not repairs:
        try:
            repairs = _few_changes_of_two(violated, holding, unknowns)
        except _Undetermined:
            return None
    return repairs[0] if len(repairs) == 1 else None


def _changes_of_one(
    violated: Sequence[Constraint],
    holding: Sequence[Constraint],
    unknowns: Mapping[str, Unknown],
) -> Iterator[dict[str, Fraction]]:
    shared = set.intersection(*(set(c.weights) for c in violated))
    for name in sorted(shared - {n for c in holding for n in c.weights}):
        changes = {-c.excess / c.weights[name] for c in violated}
        if len(changes) == 1:
            value = unknowns[name].value + changes.pop()
            if unknowns[name].allows(value):
                yield {name: value}


def _few_changes_of_two(
    violated: Sequence[Constraint],
    holding: Sequence[Constraint],
    unknowns: Mapping[str, Unknown],
) -> list[dict[str, Fraction]]:
    """The changes of two unknowns, at most two of them: a second one settles that none is sole."""
    found: list[dict[str, Fraction]] = []
    for pair in _pairs(violated, holding):
        change = _change(pair, [*violated, *holding])
        if change is None:
            continue
        values = {name: unknowns[name].value + change[name] for name in pair}
        if all(unknowns[name].allows(value) for name, value in values.items()):
            found.append(values)
            if len(found) > 1:
                break
    return found


def _pairs(
    violated: Sequence[Constraint], holding: Sequence[Constraint]
) -> Iterator[tuple[str, str]]:
    """The pairs that reach every violated constraint and can make up for each other elsewhere."""
    seen: set[tuple[str, str]] = set()
    for first in violated[0].weights:
        needed = [c for c in violated if first not in c.weights]
        needed += [c for c in holding if first in c.weights]
        partners = (
            set.intersection(*(set(c.weights) for c in needed))
            if needed
            else {name for c in violated for name in c.weights}
        )
        for second in sorted(partners - {first}):
            pair = (first, second) if first < second else (second, first)
            if pair not in seen:
                seen.add(pair)
                yield pair


def _change(pair: tuple[str, str], constraints: Sequence[Constraint]) -> dict[str, Fraction] | None:
    """By how much both unknowns must change; ``None`` when nothing fits.

    Raises:
        _Undetermined: many changes fit.
    """
    first, second = pair
    rows = [
        (c.weights.get(first, 0), c.weights.get(second, 0), -c.excess)
        for c in constraints
        if first in c.weights or second in c.weights
    ]
    for (a, b, u), (c, d, v) in combinations(rows, 2):
        determinant = a * d - b * c
        if determinant:
            x, y = (u * d - b * v) / determinant, (a * v - u * c) / determinant
            fits = all(p * x + q * y == w for p, q, w in rows)
            return {first: x, second: y} if fits else None
    (a, b, u), *others = rows
    if all(a * w == u * p and b * w == u * q for p, q, w in others):
        raise _Undetermined
    return None
