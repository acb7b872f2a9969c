"""Audits as they are sent to workers: picklable, opening the archived bytes where they run."""

import traceback
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from audits.audit import audit, fingerprint, rules_but
from audits.audited_text import AuditedText, audited_text
from audits.evidence import Evidence, Work
from audits.making_ready import make_ready
from audits.result import AuditResult, Known, Source, Submission
from audits.store.encoding import READINGS, unpacked
from crawler.archive import Archive
from rules.privacy.masking import masked
from rules.regional_limits import NO_LIMITS, RegionalLimits
from rules.registry import all_rules
from rules.report import Report


class AuditFunction(Protocol):
    """``audits.audit.audit``, or something that stands for it."""

    def __call__(
        self, submission: Submission, *, known: Known | None, previous: Report | None
    ) -> AuditResult:
        """One submission, read and judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditor:
    """Who audits: a function that can be pickled, and what tells it from an earlier one."""

    audit: AuditFunction
    key: str
    """Changes when the same bytes may be read or judged otherwise."""
    codes: Mapping[str, int]
    """The rules it asks of each report, each with its version."""
    codes_across: Mapping[str, int] = field(default_factory=dict)
    """The rules that are asked after a search over all reports, each with its version."""
    codes_off: frozenset[str] = frozenset()
    """The rules that are switched off: what they found is taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some audits, for one worker."""

    works: tuple[Work, ...]
    archive: Archive
    audit: AuditFunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Our own failure on one page: the report was not judged."""

    error: str
    """In a line."""
    trace: str = ""
    """For those who mend it: where in the program it arose."""


Outcome = AuditedText | Broken


def current_auditor(
    without: Collection[str] | None = None, limits: RegionalLimits = NO_LIMITS
) -> Auditor:
    """The rules and the reading as they are now, but for the rules of these codes.

    ``None``: but for those off by default. ``limits`` are those of the regions.
    """
    asked = rules_but(without)
    return Auditor(
        audit=partial(
            audit, without=None if without is None else frozenset(without), limits=limits
        ),
        key=fingerprint(without, limits),
        codes={rule.code: rule.version for rule in asked if not rule.across_bodies},
        codes_across={rule.code: rule.version for rule in asked if rule.across_bodies},
        codes_off=frozenset(rule.code for rule in all_rules()) - {rule.code for rule in asked},
    )


def audit_batch(batch: Batch) -> tuple[Outcome, ...]:
    """The outcome of each work, in their order; what breaks one leaves the others whole."""
    make_ready(
        (file.url, partial(batch.archive.read, file.sha256))
        for work in batch.works
        for file in (work.evidence.page, *work.evidence.attachments)
    )
    return tuple(_outcome(work, batch) for work in batch.works)


def _outcome(work: Work, batch: Batch) -> Outcome:
    try:
        return _audited(work, batch)
    except Exception as failure:  # noqa: BLE001  # recorded on the run with its page, and logged
        error = f"{type(failure).__name__}: {failure}"
        return Broken(error=masked(error), trace=masked(traceback.format_exc()))


def _audited(work: Work, batch: Batch) -> AuditedText:
    around = work.circumstances
    known = Known(
        kind=around.kind,
        region=around.region,
        published_on=around.published_on,
        registered=around.registered,
        host_is_listed=around.host_is_listed,
    )
    submission = _submission(work.evidence, batch.archive)
    return audited_text(batch.audit(submission, known=known, previous=_previous(work)))


def _previous(work: Work) -> Report | None:
    if work.previous is None:
        return None
    return READINGS.validate_json(unpacked(work.previous.reading))


def _submission(evidence: Evidence, archive: Archive) -> Submission:
    page, *attachments = (
        Source(name=file.url, content=archive.read(file.sha256))
        for file in (evidence.page, *evidence.attachments)
    )
    return Submission(
        source=page, attachments=tuple(attachments), unread_attachments=evidence.unread
    )
