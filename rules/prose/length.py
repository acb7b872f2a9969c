"""How long a text is, by the ways in which offices count characters."""

import re
from collections.abc import Iterable

from rules.one_width import in_one_width
from rules.prose.overview_substance import is_on_compiling
from rules.prose.sentences import sentences_in

_WRITTEN = re.compile(r"[\u3400-\u9fff\u3007]|[A-Za-z0-9]+(?:[.,:/%+-]+[A-Za-z0-9]+)*")
"""A Chinese character, or a run of letters and digits; marks do not count."""


def fewest_characters(paragraphs: Iterable[str]) -> int:
    """Without marks, a number or a word as one, and no sentence on how the report was made."""
    sentences = (s for paragraph in paragraphs for s in sentences_in(in_one_width(paragraph)))
    return sum(
        len(_WRITTEN.findall(sentence))
        for sentence in sentences
        if not is_on_compiling("".join(sentence.split()))
    )


def most_characters(paragraphs: Iterable[str]) -> int:
    """Everything but white space, as word processors count it."""
    return sum(len("".join(paragraph.split())) for paragraph in paragraphs)
