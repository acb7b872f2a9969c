"""The tags of a Word file at which it is cut into pieces, and the words between them.

The element names are those of ECMA-376, part 1, chapter 17.
"""

import re
from collections.abc import Iterator
from html import unescape

Mark = tuple[str, str]
"""A tag without its prefix, ends with their slash, and what it tells; or ``WORDS`` and these."""

WORDS = "t"

_CHARACTERS = {"noBreakHyphen": "-", "br": " ", "cr": " ", "tab": " "}
_TELLING = ("vMerge", "vanish")
_PAIRED = ("tc", "p", "r", "del", "moveFrom")


class Marks:
    """The marks of one file; mark-up that comes again is looked at once."""

    def __init__(self, prefix: str) -> None:
        self._texts = f"<{prefix}:t>"
        self._spaced_texts = f'<{prefix}:t xml:space="preserve">'
        self._paragraphs = f"<{prefix}:p "
        self._tags = _tags(re.escape(prefix))
        self._between_texts: dict[str, tuple[Mark, ...]] = {}
        self._between_paragraphs: dict[str, tuple[Mark, ...]] = {}

    def of(self, text: str) -> Iterator[tuple[str, tuple[Mark, ...]]]:
        """Words and the marks behind them, in the order in which they stand."""
        known = self._between_texts
        for piece in text.replace(self._spaced_texts, self._texts).split(self._texts):
            words, _, tags = piece.partition("<")
            marks = known.get(tags)
            if marks is None:
                marks = known[tags] = tuple(self._by_paragraph(f"<{tags}"))
            yield unescape(words) if "&" in words else words, marks

    def _by_paragraph(self, tags: str) -> Iterator[Mark]:
        """What each paragraph says of itself may be all in which two of them differ."""
        first, *paragraphs = tags.split(self._paragraphs)
        yield from self._marks_in(first)
        for paragraph in paragraphs:
            told, _, inner = paragraph.partition(">")
            if not told.endswith("/"):
                yield "p", told
            yield from self._marks_in(inner)

    def _marks_in(self, tags: str) -> tuple[Mark, ...]:
        known = self._between_paragraphs.get(tags)
        if known is None:
            found = map(_mark_of, self._tags.finditer(tags))
            known = self._between_paragraphs[tags] = tuple(mark for mark in found if mark)
        return known


def _mark_of(tag: re.Match[str]) -> Mark | None:
    """Nothing, where an element with nothing in it both starts and ends."""
    if tag["words"] is not None:
        return WORDS, unescape(tag["words"])
    if (name := tag["single"]) is not None:
        return (WORDS, _CHARACTERS[name]) if name in _CHARACTERS else (name, tag["told"])
    if tag["older"] is not None:
        return tag["ends"] + tag["older"], ""
    return None if tag[0].endswith("/>") else (tag["slash"] + tag["paired"], "")


def _tags(prefix: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
        <(?:
          {prefix}:t(?:\s[^>]*)?(?<!/)>(?P<words>[^<]*)
          | (?P<slash>/?){prefix}:(?P<paired>{"|".join(_PAIRED)})(?:\s[^>]*)?>
          | {prefix}:(?P<single>{"|".join((*_CHARACTERS, *_TELLING))})(?P<told>(?:\s[^>]*)?)/?>
          | (?P<ends>/?)[\w.-]+:(?P<older>Fallback)(?:\s[^>]*)?>
        )
        """,
        re.VERBOSE,
    )
