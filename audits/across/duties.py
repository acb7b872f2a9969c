"""Reports that are missing (P601) or late (P602): obligations → judgement → findings in the store.

Run once the obligations were brought up to date. A report that is not held has no text; the
finding on it stands for its body and year alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from audits.across import Occasion, PageFailure
from audits.bodies import Body
from audits.duty_doubts import WORDS
from audits.evidence import digest
from audits.lifecycle import Change, Look, after_look
from audits.records import (
    FindingFilter,
    ObligationRecord,
    ObligationState,
    StoredFinding,
    Subject,
)
from audits.store.connection import Store
from audits.store.duties import speaking_ids, write_judgements
from audits.store.findings import findings, write_changes
from audits.store.obligations import obligations
from rules.case import BodyKind, Case
from rules.checks.identity.p601_report_missing import RULE as MISSING
from rules.checks.identity.p602_published_late import RULE as LATE
from rules.duty import Duty
from rules.judge import Judgement, judge
from rules.report import Report
from rules.rule import Rule

_RULES = (MISSING, LATE)
_HELD = (ObligationState.PUBLISHED, ObligationState.LATE)
_ABSENT = digest(("no report",))
"""Stands for the publisher's bytes while there are none: it is the same at every crawl."""
_AT_ONCE = 500
_NOT_OWED = Judgement(findings=(), tallies={}, not_assessed=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """One duty with what is known around it."""

    duty: ObligationRecord
    body: Body
    text: str | None
    """Id of the text that speaks for it, if one is held."""
    known: Sequence[StoredFinding]
    """What was found of it before."""

    @property
    def is_held(self) -> bool:
        return self.duty.state in _HELD

    @property
    def page(self) -> str:
        """The page that gives the date; a list that lacks the report."""
        return self.duty.page_url or self.body.column_url or ""


def search(occasion: Occasion) -> tuple[PageFailure, ...]:
    """Bring the findings on missing and late reports up to date."""
    rules = tuple(rule for rule in _RULES if rule.code in occasion.codes)
    known = _known(occasion.store, tuple(rule.code for rule in rules))
    owed = _owed(occasion, known)
    failures: list[PageFailure] = []
    while some := tuple(islice(owed, _AT_ONCE)):
        with occasion.store.transaction():
            failures += _look_at(occasion, some, rules)
    write_changes(occasion.store, tuple(_no_longer_owed(known, occasion)))
    return tuple(failures)


def _look_at(
    occasion: Occasion, owed: Sequence[_Owed], rules: Sequence[Rule]
) -> Iterator[PageFailure]:
    changes: list[Change] = []
    for rule in rules:
        judged = [(each, _judged(each, rule)) for each in owed]
        for each, judgement in judged:
            changes += _changes(each, rule, judgement, occasion.at)
            yield from (PageFailure(page_url=each.page, failure=f) for f in judgement.failures)
        if rule is LATE:
            of_texts = {each.text: judgement for each, judgement in judged if each.text}
            write_judgements(occasion.store, rule.code, of_texts)
    write_changes(occasion.store, changes)


def _owed(
    occasion: Occasion, known: dict[tuple[str, int], tuple[StoredFinding, ...]]
) -> Iterator[_Owed]:
    """Every duty; what is known of it is taken out of ``known``."""
    texts = speaking_ids(occasion.store)
    for duty in obligations(occasion.store):
        key = (duty.body, duty.year)
        yield _Owed(
            duty=duty,
            body=occasion.register.bodies[duty.body],
            text=texts.get(key),
            known=known.pop(key, ()),
        )


def _known(
    store: Store, codes: tuple[str, ...]
) -> dict[tuple[str, int], tuple[StoredFinding, ...]]:
    """The findings of these rules, by body and year."""
    known: dict[tuple[str, int], tuple[StoredFinding, ...]] = {}
    for each in findings(store, FindingFilter(codes=codes)) if codes else ():
        key = (each.subject.key, each.subject.year or 0)
        known[key] = (*known.get(key, ()), each)
    return known


def _judged(each: _Owed, rule: Rule) -> Judgement:
    """What the rule says of the duty; its findings share no cause with those of the report."""
    case = Case(
        report=Report(format=None, year=each.duty.year, published_on=each.duty.published_on),
        spec=None,
        kind=each.body.kind,
        duty=_duty(each),
    )
    judged = judge(case, (rule,))
    return replace(judged, findings=tuple(replace(f, fault=f.code) for f in judged.findings))


def _duty(each: _Owed) -> Duty:
    duty, body = each.duty, each.body
    return Duty(
        year=duty.year,
        due=duty.due,
        law=body.law_due_on(duty.year),
        is_custom=body.kind is BodyKind.TOWNSHIP and body.due is None,
        is_held=each.is_held,
        published_on=duty.published_on,
        absent_on=duty.absent_on,
        absent_past_law=duty.absent_past_law,
        was_watched=duty.was_watched,
        doubt=WORDS[duty.doubt] if duty.doubt else None,
    )


def _changes(each: _Owed, rule: Rule, judgement: Judgement, at: datetime) -> tuple[Change, ...]:
    known = [found for found in each.known if found.finding.code == rule.code]
    if not judgement.findings and not any(found.state.is_standing for found in known):
        return ()
    page = each.page if judgement.findings else known[0].subject.page_url
    look = Look(
        judgement=judgement,
        bytes_key=_key_of_missing(each, known) if rule is MISSING else _key_of_late(each, known),
        report=each.text,
        at=at,
        codes={rule.code: rule.version},
    )
    return after_look(Subject(body=each.duty.body, page_url=page, year=each.duty.year), known, look)


def _key_of_missing(each: _Owed, known: Sequence[StoredFinding]) -> str:
    """Another than before where a report was put there; as before where we had overlooked it.

    We had, unless good crawls would have shown it and its page bears no date in time.
    """
    if not each.is_held:
        return _ABSENT
    was_there = each.duty.absent_on is None or each.duty.days_late == 0
    return known[0].bytes_key if was_there and known else digest((each.page,))


def _key_of_late(each: _Owed, known: Sequence[StoredFinding]) -> str:
    """Another than before where the page gives another date; as before where another page does."""
    elsewhere = bool(known) and known[0].subject.page_url != each.page
    if elsewhere and not each.duty.days_late:
        return known[0].bytes_key
    return digest((each.page, str(each.duty.published_on)))


def _no_longer_owed(
    known: Mapping[tuple[str, int], Sequence[StoredFinding]], occasion: Occasion
) -> Iterator[Change]:
    """Missing reports of bodies that left the register, or of years that are not asked for."""
    for each in (found for stored in known.values() for found in stored):
        if each.finding.code == MISSING.code:
            look = Look(
                judgement=_NOT_OWED,
                bytes_key=each.bytes_key,
                report=None,
                at=occasion.at,
                codes={MISSING.code: MISSING.version},
            )
            yield from after_look(each.subject, (each,), look)
