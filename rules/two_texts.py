"""The own words of two reports beside each other: how alike they are, and what shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from rules.finding import Severity
from rules.language import Text
from rules.prose.likeness import grams_of, like_passages, likeness
from rules.prose.own_words import OwnWords, own_words
from rules.report import Report

_SUSPECT = Text(
    zh="文本疑似残缺，不作雷同比对",
    en="The text seems damaged, so it is not compared",
)
_RECOGNISED = Text(
    zh="文字据图片识别，识别有出入时无从比对",
    en="The text was read off pictures; where it differs from another, the reading may be why",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoTexts:
    """Two texts that are long enough to be compared."""

    likeness: float
    """0 to 1."""
    length: int
    """Own words of the shorter one, in characters."""
    quote: str
    """Of the first report."""
    other_quote: str
    """The like passage of the second."""
    recognised: bool
    """One of them was read off pictures."""

    @property
    def percent(self) -> str:
        """The likeness in whole percent, rounded down."""
        return str(int(self.likeness * 100))

    def severity(self, usual: Severity, *, short: int) -> Severity:
        """No more than a hint where the text is shorter than that or was read off pictures."""
        return Severity.INFO if self.recognised or self.length < short else usual


def two_texts(
    one: Report, other: Report, sections: Collection[str], *, least: int, alike: float
) -> TwoTexts | Text:
    """The texts of these sections beside each other, or why they cannot be compared.

    Args:
        one: the report that is judged.
        other: what it is compared with.
        sections: keys of those that are compared, as one text.
        least: how many characters of its own words each must have.
        alike: a likeness below this cannot be told of text that was read off pictures.
    """
    mine, theirs = own_words(one, sections), own_words(other, sections)
    obstacle = _obstacle(one, mine, least) or _obstacle(other, theirs, least)
    if obstacle is not None:
        return obstacle
    found = likeness(grams_of(mine.text), grams_of(theirs.text))
    recognised = one.recognised or other.recognised
    if recognised and found < alike:
        return _RECOGNISED
    quote, other_quote = like_passages(mine, theirs)
    return TwoTexts(
        likeness=found,
        length=min(mine.length, theirs.length),
        quote=quote,
        other_quote=other_quote,
        recognised=recognised,
    )


def alone(one: Report, sections: Collection[str], *, least: int) -> Text | None:
    """Why a text that nothing was found to be like cannot be said to be its own; else ``None``."""
    obstacle = _obstacle(one, own_words(one, sections), least)
    return obstacle or (_RECOGNISED if one.recognised else None)


def _obstacle(report: Report, words: OwnWords, least: int) -> Text | None:
    if report.suspect is not None:
        return _SUSPECT
    return _too_short(words.length, least) if words.length < least else None


def _too_short(length: int, least: int) -> Text:
    return Text(
        zh=f"去掉套话和数字后自有文字只有{length}字，不足{least}字，不作雷同比对",
        en=(
            f"Only {length} characters of own words are left without form text and figures, fewer "
            f"than the {least} that can be compared"
        ),
    )
