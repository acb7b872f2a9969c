"""White space as people see it: any run of it is one space, and marks of no width are nothing."""

import re

_NO_WIDTH = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
)
_RUN = re.compile(r"[\s\u00a0\u3000\x00-\x1f]+")


def fold(text: str) -> str:
    """The text with runs of white space as one space, trimmed, without marks of no width."""
    if text.isprintable():  # no white space but the plain one, and no marks of no width
        return " ".join(text.split())
    return _RUN.sub(" ", text.translate(_NO_WIDTH)).strip()
