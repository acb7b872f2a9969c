"""What a rule is given to judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rules.body_kind import BodyKind
from rules.duty import Duty
from rules.figures import Figures, figures_of
from rules.publication import OfferingPage, SourceHost
from rules.region import Region
from rules.regional_limits import NO_LIMITS, RegionalLimits
from rules.registered import Registered
from rules.report import Report, TableState
from rules.revision import Earlier, NotComparable
from rules.spec import FormatSpec
from rules.spec import all_specs as known_formats
from rules.table_cells import ReadTable, read_table

__all__ = ["BodyKind", "Case", "Elsewhere"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What a search over the reports of all bodies and years found to be like a report."""

    report: Report | None = None
    """Of another body, for the same year or an earlier one; ``None`` where none is like it."""
    name: str = ""
    """Of that body."""
    address: str | None = None
    """Of the page that offers that report."""
    text: str | None = None
    """Id of that text."""
    names: tuple[str, ...] = ()
    """Of some other bodies whose reports belong to the same cluster, that one among them."""
    bodies: int = 0
    """How many other bodies belong to it."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One report, the format it follows, and what is known around it.

    What many rules ask for is worked out once.
    """

    report: Report
    spec: FormatSpec | None
    """The spec of ``report.format``; ``None`` when the format could not be told."""
    all_specs: tuple[FormatSpec, ...] = field(default_factory=known_formats)
    """Every known format, newest first, for rules that compare."""
    kind: BodyKind | None = None
    region_code: str | None = None
    """Six digits, GB/T 2260; ``None`` where it is not known whose report it is."""
    limits: RegionalLimits = NO_LIMITS
    """What regions ask for, as the settings say."""
    previous: Report | None = None
    """The same body's report of the year before, when held."""
    elsewhere: Elsewhere | None = None
    """``None`` where the reports of other bodies were not searched."""
    registered: Registered | None = None
    """What the register knows of its body; ``None`` where that is not known to it."""
    page: OfferingPage | None = None
    """``None`` where no page was seen, but a file alone."""
    host: SourceHost | None = None
    """``None`` for a file that has no address."""
    region: Region | None = None
    """Of a government, the bodies below it on the register; ``None`` where they were not looked
    at."""
    duty: Duty | None = None
    """``None`` where it is not known who owes the report, or when."""
    earlier: Earlier | NotComparable | None = None
    """What the page showed of this report before; ``None`` where no other text of it is held."""

    @property
    def form(self) -> FormatSpec:
        """The format to hold the report's parts against: its own, else the newest."""
        return self.spec or self.all_specs[0]

    @cached_property
    def before(self) -> "Case | None":
        """The report of the year before as a case of its own."""
        if self.previous is None:
            return None
        spec = next((s for s in self.all_specs if s.id == self.previous.format), None)
        return Case(report=self.previous, spec=spec, all_specs=self.all_specs, kind=self.kind)

    @cached_property
    def figures(self) -> Figures | None:
        """The cells as equations take them; ``None`` when the format could not be told."""
        return figures_of(self.report, self.spec) if self.spec else None

    @cached_property
    def tables(self) -> Mapping[str, ReadTable]:
        """The tables that stand in the report as text, by id."""
        if self.spec is None or self.figures is None:
            return {}
        found = self.report.tables
        return {
            table.id: read_table(self.spec, table, self.figures)
            for table in self.spec.tables
            if table.id in found and found[table.id].state is TableState.READ
        }
