"""Findings over time: what a look at a report, a notice or a person changes. Pure.

=================  ======================================  =========================
stored             what happens                            becomes
=================  ======================================  =========================
not stored         found                                   open
open, notified     found again                             the same
regressed, waived  found again                             the same
explained          found again on the same bytes           explained
explained          found again on other bytes              open
fixed              found again                             regressed
retracted          found again                             open, or as a person decided
any that stands    gone, the same bytes                    retracted
any that stands    gone, other bytes, the rule passes      fixed
any that stands    gone from the text of another page      the same, with the reason
any that stands    the rule could not tell there           the same, with the reason
any that stands    other bytes, the rule does not apply    the same, with the reason
any that stands    its rule is switched off                retracted
open               a notice of it was sent                 notified
waived             its last day is over                    open
=================  ======================================  =========================

What a person decided outlives a retraction: a waiver, and an explanation of the same bytes.
The bytes are the publisher's: those of the page, of the files it offers, and of the report of the
year before that it was compared with. They are compared with those that last showed the finding.
Only texts of one page follow each other in time.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audits.records import EventCause, FindingState, StateChange, StoredFinding, Subject
from rules.finding import Finding, Severity
from rules.judge import Judgement, NotAssessed, Tally
from rules.language import Text

_NO_LONGER_APPLIES = Text(
    zh="报告改动后，该规则对其不再适用，无法核验是否已整改",
    en="the report changed and the rule no longer applies to it, so it cannot be told",
)
_ANOTHER_PAGE = Text(
    zh="现以另一网页上的报告为准，原网页上的报告是否已整改无法据此认定",
    en="the report on another page speaks now; it cannot show that the one on this page was put"
    " right",
)
_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at the report that speaks for a body and year."""

    judgement: Judgement | None
    """``None`` where the report could not be read or be trusted as a whole."""
    unjudged: Text | None = None
    """Why there is no judgement, or why it may not close anything."""
    bytes_key: str
    """Digest of the publisher's bytes; a finding that they showed before can only be our fault."""
    report: str | None
    """Id of the report text; ``None`` where no report is held."""
    at: datetime
    codes: Mapping[str, int]
    """The rules that were asked, each with its version; findings of others stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A finding as it is to be stored, with its event where the state changed."""

    finding: StoredFinding
    event: StateChange | None = None
    formerly: str | None = None
    """Its id before, where it is now known whose it is."""


def finding_id(subject: Subject, code: str, place: str) -> str:
    """Sixteen hexadecimal digits that follow from the identity of a finding."""
    identity = "\n".join((subject.key, str(subject.year), code, place))
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def after_look(subject: Subject, stored: Sequence[StoredFinding], look: Look) -> tuple[Change, ...]:
    """What a look at the report changes in the findings stored of it, with the new ones."""
    asked = [known for known in stored if known.finding.code in look.codes]
    if look.judgement is None:
        return tuple(_unjudged(known, look.unjudged) for known in asked if known.state.is_standing)
    found = _one_a_place(look.judgement.findings)
    held = {(known.finding.code, known.finding.place): known for known in asked}
    seen = (
        _seen(subject, held[identity], finding, look)
        if identity in held
        else _new(subject, finding, look)
        for identity, finding in found.items()
    )
    gone = (known for identity, known in held.items() if identity not in found)
    return (*seen, *_after_absence(subject, gone, look.judgement, look))


def after_side_look(
    subject: Subject, stored: Sequence[StoredFinding], look: Look
) -> tuple[Change, ...]:
    """What a look at a text that does not speak for its body and year changes: it adds nothing.

    It tells only of findings that its own page showed last and that stand.
    """
    own = [
        known
        for known in stored
        if known.state.is_standing and known.subject.page_url == subject.page_url
    ]
    ids = {known.id for known in own}
    return tuple(c for c in after_look(subject, own, look) if c.finding.id in ids)


def assigned(stored: StoredFinding, subject: Subject) -> Change:
    """A finding that nobody was told of while its body or year was not known, under its own id."""
    known = replace(
        stored, id=finding_id(subject, stored.finding.code, stored.finding.place), subject=subject
    )
    return Change(finding=known, formerly=stored.id)


def withdrawn(stored: StoredFinding, at: datetime) -> Change | None:
    """We do not uphold it, whatever the report says; ``None`` where it does not stand.

    It was filed under a body or year that it is not of, or its rule is switched off.
    """
    if not stored.state.is_standing:
        return None
    return moved(stored, FindingState.RETRACTED, EventCause.RETRACTED, at)


def after_notice(stored: StoredFinding, at: datetime) -> Change | None:
    """An open finding that a supervisor was told of; ``None`` where nothing changes."""
    if stored.state is not FindingState.OPEN:
        return None
    return moved(stored, FindingState.NOTIFIED, EventCause.NOTICE_SENT, at)


def undecided(stored: StoredFinding) -> StoredFinding:
    """Without what a person decided about it before."""
    return replace(stored, decided_as=None, decided_by=None, decision=None, until=None)


def moved(
    stored: StoredFinding,
    state: FindingState,
    cause: EventCause,
    at: datetime,
    report: str | None = None,
    rule_version: int | None = None,
) -> Change:
    """The finding in another state, with the event that says so.

    ``report`` and ``rule_version`` are those that last showed it where no others are told.
    """
    event = StateChange(
        finding=stored.id,
        at=at,
        before=stored.state,
        after=state,
        cause=cause,
        report=report or stored.report,
        rule_version=rule_version or stored.finding.rule_version,
    )
    return Change(finding=replace(stored, state=state), event=event)


def _one_a_place(findings: Sequence[Finding]) -> Mapping[tuple[str, str], Finding]:
    gravest_last = sorted(
        findings, key=lambda finding: _GRAVEST_FIRST.index(finding.severity), reverse=True
    )
    return {(finding.code, finding.place): finding for finding in gravest_last}


def _new(subject: Subject, finding: Finding, look: Look) -> Change:
    stored = StoredFinding(
        id=finding_id(subject, finding.code, finding.place),
        subject=subject,
        state=FindingState.OPEN,
        first_seen=look.at,
        last_seen=look.at,
        report=look.report,
        bytes_key=look.bytes_key,
        finding=finding,
    )
    event = StateChange(
        finding=stored.id,
        at=look.at,
        before=None,
        after=FindingState.OPEN,
        cause=EventCause.FOUND,
        report=look.report,
        rule_version=finding.rule_version,
    )
    return Change(finding=stored, event=event)


def _seen(subject: Subject, known: StoredFinding, finding: Finding, look: Look) -> Change:
    now = replace(
        known,
        subject=subject,
        finding=finding,
        last_seen=look.at,
        report=look.report,
        bytes_key=look.bytes_key,
        unjudged=None,
    )
    match known.state:
        case FindingState.FIXED:
            return moved(undecided(now), FindingState.REGRESSED, EventCause.RETURNED, look.at)
        case FindingState.RETRACTED:
            return _after_our_fault(now, look, same_bytes=known.bytes_key == look.bytes_key)
        case FindingState.EXPLAINED if known.bytes_key != look.bytes_key:
            return moved(undecided(now), FindingState.OPEN, EventCause.REPORT_CHANGED, look.at)
        case _:
            return Change(finding=now)


def _after_our_fault(now: StoredFinding, look: Look, *, same_bytes: bool) -> Change:
    """Found again after we took it back: what a person decided about it holds as before."""
    decided = now.decided_as
    if decided is FindingState.WAIVED or (decided is FindingState.EXPLAINED and same_bytes):
        return moved(now, decided, EventCause.RETURNED, look.at)
    return moved(undecided(now), FindingState.OPEN, EventCause.RETURNED, look.at)


def _after_absence(
    subject: Subject, gone: Iterator[StoredFinding], judgement: Judgement, look: Look
) -> Iterator[Change]:
    for known in gone:
        if not known.state.is_standing:
            continue
        doubt = look.unjudged or _doubt(subject, known, judgement, look)
        yield _closed(known, look) if doubt is None else _unjudged(known, doubt)


def _doubt(subject: Subject, known: StoredFinding, judgement: Judgement, look: Look) -> Text | None:
    if known.subject.page_url != subject.page_url:
        return _ANOTHER_PAGE
    finding = known.finding
    for doubt in judgement.not_assessed:
        if doubt.code == finding.code and _covers(doubt, finding.place):
            return doubt.reason
    tally = judgement.tallies.get(finding.code, Tally())
    if tally.passed + tally.failed == 0 and known.bytes_key != look.bytes_key:
        return _NO_LONGER_APPLIES
    return None


def _covers(doubt: NotAssessed, place: str) -> bool:
    return (
        doubt.place in (place, "report")
        or place.startswith(f"{doubt.place}/")
        or place in doubt.cells
    )


def _closed(known: StoredFinding, look: Look) -> Change:
    now = replace(known, unjudged=None)
    state, cause = FindingState.FIXED, EventCause.FIXED
    if known.bytes_key == look.bytes_key:
        state, cause = FindingState.RETRACTED, EventCause.RETRACTED
    return moved(now, state, cause, look.at, look.report, look.codes[known.finding.code])


def _unjudged(known: StoredFinding, reason: Text | None) -> Change:
    return Change(finding=replace(known, unjudged=reason))
