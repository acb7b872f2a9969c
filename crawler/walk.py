"""The paging of one list: which page is next, and when there are no more.

No pager is believed: a page counts when it brings rows not seen before, and the figures a portal
states are only used to say whether all rows were seen.
"""

from dataclasses import dataclass, replace
from typing import Self

from crawler.adapters.adapter import Entry, ListPage, Request
from crawler.records import StopReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far the paging of one list has come."""

    first: Request
    most_pages: int
    assured: bool = True
    """The list's family is known; else its pager may be invisible to us."""
    asked: frozenset[str] = frozenset()
    waiting: tuple[Request, ...] = ()
    seen: frozenset[str] = frozenset()
    """Addresses of the rows."""
    last: frozenset[str] = frozenset()
    """Those of the page before."""
    useful: int = 0
    """Pages that brought new rows."""
    declared_total: int | None = None
    declared_pages: int | None = None
    warnings: tuple[str, ...] = ()
    ended: StopReason | None = None

    @property
    def next(self) -> Request | None:
        """The page to ask for now; None when the list has ended."""
        if self.ended is not None:
            return None
        return self.waiting[0] if self.waiting else self.first

    @property
    def complete(self) -> bool:
        """Every row was seen, as far as the portal's own figures can show."""
        ended_well = self.ended in (StopReason.END, StopReason.NO_NEW, StopReason.TOTAL_REACHED)
        return ended_well and self.assured and bool(self.seen) and self._shortfall() is None

    def after(self, page: ListPage) -> tuple[Self, tuple[Entry, ...]]:
        """The walk after the answer to `next`, and the rows that page brought first."""
        asked = self._asked()
        fresh = tuple(entry for entry in page.entries if entry.url not in self.seen)
        urls = frozenset(entry.url for entry in page.entries)
        passed = self.asked | {asked.url}
        waiting = {request.url: request for request in (*self.waiting[1:], *page.next)}
        walk = replace(
            self,
            asked=passed,
            waiting=tuple(r for r in waiting.values() if r.url not in passed),
            seen=self.seen | urls,
            last=urls,
            useful=self.useful + bool(fresh),
            declared_total=_larger(self.declared_total, page.declared_total),
            declared_pages=_larger(self.declared_pages, page.declared_pages),
            warnings=(*self.warnings, *(w for w in page.warnings if w not in self.warnings)),
        )
        barren = not fresh and not asked.may_be_absent and bool(self.asked)
        if barren:
            same = bool(urls) and urls == self.last
            return walk.stopped(StopReason.REPEATED_PAGE if same else StopReason.NO_NEW), ()
        return walk._judged(end_reached=page.end_reached), fresh

    def missed(self) -> Self:
        """The walk after `next` gave no page: a probe may, any other ends the list in error."""
        asked = self._asked()
        walk = replace(self, asked=self.asked | {asked.url}, waiting=self.waiting[1:])
        if not asked.may_be_absent:
            return walk.stopped(StopReason.ERROR)
        return walk._judged(end_reached=False)

    def stopped(self, reason: StopReason) -> Self:
        """The walk, ended for `reason`, with a warning where the portal's figures were not met."""
        shortfall = self._shortfall()
        warnings = (*self.warnings, shortfall) if shortfall else self.warnings
        return replace(self, ended=reason, waiting=(), warnings=warnings)

    def _asked(self) -> Request:
        asked = self.next
        if asked is None:
            raise ValueError(f"the list {self.first.url} has ended: nothing was asked for")
        return asked

    def _judged(self, *, end_reached: bool) -> Self:
        declared = self.declared_total is not None or self.declared_pages is not None
        if declared and self.useful and self._shortfall() is None:
            total = self.declared_total is not None
            return self.stopped(StopReason.TOTAL_REACHED if total else StopReason.END)
        if end_reached or not self.waiting:
            return self.stopped(StopReason.END)
        if len(self.asked) >= self.most_pages:
            return self.stopped(StopReason.CAP)
        return self

    def _shortfall(self) -> str | None:
        if self.declared_total is not None and len(self.seen) < self.declared_total:
            return f"declared {self.declared_total} rows, saw {len(self.seen)}"
        if self.declared_pages is not None and self.useful < self.declared_pages:
            return f"declared {self.declared_pages} pages, {self.useful} brought rows"
        return None


def _larger(known: int | None, told: int | None) -> int | None:
    figures = [figure for figure in (known, told) if figure is not None]
    return max(figures, default=None)
