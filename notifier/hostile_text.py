"""Text of portals and registers, made fit for a line of a mail.

Names, titles and reasons come from pages that anybody may have written. In a header a line break
would start a header of the writer's own, in plain text a paragraph; marks that turn the direction
of writing would make a line read otherwise than it is.
"""

import unicodedata

from rules.language import shortened

_LONGEST = 120
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, marks that are not seen, halves of characters, line and paragraph separators."""


def one_line(text: str, limit: int = _LONGEST) -> str:
    """The text on one line, without what cannot be seen, at most ``limit`` characters long."""
    seen = (" " if unicodedata.category(c) in _UNSEEN else c for c in text)
    return shortened(" ".join("".join(seen).split()), limit)
