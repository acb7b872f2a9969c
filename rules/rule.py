"""A rule as a value: what it is called, why it stands, what it says and how it judges."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from string import Formatter

from rules.case import BodyKind, Case
from rules.finding import Outcome, Severity, Violation
from rules.language import Language, Text
from rules.spec import FormatSpec


class BasisKind(StrEnum):
    """What a rule rests on."""

    LAW = "law"
    """An article that states the duty."""
    FORMAT = "format"
    """The prescribed form, or the document that prescribes it."""
    PRACTICE = "practice"
    """What reports do and supervisors ask for; no text commands it."""
    ARITHMETIC = "arithmetic"
    """What the words of the form mean in figures: a 总计 is the sum of its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why a rule may be held against a publisher."""

    kind: BasisKind
    document: Text | None = None
    """``None`` with kind ``format``: the document that prescribes the report's own format."""
    number: str | None = None
    """Number of the document: 国办公开办函〔2021〕30号."""
    article: Text | None = None
    words: str | None = None
    """The document's own words, quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that is asked of a report.

    ``check`` gives one outcome for each place where the rule was applied, and none at all where
    the rule does not apply to the report.
    """

    code: str
    """Permanent: ``B301``."""
    name: str
    """Names the fault, in words joined by hyphens: ``request-balance``."""
    version: int
    """Raised whenever the rule changes its mind about some report."""
    severity: Severity
    title: Text
    message: Text
    """With named placeholders, which the arguments of a violation fill."""
    basis: Basis
    explanation: Text
    """What the rule finds, and why that matters."""
    fails_example: Text
    passes_example: Text
    formats: tuple[str, ...] | None = None
    """Ids of the formats it applies to; ``None`` means all."""
    kinds: tuple[BodyKind, ...] | None = None
    """The kinds of body it applies to; ``None`` means all, and any body of unknown kind."""
    across_bodies: bool = False
    """It rests on a search over the reports of all bodies, and is asked after that."""
    for_operator: bool = False
    """What it finds is a gap of ours: the operator sees it, and no supervisor is told of it."""
    off_by_default: bool = False
    """It is known and has its page, and is asked only where settings switch it on."""
    check: Callable[[Case], Iterator[Outcome]]

    def message_for(self, violation: Violation) -> Text:
        """What the rule says of a violation.

        Raises:
            KeyError: the violation has no argument for one of the placeholders.
        """
        return Text(
            zh=_filled(self.message.zh, violation, Language.ZH),
            en=_filled(self.message.en, violation, Language.EN),
        )

    def basis_in(self, spec: FormatSpec | None) -> Basis:
        """The basis, with the document of the report's own format where that is what it means."""
        unnamed = self.basis.kind is BasisKind.FORMAT and self.basis.document is None
        if spec is None or not unnamed:
            return self.basis
        document = Text(zh=spec.document, en=spec.title.en)
        return replace(self.basis, document=document, number=spec.number)


def placeholders(template: str) -> frozenset[str]:
    """The names that a message leaves open."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _filled(template: str, violation: Violation, language: Language) -> str:
    arguments = {
        name: value.in_language(language) if isinstance(value, Text) else value
        for name, value in violation.arguments.items()
    }
    return template.format_map(arguments)
