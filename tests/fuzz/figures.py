"""Figures that name their cell: every cell of a form has its own, unlike all others."""

import random
from collections.abc import Sequence
from itertools import product

from rules.spec import spec_of

_SIGNS = 7
"""Digits used at each of the five places; a prime, so that words of a code can be made of them."""
_CHECKS = ((1, 1, 1), (1, 2, 3))
"""Two places are sums of the other three: any two words differ in three places or more."""
_WORDS = [
    (*free, *(sum(a * b for a, b in zip(free, check, strict=True)) % _SIGNS for check in _CHECKS))
    for free in product(range(_SIGNS), repeat=3)
]


def own_figures(form: str, chance: random.Random, *, blanks: bool) -> dict[str, str]:
    """A figure of five digits for each cell; with ``blanks`` some cells hold none.

    Any two differ in three digits or more: one that lost or changed a digit or two is nobody's.
    """
    cells = [cell for table in spec_of(form).tables for cell in table.cell_ids]
    digits = [chance.sample("123456789", _SIGNS) for _ in _WORDS[0]]
    words = chance.sample(_WORDS, len(cells))
    share = chance.choice((0.1, 0.5)) if blanks else 0.0
    return {
        cell: "" if chance.random() < share else _figure(word, digits)
        for cell, word in zip(cells, words, strict=True)
    }


def _figure(word: Sequence[int], digits: Sequence[Sequence[str]]) -> str:
    return "".join(signs[place] for signs, place in zip(digits, word, strict=True))
