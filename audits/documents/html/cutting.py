"""A page's mark-up cut before its cells: reports share most of what stands in and around a cell.

The cut is made by letters alone and may stand in a remark, a script or the value of an attribute;
whoever works on the pieces must see to it that a piece ends where its last tag does.
"""

import re

LONGEST_KEPT = 2_000
"""Characters of a piece of which it pays to keep what was found in it."""
PIECES_KEPT = 4_096
CUT_BEFORE = "<td"

_FEWEST_PIECES = 20
_IN_ANY_CASE = re.compile(CUT_BEFORE, re.IGNORECASE | re.ASCII)


def pieces_of(markup: str) -> list[str]:
    """What stands before the first cell, then every cell with what follows it.

    ``CUT_BEFORE`` stood between each piece and the next, in whatever case.
    """
    pieces = markup.split(CUT_BEFORE)
    return pieces if len(pieces) >= _FEWEST_PIECES else _IN_ANY_CASE.split(markup)
