"""Text that is written in Chinese and in English, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that pages, mails and messages come in; Chinese is the default."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in both languages."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language is Language.ZH else self.en


def shortened(words: str, limit: int = 40) -> str:
    """Words of a report at a length that a sentence can bear."""
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def listed(texts: Iterable[Text]) -> Text:
    """Texts side by side: 、 in Chinese, commas in English."""
    found = tuple(texts)
    return Text(zh="、".join(t.zh for t in found), en=", ".join(t.en for t in found))
