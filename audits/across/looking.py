"""One text, now that all were searched: what becomes of the finding on its body and year."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from audits.across import PageFailure
from audits.across.alike import Match
from audits.evidence import digest
from audits.lifecycle import Look, after_look
from audits.records import StoredFinding
from audits.result import AuditStatus
from audits.store.connection import Store
from audits.store.findings import findings_of, write_changes
from audits.store.own_words import write_judgement
from audits.store.reports import record_by_id, report_text, reports
from rules.case import Case, Elsewhere
from rules.checks.copies.c702_same_as_other_body import RULE
from rules.judge import Judgement, NotAssessed, Tally, judge
from rules.language import Text
from rules.report import Report

_UNREADABLE = Text(zh="报告无法读取", en="the report cannot be read")
_OTHER_UNREADABLE = Text(
    zh="与之雷同的另一单位报告现在无法读取或疑似残缺，不能据此认定已消除",
    en="the report that it is like cannot be read or trusted now, so it cannot be told",
)


def look_at(store: Store, text: str, match: Match | None, at: datetime) -> tuple[PageFailure, ...]:
    """Judge the text that speaks for a body and year, and write what that changes.

    Returns:
        Where the rule broke down on it, which is our fault.
    """
    record = record_by_id(store, text)
    subject = record.subject
    known = [f for f in _stored(store, subject.key, record.year) if f.finding.code == RULE.code]
    held = report_text(store, text)
    judgement = None
    if held is not None:
        judgement = judged_across(held.report, _elsewhere(store, match), match)
        doubt = None if match else _doubt_on_other(store, known)
        if doubt is not None:
            judgement = _with_doubt(judgement, doubt)
        write_judgement(store, text, RULE.code, judgement)
    look = Look(
        judgement=judgement,
        unjudged=None if judgement else record.reason or _UNREADABLE,
        bytes_key=_bytes_key(store, text, match, known),
        report=text,
        at=at,
        codes={RULE.code: RULE.version},
    )
    write_changes(store, after_look(subject, known, look))
    return page_failures(store, text, judgement) if judgement else ()


def page_failures(store: Store, text: str, judgement: Judgement) -> tuple[PageFailure, ...]:
    """Where the rule broke down on the page of a text, if it did."""
    if not judgement.failures:
        return ()
    page_url = record_by_id(store, text).page_url
    return tuple(PageFailure(page_url=page_url, failure=each) for each in judgement.failures)


def _stored(store: Store, body: str, year: int | None) -> tuple[StoredFinding, ...]:
    return findings_of(store, ((body, year or 0),))


def judged_across(report: Report, elsewhere: Elsewhere, match: Match | None = None) -> Judgement:
    """What the rule says of a report, given what the search found."""
    judged = judge(Case(report=report, spec=None, elsewhere=elsewhere), (RULE,))
    key = match.cluster.key if match else None
    found = tuple(replace(finding, cluster=key) for finding in judged.findings)
    return replace(judged, findings=found)


def _elsewhere(store: Store, match: Match | None) -> Elsewhere:
    if match is None:
        return Elsewhere()
    other = report_text(store, match.other.report)
    return Elsewhere(
        report=other.report if other else None,
        name=match.other.name,
        address=match.other.page_url,
        text=match.other.report,
        names=match.names,
        bodies=match.cluster.bodies - 1,
    )


def _bytes_key(store: Store, text: str, match: Match | None, known: list[StoredFinding]) -> str:
    """Of the text alone, whichever it is like: what was explained holds as long as it stands.

    Where none is like it now and the text that was named speaks no more, the publishers changed
    something.
    """
    if match is None:
        others = (record_by_id(store, beside) for beside in _named(known))
        if any(not other.is_current for other in others):
            return digest((text, None))
    return digest((text,))


def _doubt_on_other(store: Store, known: list[StoredFinding]) -> Text | None:
    """Why it cannot be told that a text is like no other: the one it was like cannot be read."""
    for beside in _named(f for f in known if f.state.is_standing):
        other = record_by_id(store, beside)
        if other.body is None:
            continue
        for speaking in reports(store, body=other.body, year=other.year):
            if speaking.status is not AuditStatus.AUDITED or speaking.suspect:
                return _OTHER_UNREADABLE
    return None


def _with_doubt(judgement: Judgement, doubt: Text) -> Judgement:
    """That the text is like no other is not told, unless there is more in its way."""
    if judgement.not_assessed:
        return judgement
    missed = NotAssessed(code=RULE.code, place="report", cells=(), reason=doubt)
    return Judgement(
        findings=(), tallies={RULE.code: Tally(not_assessable=1)}, not_assessed=(missed,)
    )


def _named(known: Iterable[StoredFinding]) -> Iterator[str]:
    """The texts that these findings name."""
    besides = (finding.finding.counterpart for finding in known)
    return (beside.text for beside in besides if beside is not None and beside.text is not None)
