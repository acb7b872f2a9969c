"""The paging of one list: which page is next, and when there are no more.

No pager is believed: a page counts when it brings rows not seen before, and the figures a portal
states are only used to say whether all rows were seen.
"""

from dataclasses import dataclass, replace
from typing import Self

from crawler.adapters.adapter import Entry, ListPage, Request, Unusable
from crawler.records import StopReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far the paging of one list has come.

    A list of several pages is looked at from its first page again when it has come to its end, and
    on as long as that brings rows: one may have been added meanwhile, and have moved the others.
    """

    first: Request
    most_pages: int
    assured: bool = True
    """The list's family is known; else its pager may be invisible to us."""
    asked: frozenset[str] = frozenset()
    """Keys of requests."""
    waiting: tuple[Request, ...] = ()
    retried: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    """Addresses of the rows."""
    last: frozenset[str] = frozenset()
    """Those of the page before."""
    pages: int = 0
    """Answers to requests, with those of the second look."""
    useful: int = 0
    """Pages that brought new rows at the first look."""
    declared_total: int | None = None
    declared_pages: int | None = None
    divided: bool = False
    """It led to further lists, and may have no rows of its own."""
    warnings: tuple[str, ...] = ()
    looked_again: StopReason | None = None
    """How the list ended at the first look, once the second has begun."""
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
        shown = bool(self.seen) or self.divided
        return self.ended in _WELL and self.assured and shown and not self._shortfall()

    def after(self, page: ListPage) -> tuple[Self, tuple[Entry, ...]]:
        """The walk after the answer to `next`, and the rows that page brought first."""
        asked = self._asked()
        if page.unusable is not None:
            return self._unusable(page.unusable), ()
        if not page.entries and asked.instead and page.declared_total != 0:
            return self._instead(), ()
        fresh = tuple(entry for entry in page.entries if entry.url not in self.seen)
        urls = frozenset(entry.url for entry in page.entries)
        passed = self.asked | {asked.key}
        waiting = {request.key: request for request in (*self.waiting[1:], *page.next)}
        first_look = self.looked_again is None
        walk = replace(
            self,
            asked=passed,
            waiting=tuple(r for r in waiting.values() if r.key not in passed),
            seen=self.seen | urls,
            last=urls,
            pages=self.pages + 1,
            useful=self.useful + (bool(fresh) and first_look),
            declared_total=_larger(self.declared_total, page.declared_total),
            declared_pages=_larger(self.declared_pages, page.declared_pages),
            divided=self.divided or bool(page.columns),
            warnings=(*self.warnings, *(w for w in page.warnings if w not in self.warnings)),
        )
        if not first_look and not fresh:
            return walk.stopped(self.looked_again or StopReason.END), ()
        barren = not fresh and not asked.may_be_absent and bool(self.asked)
        if barren:
            same = bool(urls) and urls == self.last
            reason = StopReason.REPEATED_PAGE if same else StopReason.NO_NEW
            return walk._concluded(reason), ()
        return walk._judged(end_reached=page.end_reached), fresh

    def missed(self) -> Self:
        """The walk after `next` gave no page: a probe may, any other ends the list in error."""
        asked = self._asked()
        if asked.instead:
            return self._instead()
        passed = self.asked | {asked.key}
        walk = replace(self, asked=passed, waiting=self.waiting[1:], pages=self.pages + 1)
        if not asked.may_be_absent:
            return walk.stopped(StopReason.ERROR if self.pages else StopReason.GONE)
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

    def _instead(self) -> Self:
        """The walk that asks for the next one of what may be asked for in place of `next`."""
        asked = self._asked()
        other = replace(asked.instead[0], instead=asked.instead[1:])
        passed = self.asked | {asked.key}
        return replace(self, asked=passed, waiting=(other, *self.waiting[1:]), pages=self.pages + 1)

    def _unusable(self, why: Unusable) -> Self:
        """The walk after what is no page of a list; one of a wrong form is asked for again."""
        asked = self._asked()
        if why is Unusable.LIST_FORMAT and asked.key not in self.retried:
            return replace(self, retried=self.retried | {asked.key}, pages=self.pages + 1)
        if why is Unusable.LIST_FORMAT and asked.instead:
            return self._instead()
        walk = replace(self, warnings=(*self.warnings, f"{why} {asked.url}"), pages=self.pages + 1)
        return walk.stopped(StopReason.ERROR)

    def _judged(self, *, end_reached: bool) -> Self:
        declared = self.declared_total is not None or self.declared_pages is not None
        if declared and self.useful and self._shortfall() is None and self.looked_again is None:
            total = self.declared_total is not None
            return self._concluded(StopReason.TOTAL_REACHED if total else StopReason.END)
        if end_reached or not self.waiting:
            return self._concluded(StopReason.END)
        if self.pages >= self.most_pages:
            return self.stopped(StopReason.CAP)
        return self

    def _concluded(self, reason: StopReason) -> Self:
        """The walk at its end, or at the beginning of its second look."""
        if self.looked_again is not None:
            return self.stopped(self.looked_again)
        if reason not in _WELL or self.useful < _SEVERAL:
            return self.stopped(reason)
        return replace(
            self, looked_again=reason, waiting=(self.first,), asked=frozenset(), last=frozenset()
        )

    def _shortfall(self) -> str | None:
        if self.declared_total is not None and len(self.seen) < self.declared_total:
            return f"declared {self.declared_total} rows, saw {len(self.seen)}"
        if self.declared_pages is not None and self.useful < self.declared_pages:
            return f"declared {self.declared_pages} pages, {self.useful} brought rows"
        return None


_WELL = (StopReason.END, StopReason.NO_NEW, StopReason.TOTAL_REACHED)
_SEVERAL = 2
"""Pages with rows, from which on a list may have moved while it was read."""


def _larger(known: int | None, told: int | None) -> int | None:
    figures = [figure for figure in (known, told) if figure is not None]
    return max(figures, default=None)
