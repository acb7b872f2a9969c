"""What a page's bytes rule out, so that nobody looks for it: one pass of the fastest search.

A hint says that something may be there; only its absence is certain.
"""

import re
from dataclasses import dataclass

_DISPLAY = re.compile(
    rb"display(?!\s*:\s*(?:block|inline|inline-block|flex|inline-flex|list-item)\s*[;\"'}!])"
)
_VISIBILITY = re.compile(rb"visibility(?!\s*:\s*(?:visible|inherit)\s*[;\"'}!])")
_HIDDEN = re.compile(rb"[\s\"'/]hidden[\s=>/]")
_RAISED = re.compile(rb"vertical-align\s*:\s*su[bp]")
_ESCAPED_STYLE = re.compile(rb"style\s*=\s*(?:\"[^\">]*&#|'[^'>]*&#)")
_MOST_NUMBER_SIGNS = 200
_TRANSPARENT = frozenset({"utf-8", "utf-8-sig", "gb18030", "big5"})
"""Encodings in which every ASCII letter is the byte of that letter."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's mark-up may hold."""

    lowered: bytes
    """Its bytes with ASCII letters in lower case."""
    hides: bool
    """Something may not be shown, or be shown as a table that is none by its tags."""
    strikes: bool
    """Characters may be struck through, raised or lowered by a style."""

    def may_hold(self, piece: bytes) -> bool:
        """Whether a piece of mark-up in lower case is there, in whatever place."""
        return piece in self.lowered


def hints_of(content: bytes, text: str, encoding: str) -> Hints:
    """The hints of a page whose bytes are this text in this encoding."""
    lowered = content.lower() if encoding in _TRANSPARENT else text.lower().encode(errors="replace")
    escaped = _may_hold_reference(lowered) and _ESCAPED_STYLE.search(lowered) is not None
    return Hints(
        lowered=lowered,
        hides=escaped
        or (b"display" in lowered and _DISPLAY.search(lowered) is not None)
        or (b"visibility" in lowered and _VISIBILITY.search(lowered) is not None)
        or (b"hidden" in lowered and _HIDDEN.search(lowered) is not None),
        strikes=escaped
        or b"line-through" in lowered
        or (b"vertical-align" in lowered and _RAISED.search(lowered) is not None),
    )


def _may_hold_reference(lowered: bytes) -> bool:
    """Whether a character may be written by its number; the sign for that is rare."""
    at = -1
    for _ in range(_MOST_NUMBER_SIGNS):
        at = lowered.find(b"#", at + 1)
        if at < 0:
            return False
        if lowered[at - 1 : at] == b"&":
            return True
    return True
