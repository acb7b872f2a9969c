"""Figures that name their cell: every cell of a form has its own, unlike all others."""

import random

from rules.spec import spec_of

FEWEST_DIGITS_APART = 3
"""A figure that lost or changed a digit or two is still nobody else's."""


def own_figures(form: str, chance: random.Random, *, blanks: bool) -> dict[str, str]:
    """A figure of five digits for each cell; with ``blanks`` some cells hold none."""
    cells = [cell for table in spec_of(form).tables for cell in table.cell_ids]
    taken: list[str] = []
    while len(taken) < len(cells):
        drawn = str(chance.randint(10_000, 99_999))
        if all(_digits_apart(drawn, other) >= FEWEST_DIGITS_APART for other in taken):
            taken.append(drawn)
    share = chance.choice((0.1, 0.5)) if blanks else 0.0
    return {
        cell: "" if chance.random() < share else figure
        for cell, figure in zip(cells, taken, strict=True)
    }


def _digits_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
