"""The news in one sentence, which is also what the subject says."""

from dataclasses import dataclass

from notifier.digest import NewsCounts
from rules.language import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What became of how many faults, in one language: ``新增错误 3``, ``3 new errors``."""

    language: Language
    clauses: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The first sentence of the mail."""
        if self.language is Language.ZH:
            return "，".join(f"{clause} 处" for clause in self.clauses) + "。"
        return ", ".join(self.clauses) + "."

    @property
    def short(self) -> str:
        """The middle of the subject."""
        return ("，" if self.language is Language.ZH else ", ").join(self.clauses)


def headline_of(counts: NewsCounts, language: Language) -> Headline:
    """What there is to say, gravest first; without clauses where nothing became of any fault."""
    told = (
        (counts.new_errors, "新增错误", "new error", "new errors"),
        (counts.new_warnings, "新增疑点", "new warning", "new warnings"),
        (counts.regressed, "再次出现", "back after being fixed", "back after being fixed"),
        (counts.reopened, "恢复待处理", "open again", "open again"),
        (counts.fixed_errors, "已整改", "error fixed", "errors fixed"),
        (counts.fixed_warnings, "已消除疑点", "warning cleared", "warnings cleared"),
        (counts.retracted, "本系统更正", "withdrawn by us", "withdrawn by us"),
    )
    texts = (
        Text(zh=f"{zh} {number:,}", en=f"{number:,} {one if number == 1 else several}")
        for number, zh, one, several in told
        if number
    )
    return Headline(language=language, clauses=tuple(text.in_language(language) for text in texts))
