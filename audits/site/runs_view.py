"""What the page of runs shows: what was done, when, and what stood in the way."""

from dataclasses import dataclass

from audits.records import PortalState, RunRecord
from audits.site.content import SiteContent


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsView:
    """The last runs, newest first, and the portals as they were left."""

    runs: tuple[RunRecord, ...]
    portals: tuple[PortalState, ...]
    """Those in trouble first, then by id."""


def runs_view(content: SiteContent) -> RunsView:
    """The runs and portals of a site."""
    portals = sorted(content.portals, key=lambda portal: (portal.state == "ok", portal.portal))
    return RunsView(runs=content.runs, portals=tuple(portals))
