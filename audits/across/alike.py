"""Which of the searched texts is like which: the clusters, and for each text one to name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from audits.across.clusters import Alike, clusters_of
from audits.across.signatures import values_of
from audits.store.connection import Store
from audits.store.own_words import Searched, words_of
from rules.checks.copies.c702_same_as_other_body import ALIKE
from rules.prose.likeness import grams_of, likeness

_OFFICE = re.compile("(?:人民)?政府(?:办公室|办公厅|办)?$")
_MOST_NAMES = 10
_TRIED = 8
_TEXTS_AT_HAND = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Texts of several publishers that are alike, each like one of the others at least."""

    members: tuple[int, ...]
    """Their numbers, in the order of years and dates."""
    key: str
    """Id of the earliest text."""
    names: tuple[str, ...]
    """Of the first bodies."""
    bodies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a text is like."""

    other: Searched
    """Of another publisher, for the same year or an earlier one."""
    cluster: Cluster
    names: tuple[str, ...]
    """Of some other bodies of the cluster, that of ``other`` first."""


def matches_of(
    store: Store, texts: Sequence[Searched], signatures: bytes, *, preferred: Mapping[str, str]
) -> Mapping[str, Match]:
    """By id, each text that is like one of another publisher of its year or before.

    Args:
        store: holds the words of the texts.
        texts: in the order of years and dates.
        signatures: of these texts, one behind the other.
        preferred: by text, the other that is named if it still can be.
    """
    if not texts:
        return {}
    publishers = [_publisher(text) for text in texts]
    alike = _comparison(store, texts)
    numbers = {text.report: number for number, text in enumerate(texts)}
    found: dict[str, Match] = {}
    for members in clusters_of(values_of(signatures), publishers, alike):
        cluster = _cluster(members, texts)
        inside = frozenset(members)
        for number in members:
            text = texts[number]
            last = numbers.get(preferred.get(text.report, ""))
            candidates = (*((last,) if last in inside else ()), *_before(number, members, texts))
            for other in candidates:
                if (
                    publishers[other] != publishers[number]
                    and texts[other].year <= text.year
                    and alike(number, other)
                ):
                    found[text.report] = _match(text, texts[other], cluster)
                    break
    return found


def _before(number: int, members: Sequence[int], texts: Sequence[Searched]) -> Iterator[int]:
    """The first texts of a cluster of other bodies that are no later than this one."""
    text = texts[number]
    no_later = takewhile(lambda other: texts[other].year <= text.year, members)
    return islice((other for other in no_later if texts[other].body != text.body), _TRIED)


def _cluster(members: tuple[int, ...], texts: Sequence[Searched]) -> Cluster:
    names = tuple(dict.fromkeys(texts[number].name for number in members))
    return Cluster(
        members=members,
        key=texts[members[0]].report,
        names=names[: _MOST_NAMES + 1],
        bodies=len(names),
    )


def _match(text: Searched, other: Searched, cluster: Cluster) -> Match:
    names = dict.fromkeys((other.name, *(name for name in cluster.names if name != text.name)))
    return Match(other=other, cluster=cluster, names=tuple(names)[:_MOST_NAMES])


def _comparison(store: Store, texts: Sequence[Searched]) -> Alike:
    @lru_cache(maxsize=_TEXTS_AT_HAND)
    def grams(number: int) -> Counter[str]:
        return grams_of(words_of(store, texts[number].report))

    def alike(one: int, other: int) -> bool:
        return likeness(grams(one), grams(other)) >= ALIKE

    return alike


def _publisher(text: Searched) -> str:
    """A government and its office are one."""
    return f"{text.region} {_OFFICE.sub('', text.name)}"
