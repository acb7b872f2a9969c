"""Texts of different publishers that are alike, put together in clusters.

Candidates come from datasketch's MinHash LSH: two texts meet when eight values of their signatures
in a row are the same, which happens in one of sixteen places with 97 % of the texts at the limit of
likeness and hardly ever with others. Each candidate is then compared as a whole. The index is built
for an eighth of the places at a time, so that it stays small. Time and memory grow in step with the
number of texts: a text that already meets a crowd of its own cluster is not put into the index.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from datasketch import LeanMinHash, MinHashLSH

from audits.across.signatures import VALUES

_IN_A_ROW = 8
_ROUNDS = 8
_PLACES = VALUES // _IN_A_ROW // _ROUNDS
_CROWD = 32
_LEAST_IN_COMMON = 0.65
"""Share of equal values; texts at the limit of likeness have 0.82 in the mean, 0.03 the spread."""

Signatures = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
Alike = Callable[[int, int], bool]
"""Whether the texts with these two numbers are alike, looked at as a whole."""


def clusters_of(
    signatures: Signatures, publishers: Sequence[str], alike: Alike
) -> tuple[tuple[int, ...], ...]:
    """Numbers of the texts of each cluster, ascending; texts that are alone are left out.

    Args:
        signatures: of the texts, a row each; a text's number is its row.
        publishers: who published each; texts of one publisher are not compared with each other.
        alike: asked only for texts whose signatures make it likely.
    """
    found = _Clusters(len(publishers))
    for round_ in range(_ROUNDS):
        start = round_ * _PLACES * _IN_A_ROW
        part = signatures[:, start : start + _PLACES * _IN_A_ROW]
        for number, candidates in _meetings(part, found):
            for other in candidates:
                if (
                    publishers[other] != publishers[number]
                    and not found.together(number, other)
                    and _share_in_common(signatures, number, other) >= _LEAST_IN_COMMON
                    and alike(number, other)
                ):
                    found.join(number, other)
    return found.groups()


class _Clusters:
    """Numbers joined into groups; the lowest number of a group names it."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def first(self, number: int) -> int:
        """The name of the group that a number is in."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def together(self, one: int, other: int) -> bool:
        """Both are in one group."""
        return self.first(one) == self.first(other)

    def join(self, one: int, other: int) -> None:
        """Make their groups one."""
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Every group of two or more."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            first = self.first(number)
            if first != number:
                members.setdefault(first, [first]).append(number)
        return tuple(tuple(group) for group in members.values())


def _meetings(part: Signatures, found: _Clusters) -> Iterator[tuple[int, Sequence[int]]]:
    """Each number with the lower ones whose values are the same at one of these places."""
    index = MinHashLSH(num_perm=part.shape[1], params=(_PLACES, _IN_A_ROW))
    for number, values in enumerate(part):
        sketch = LeanMinHash(seed=1, hashvalues=values, scheme="affine32")
        met = sorted(index.query(sketch))
        yield number, met
        if sum(found.together(number, other) for other in met) < _CROWD:
            index.insert(number, sketch, check_duplication=False)


def _share_in_common(signatures: Signatures, one: int, other: int) -> float:
    return float(np.mean(signatures[one] == signatures[other]))
