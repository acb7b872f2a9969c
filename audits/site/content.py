"""All that the pages show, as values: made from the store, or from reports not yet published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audits.bodies import Body
from audits.records import (
    ObligationRecord,
    PortalState,
    ReportRecord,
    RunRecord,
    StateChange,
    StoredFinding,
    StoredReport,
)
from rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """What one build of the pages is made from.

    The reports themselves are opened one at a time, so that a build of any size holds one.
    """

    store: Path | None
    """The store it was made from; ``None`` for drafts."""
    bodies: tuple[Body, ...] = ()
    """The register, in its own order; empty for drafts."""
    reports: tuple[ReportRecord, ...] = ()
    """Every text held, whether it speaks for its year or not."""
    findings: tuple[StoredFinding, ...] = ()
    """Of the publishers; none that is for the operator."""
    unlisted: tuple[StoredFinding, ...] = ()
    """Pending ones on sources that no portal lists: a gap of ours, for the operator."""
    decisions: Mapping[str, tuple[StateChange, ...]] = field(default_factory=dict)
    """By the id of a finding, what people decided about it and what ended that, oldest first."""
    obligations: tuple[ObligationRecord, ...] = ()
    runs: tuple[RunRecord, ...] = ()
    """The last runs, newest first."""
    portals: tuple[PortalState, ...] = ()
    """Every portal as the last crawl left it."""
    rules: tuple[Rule, ...] = ()
    open_report: Callable[[ReportRecord], StoredReport | None]
    """The report behind a record; ``None`` where the text was not audited."""

    @property
    def drafts(self) -> bool:
        """They were checked before publication: no states, times or obligations are known."""
        return self.store is None

    @property
    def maker(self) -> str:
        """Whose pages these are, as their folder says it."""
        return "drafts" if self.store is None else f"the store {self.store}"
