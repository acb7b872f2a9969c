"""What went wrong on our side in a run: reports that broke an audit, and rules that broke down."""

import logging
import traceback
from dataclasses import dataclass, field

from audits.auditor import Broken
from audits.checking.harmless import printable, printable_lines
from audits.records import RunFailure
from rules.judge import RuleFailure
from rules.privacy.masking import masked

LOG = logging.getLogger("gouji")


@dataclass(slots=True, kw_only=True)
class _BrokenRule:
    """One rule, and every page on which it broke down."""

    first: RuleFailure
    pages: dict[str, None] = field(default_factory=dict)

    def as_run_failure(self) -> RunFailure:
        pages = tuple(self.pages)
        error = f"{self.first.error}; on {len(pages)} report(s), the first {pages[0]}"
        return RunFailure(place=f"rule {self.first.code}", error=error, trace=self.first.trace)


@dataclass(slots=True, kw_only=True)
class OurFailures:
    """The failures of one run, logged as they come.

    A rule that breaks down on many reports is one failure, with the trace of the first: there may
    be as many reports as there are.
    """

    _reports: list[RunFailure] = field(default_factory=list)
    _rules: dict[str, _BrokenRule] = field(default_factory=dict)

    def report_broke(self, page_url: str, broken: Broken) -> None:
        """A report that was not judged."""
        error, trace = printable(broken.error), printable_lines(broken.trace)
        LOG.error("%s: %s\n%s", page_url, error, trace)
        self._reports.append(RunFailure(place=page_url, error=error, trace=trace))

    def rule_broke(self, page_url: str, failure: RuleFailure) -> None:
        """A rule that says nothing of a report, which the others judged."""
        known = self._rules.get(failure.code)
        LOG.error("%s: %s%s", page_url, failure.error, "" if known else f"\n{failure.trace}")
        if known is None:
            known = self._rules[failure.code] = _BrokenRule(first=failure)
        known.pages[page_url] = None

    def search_broke(self, code: str, failure: Exception) -> None:
        """A search over all reports that was not done to its end: its findings stay as they are."""
        error = printable(masked(f"{type(failure).__name__}: {failure}"))
        trace = printable_lines(masked("".join(traceback.format_exception(failure))))
        LOG.error("search for %s: %s\n%s", code, error, trace)
        self._reports.append(RunFailure(place=f"search for {code}", error=error, trace=trace))

    @property
    def all(self) -> tuple[RunFailure, ...]:
        """Reports and searches in the order they broke, then rules by code."""
        rules = (self._rules[code].as_run_failure() for code in sorted(self._rules))
        return (*self._reports, *rules)
