"""Reports that were changed after they were published (P606): store → findings in the store.

Run once every report was audited, so that both texts were read by the same reading. What did not
change since the last comparison is not compared again.
"""

from collections.abc import Sequence
from datetime import datetime

from audits.across import Occasion, PageFailure
from audits.across.earlier_text import earlier_of, page_titles
from audits.evidence import HeldText, digest
from audits.lifecycle import Look, after_look
from audits.records import FindingFilter, FindingState, StoredReport
from audits.store.connection import Store
from audits.store.findings import findings, findings_of, write_changes
from audits.store.own_words import speaking_texts, write_judgement
from audits.store.reports import record_by_id, report_text
from audits.store.revisions import (
    last_comparison,
    texts_that_follow_others,
    write_comparison,
)
from audits.store.texts import texts_of_pages
from rules.case import Case
from rules.checks.identity.p606_changed_after_publication import RULE
from rules.judge import Judgement, judge
from rules.language import Text
from rules.revision import Earlier, NotComparable
from rules.spec import spec_of

_AT_ONCE = 200
_STANDING = tuple(state for state in FindingState if state.is_standing)
_UNREADABLE = Text(zh="报告无法读取", en="the report cannot be read")


def search(occasion: Occasion) -> tuple[PageFailure, ...]:
    """Bring the findings on changed reports up to date."""
    store = occasion.store
    wanted = tuple(dict.fromkeys((*texts_that_follow_others(store), *_spoken_of(store))))
    failures: list[PageFailure] = []
    for start in range(0, len(wanted), _AT_ONCE):
        with store.transaction():
            for text in wanted[start : start + _AT_ONCE]:
                failures += _look_at(store, text, occasion.at)
    return tuple(failures)


def _spoken_of(store: Store) -> tuple[str, ...]:
    """The texts that speak now for the subjects and years that a finding stands for."""
    standing = findings(store, FindingFilter(codes=(RULE.code,), states=_STANDING))
    found = {known.report for known in standing if known.report is not None}
    subjects = {(f.subject.key, f.subject.year or 0) for f in standing if f.subject.is_known}
    pages = (text for text in found if record_by_id(store, text).is_current)
    return tuple(dict.fromkeys((*speaking_texts(store, subjects), *sorted(pages))))


def _look_at(store: Store, text: str, at: datetime) -> tuple[PageFailure, ...]:
    """Compare a text with the first one of its page, and write what that changes."""
    page_url = record_by_id(store, text).page_url
    of_page = texts_of_pages(store, (page_url,))
    now = next(held for held in of_page if held.record.id == text)
    made_of = _made_of(now, of_page, page_titles(store, page_url))
    if last_comparison(store, text) == made_of:
        return ()
    stored = report_text(store, text)
    judgement = None if stored is None else _judged(stored, earlier_of(store, now, of_page, stored))
    if judgement is not None:
        write_judgement(store, text, RULE.code, judgement)
    _write_findings(store, now, of_page, judgement, at)
    if judgement is not None and judgement.failures:
        return tuple(PageFailure(page_url=page_url, failure=each) for each in judgement.failures)
    write_comparison(store, text, made_of)
    return ()


def _judged(stored: StoredReport, earlier: Earlier | NotComparable | None) -> Judgement:
    report = stored.report
    spec = spec_of(report.format) if report.format else None
    return judge(Case(report=report, spec=spec, earlier=earlier), (RULE,))


def _write_findings(
    store: Store,
    now: HeldText,
    of_page: Sequence[HeldText],
    judgement: Judgement | None,
    at: datetime,
) -> None:
    record = now.record
    known = findings_of(store, ((record.subject.key, record.year or 0),))
    look = Look(
        judgement=judgement,
        unjudged=None if judgement else record.reason or _UNREADABLE,
        bytes_key=_bytes_key(now, of_page),
        report=record.id,
        at=at,
        codes={RULE.code: RULE.version},
    )
    write_changes(store, after_look(record.subject, known, look))


def _bytes_key(now: HeldText, of_page: Sequence[HeldText]) -> str:
    """Changes only when the page shows another text: what we make of them does not count."""
    return digest((now.record.id, "of", *sorted(held.record.id for held in of_page)))


def _made_of(now: HeldText, of_page: Sequence[HeldText], titles: Sequence[str]) -> str:
    parts = [
        *titles,
        "of",
        now.record.id,
        now.record.subject.key,
        str(now.record.year),
        str(RULE.version),
    ]
    for held in of_page:
        record = held.record
        parts += (record.id, record.subject.key, str(record.year), record.status)
        parts += (held.content_key, held.auditor_key, str(record.suspect), record.sha256)
    return digest(parts)
