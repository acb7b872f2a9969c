"""What judging a report gives: findings, and what could not be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from rules.language import Text
from rules.revision import Revision


class Severity(StrEnum):
    """How sure and how grave a finding is."""

    ERROR = "error"
    """The report itself shows it wrong, or a stated requirement is not met."""
    WARNING = "warning"
    """Likely wrong; a person must look."""
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One cell in an equation, with the figure that counted."""

    cell: str
    value: Decimal
    blank: bool = False
    """The cell is blank or a placeholder and counted as zero."""
    summed: bool = False
    """The cell is a blank total, and the sum of its parts stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquationFigures:
    """Both sides of a balance with the report's own figures put in."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def left_sum(self) -> Decimal:
        """Sum of the left side."""
        return sum((t.value for t in self.left), Decimal(0))

    @property
    def right_sum(self) -> Decimal:
        """Sum of the right side."""
        return sum((t.value for t in self.right), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A passage of another report that a finding sets beside its quote."""

    report: Text
    """Whose, and of which year."""
    quote: str
    address: str | None = None
    """Of the page that offers it, where it is known."""
    text: str | None = None
    """Id of the text held, where it is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """The rule was applied at a place and the report satisfies it there."""

    place: str


@lru_cache(maxsize=1_024)
def holds(place: str) -> Holds:
    """``Holds`` at a place of the form: the same value each time, and cheaper."""
    return Holds(place=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAssessable:
    """The rule could not be applied at a place; ``reason`` says why, in both languages."""

    place: str
    reason: Text
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """The report fails the rule at a place: a cell id, a table, a section, a fact or ``report``."""

    place: str
    arguments: Mapping[str, str | Text] = field(default_factory=dict)
    """Fill the named placeholders of the rule's message."""
    cells: tuple[str, ...] = ()
    quote: str | None = None
    """The sentence of the report that shows it."""
    counterpart: Counterpart | None = None
    """The like passage of another report, where two are compared."""
    equation: EquationFigures | None = None
    revision: Revision | None = None
    """What was changed, where a text is compared with an earlier one of its page."""
    severity: Severity | None = None
    """Where it differs from the rule's own."""
    cause: str | None = None
    """Violations of one report with the same cause are one fault; ``None``: a cause of its own."""


Outcome = Holds | NotAssessable | Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A violation with the rule that found it, its cause and the repair that suggests itself."""

    code: str
    name: str
    rule_version: int
    severity: Severity
    place: str
    message: Text
    cells: tuple[str, ...] = ()
    quote: str | None = None
    counterpart: Counterpart | None = None
    equation: EquationFigures | None = None
    revision: Revision | None = None
    fault: str
    """Findings of one report with the same value have one cause."""
    cluster: str | None = None
    """Findings of several reports with the same value are one fault; ``None``: of this alone."""
    suggestion: Mapping[str, str] | None = None
    """Cell id to figure: the smallest repair of every violated equation, when it is unique."""
