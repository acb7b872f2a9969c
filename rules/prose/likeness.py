"""How much of two texts is the same."""

from collections import Counter

from rules.prose.own_words import OwnSentence, OwnWords

GRAM = 3
"""Characters that are compared as one: one character that differs counts as three."""

_LONGEST_QUOTE = 300


def grams_of(text: str) -> Counter[str]:
    """Every run of ``GRAM`` characters within a line, with how often it stands there."""
    return Counter(
        line[start : start + GRAM]
        for line in text.split("\n")
        for start in range(len(line) - GRAM + 1)
    )


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of the runs of two texts that stand in both, 0 to 1; their order is no matter.

    Takes time in step with the length of the texts.
    """
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


def like_passages(one: OwnWords, other: OwnWords) -> tuple[str, str]:
    """The longest sentence that both have, as each prints it; else the one that is most alike.

    Raises:
        ValueError: one of them has no words at all.
    """
    theirs = {sentence.masked: sentence for sentence in reversed(other.sentences)}
    same = [s for s in one.sentences if s.masked in theirs]
    if same:
        mine = max(same, key=_length)
        return _cut(mine.printed), _cut(theirs[mine.masked].printed)
    mine = max(one.sentences, key=_length)
    grams = grams_of(mine.masked)
    nearest = max(other.sentences, key=lambda s: likeness(grams, grams_of(s.masked)))
    return _cut(mine.printed), _cut(nearest.printed)


def _length(sentence: OwnSentence) -> int:
    return len(sentence.masked)


def _cut(printed: str) -> str:
    text = printed.strip()
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
