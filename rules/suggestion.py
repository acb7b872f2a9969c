"""The faults behind violated equations, and the smallest change that would repair each.

An equation is kept as a linear form over the cells that hold figures of their own, so that a
change of a cell also changes the blank totals that are summed from it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise

from rules.balance import Weighing, weighings
from rules.case import Case
from rules.figures import Figure, Figures
from rules.printed_figures import figure_text
from rules.repair import Constraint, Unknown, sole_repair
from rules.spec import FormatSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceFault:
    """Violated equations that share cells, and so may share a cause."""

    equations: frozenset[tuple[str, str]]
    """Code and place of each."""
    repair: Mapping[str, str] | None
    """Cell id to figure: the only smallest change that repairs them all; ``None`` when none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    weighing: Weighing
    constraint: Constraint


def balance_faults(case: Case) -> tuple[BalanceFault, ...]:
    """The faults behind every violated equation of a report, none when all hold."""
    if case.figures is None:
        return ()
    forms = [_form(weighing) for weighing in weighings(case)]
    violated = [f for f in forms if f.constraint.excess]
    if not violated:
        return ()
    holding = [f.constraint for f in forms if not f.constraint.excess]
    holding += _agreements(case.figures)
    return tuple(_fault(group, holding, case) for group in _connected(violated))


def _form(weighing: Weighing) -> _Form:
    weights = _weights(weighing.left, weighing.right)
    constraint = Constraint(weights=weights, excess=Fraction(weighing.difference))
    return _Form(weighing=weighing, constraint=constraint)


def _agreements(figures: Figures) -> Iterator[Constraint]:
    """A blank total that is summed across and down must go on giving one figure."""
    for total in figures.plan.ways:
        if figures.is_blank_total(total) and isinstance(figures.figure(total), Figure):
            ways = [_parts(figures, way.left) for way in figures.ways(total)]
            for way, other in pairwise(ways):
                yield Constraint(weights=_weights(way, other), excess=Fraction(0))


def _parts(figures: Figures, cells: Iterable[str]) -> tuple[Figure, ...]:
    found = (figures.figure(cell) for cell in cells)
    return tuple(f for f in found if isinstance(f, Figure))


def _weights(plus: Iterable[Figure], minus: Iterable[Figure]) -> Mapping[str, int]:
    weights = Counter(_leaves(plus))
    weights.subtract(_leaves(minus))
    return {cell: weight for cell, weight in weights.items() if weight}


def _leaves(side: Iterable[Figure]) -> Iterator[str]:
    return chain.from_iterable(figure.leaves for figure in side)


def _connected(forms: Sequence[_Form]) -> list[list[_Form]]:
    groups: list[tuple[set[str], list[_Form]]] = []
    for form in forms:
        cells, members = set(form.constraint.weights), [form]
        apart = []
        for group in groups:
            if group[0] & cells:
                cells |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _fault(group: Sequence[_Form], holding: Sequence[Constraint], case: Case) -> BalanceFault:
    names = frozenset((f.weighing.equation.code, f.weighing.equation.place) for f in group)
    violated = [form.constraint for form in group]
    crossing = _crossing(violated, holding)
    repair = None
    if len(violated) + len(crossing) > 1:  # else nothing tells one of its cells from another
        repair = sole_repair(violated, crossing, _unknowns(violated, crossing, case))
    return BalanceFault(equations=names, repair=_as_figures(repair))


def _crossing(
    violated: Sequence[Constraint], holding: Sequence[Constraint]
) -> tuple[Constraint, ...]:
    """The equations that hold and that a repair could break."""
    cells = set(chain.from_iterable(c.weights for c in violated))
    return tuple(c for c in holding if not cells.isdisjoint(c.weights))


def _unknowns(
    violated: Sequence[Constraint], crossing: Sequence[Constraint], case: Case
) -> Mapping[str, Unknown]:
    cells = dict.fromkeys(chain.from_iterable(c.weights for c in (*violated, *crossing)))
    return {cell: _unknown(cell, case, case.form) for cell in cells}


def _unknown(cell: str, case: Case, spec: FormatSpec) -> Unknown:
    column = spec.column_of(cell)
    value = case.report.cells[cell].value or Decimal(0)
    return Unknown(value=Fraction(value), whole=not column.decimals, signed=column.signed)


def _as_figures(repair: Mapping[str, Fraction] | None) -> Mapping[str, str] | None:
    if repair is None:
        return None
    return {
        cell: figure_text(Decimal(value.numerator) / Decimal(value.denominator))
        for cell, value in repair.items()
    }
