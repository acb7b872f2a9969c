"""The words of the pages themselves, in one language, and how dates and numbers are written."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from audits.china_time import in_china
from audits.records import StoredFinding
from rules.finding import Severity
from rules.language import Language, Text
from rules.rule import Basis

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


class LabelMissing(KeyError):
    """A page asks for words that its language has not got."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All labels of a language by dotted key; called with a key it gives the words."""

    language: Language
    labels: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words of a label, with named values put in.

        Raises:
            LabelMissing: there is no such label.
        """
        try:
            words = self.labels[key]
        except KeyError:
            raise LabelMissing(f"labels/{self.language}.toml has no {key!r}: add it") from None
        return words.format(**values) if values else words

    @property
    def is_chinese(self) -> bool:
        """The language is that of the reports."""
        return self.language is Language.ZH

    def say(self, text: Text) -> str:
        """A text of the program in this language."""
        return text.in_language(self.language)

    def count(self, key: str, number: int) -> str:
        """A number with its noun: the label ``KEY.one`` or ``KEY.other``."""
        form = "one" if number == 1 else "other"
        return self(f"{key}.{form}", n=self.number(number))

    def state(self, found: StoredFinding) -> str:
        """How a finding stands; errors and lesser findings have words of their own."""
        grade = "error" if found.finding.severity is Severity.ERROR else "lesser"
        return self(f"state.{found.state}.{grade}")

    def basis(self, basis: Basis) -> str:
        """What a rule rests on, on one line."""
        parts = [self.say(basis.document)] if basis.document else [self(f"basis.{basis.kind}")]
        if basis.number:
            parts.append(f"（{basis.number}）" if self.is_chinese else f"({basis.number})")
        if basis.article:
            parts.append(self.say(basis.article))
        line = ("" if self.is_chinese else " ").join(parts)
        return f"{line}{self('page.colon')}“{basis.words}”" if basis.words else line

    def term(self, group: str, code: str) -> str:
        """The words for a code that others name, and the code itself where there are none."""
        return self.labels.get(f"{group}.{code}", code)

    def number(self, number: int) -> str:
        """A whole number of our own text, grouped by thousands."""
        return f"{number:,}"

    def day(self, day: date) -> str:
        """2026年11月23日, or 23 November 2026."""
        if self.language is Language.ZH:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(self, moment: datetime) -> str:
        """A day and time in China Standard Time."""
        there = in_china(moment)
        return f"{self.day(there.date())} {there:%H:%M}"


@lru_cache(maxsize=len(Language))
def wording(language: Language) -> Wording:
    """The labels of a language, read once from ``labels/``."""
    source = files("audits.site") / "labels" / f"{language}.toml"
    tree = tomllib.loads(source.read_text(encoding="utf-8"))
    return Wording(language=language, labels=dict(_flat(tree, "")))


def _flat(tree: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, str(value)
