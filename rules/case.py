"""What a rule is given to judge."""

from dataclasses import dataclass, field
from enum import StrEnum

from rules.report import Report
from rules.spec import FormatSpec
from rules.spec import all_specs as known_formats


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
    all_specs: tuple[FormatSpec, ...] = field(default_factory=known_formats)
    """Every known format, newest first, for rules that compare."""
    kind: BodyKind | None = None
    previous: Report | None = None
    """The same body's report of the year before, when held."""

    @property
    def form(self) -> FormatSpec:
        """The format to hold the report's parts against: its own, else the newest."""
        return self.spec or self.all_specs[0]
