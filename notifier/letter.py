"""A digest as it is to be read: what the templates need, in one language and fit to print."""

from dataclasses import dataclass

from notifier.digest import Digest
from notifier.letterhead import PageLink
from notifier.news import NewsKind
from rules.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFault:
    """One fault: whose, which rule, and the figures that show it."""

    kind: NewsKind
    severity: Severity
    body: str
    year: int | None
    code: str
    title: str
    message: str
    equation: str | None
    """``10 + 1 + 0 + 0 = 11 ≠ 0``."""
    figures: str | None
    """The cells of the equation by name, with their figures."""
    quote: str | None
    suggestion: tuple[tuple[str, str], ...]
    """Label of a cell and the figure it should perhaps hold."""
    follows: int
    """How many more findings have the same cause."""
    page: PageLink
    of_report: bool
    """The page is that of the report; else no report is held, and it is the body's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """What there is to tell of one body, in faults."""

    name: str
    page: PageLink
    errors: int
    """New, regressed or reopened."""
    warnings: int
    settled: int
    """Fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """A report that could not be read, and why."""

    body: str
    year: int | None
    reason: str | None
    page: PageLink


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalLine:
    """A portal that could not be read whole, and why."""

    portal: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A digest, cut to what a mail holds; what was left out is counted and on the pages."""

    digest: Digest
    supervisor: str
    supervisor_id: str
    worst: tuple[ShownFault, ...]
    bodies: tuple[BodyLine, ...]
    more_bodies: int
    retracted: tuple[ShownFault, ...]
    more_retracted: int
    unread: tuple[UnreadLine, ...]
    more_unread: int
    portals: tuple[PortalLine, ...]
    more_portals: int
    overview: PageLink
    ledger: PageLink
    runs: PageLink
    answers_to: str
