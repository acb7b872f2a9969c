"""Text that is written in Chinese and in English, side by side."""

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
