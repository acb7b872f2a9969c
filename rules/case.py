"""What a rule is given to judge."""

from dataclasses import dataclass, field
from enum import StrEnum

from rules.report import Report
from rules.spec import FormatSpec


class BodyKind(StrEnum):
    """The kinds of body that must publish (``bodies.csv``)."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report, the format it follows, and what is known around it."""

    report: Report
    spec: FormatSpec | None
    """The spec of ``report.format``; ``None`` when the format could not be told."""
    all_specs: tuple[FormatSpec, ...] = field(default=())
    """Every known format, for rules that compare."""
    kind: BodyKind | None = None
    previous: Report | None = None
    """The same body's report of the year before, when held."""
