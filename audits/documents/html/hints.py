"""What a page's mark-up rules out, so that nobody looks for it: one pass of the fastest search.

A hint says that something may be there; only its absence is certain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from audits.documents.html.cutting import CUT_BEFORE, LONGEST_KEPT, PIECES_KEPT

_LOOKED_FOR = (
    b"<table",
    b"<title",
    b"<h1",
    b"<ucaptitle",
    b"<publishtime",
    b"<time",
    b"url(",
    b"onclick",
)
_DISPLAY = re.compile(
    rb"display(?!\s*:\s*(?:block|inline|inline-block|flex|inline-flex|list-item)\s*[;\"'}!])"
)
_VISIBILITY = re.compile(rb"visibility(?!\s*:\s*(?:visible|inherit)\s*[;\"'}!])")
_HIDDEN = re.compile(rb"[\s\"'/]hidden[\s=>/]")
_RAISED = re.compile(rb"vertical-align\s*:\s*su[bp]")
_ESCAPED_STYLE = re.compile(r"style\s*=\s*(?:\"[^\">]*&#|'[^'>]*&#)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's mark-up may hold."""

    hides: bool
    """Something may not be shown, or be shown as a table that is none by its tags."""
    strikes: bool
    """Characters may be struck through, raised or lowered by a style."""
    tables: int
    """How many tables begin, at most."""
    metas: int
    """How many meta tags there are, at most."""
    seen: frozenset[bytes]

    def may_hold(self, piece: bytes) -> bool:
        """Whether a piece of mark-up in lower case, one of those looked for, is there."""
        return piece in self.seen


class _Found(NamedTuple):
    """What one piece of the mark-up holds."""

    seen: frozenset[bytes] = frozenset()
    hides: bool = False
    strikes: bool = False
    refers: bool = False
    """A character is written by its number."""
    tables: int = 0
    metas: int = 0


_NOTHING = _Found()


def hints_of(pieces: Sequence[str]) -> Hints:
    """The hints of a page whose mark-up is cut into these pieces."""
    # No hint reaches over a cut but a reference in the value of a style.
    found = [f for f in map(_known_or_found_in, pieces) if f is not _NOTHING]
    escaped = (
        any(f.refers for f in found) and _ESCAPED_STYLE.search(CUT_BEFORE.join(pieces)) is not None
    )
    return Hints(
        hides=escaped or any(f.hides for f in found),
        strikes=escaped or any(f.strikes for f in found),
        tables=sum(f.tables for f in found),
        metas=sum(f.metas for f in found),
        seen=frozenset().union(*(f.seen for f in found)),
    )


def rules_everything_out(piece: str) -> bool:
    """A cell holds nothing of which there are hints."""
    return _found_in(piece) is _NOTHING


def _known_or_found_in(piece: str) -> _Found:
    return _known(piece) if len(piece) <= LONGEST_KEPT else _found_in(piece)


def _found_in(piece: str) -> _Found:
    lowered = (CUT_BEFORE + piece).encode(errors="replace").lower()
    found = _Found(
        seen=frozenset([mark for mark in _LOOKED_FOR if mark in lowered]),
        hides=(b"display" in lowered and _DISPLAY.search(lowered) is not None)
        or (b"visibility" in lowered and _VISIBILITY.search(lowered) is not None)
        or (b"hidden" in lowered and _HIDDEN.search(lowered) is not None),
        strikes=b"line-through" in lowered
        or (b"vertical-align" in lowered and _RAISED.search(lowered) is not None),
        refers=b"&#" in lowered,
        tables=lowered.count(b"<table"),
        metas=lowered.count(b"<meta"),
    )
    return _NOTHING if found == _NOTHING else found


_known = lru_cache(maxsize=PIECES_KEPT)(_found_in)
