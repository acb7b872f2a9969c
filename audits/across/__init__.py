"""What needs the reports of several bodies or years at once.

Each search is a module here with ``search(occasion)``, named in ``SEARCHES`` with the rules it
serves. It is loaded, with its libraries, when one of them is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module

from audits.bodies import Register
from audits.store.connection import Store
from rules.judge import RuleFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a search over all reports may ask: every report in the store was audited."""

    store: Store
    """Open for writing."""
    register: Register
    today: date
    at: datetime
    """When; an aware time."""
    codes: Mapping[str, int]
    """The rules that are asked, each with its version; a search may serve more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFailure:
    """A rule that broke down on the report of a page."""

    page_url: str
    failure: RuleFailure


SEARCHES: Mapping[str, tuple[str, ...]] = {
    "audits.across.copies": ("C702",),
    "audits.across.regions": ("R901", "R902", "R903", "R904"),
    "audits.across.duties": ("P601", "P602"),
    "audits.across.revisions": ("P606",),
}
"""By module, the rules it serves."""


def searched(module: str, occasion: Occasion) -> tuple[PageFailure, ...]:
    """Bring the findings of the rules that a module serves up to date.

    Returns:
        Where a rule broke down; what it broke down on is searched again next time.
    """
    search: Callable[[Occasion], tuple[PageFailure, ...]] = import_module(module).search
    return search(occasion)
