"""Texts that bodies took over from each other (C702): store → search → findings in the store.

Run once every report was audited. What did not change since the last search is not searched again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from audits.across import Occasion, PageFailure
from audits.across.alike import Match, matches_of
from audits.across.looking import judged_across, look_at, page_failures
from audits.across.signatures import signature_of
from audits.evidence import digest
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.store import own_words as stored
from audits.store.connection import Store
from audits.store.findings import findings
from audits.store.own_words import Searched, StoredWords
from rules.case import Elsewhere
from rules.checks.copies.c702_same_as_other_body import LEAST, RULE
from rules.prose.own_words import own_words
from rules.report import Report

_AT_ONCE = 200
_STANDING = tuple(state for state in FindingState if state.is_standing)


def search(occasion: Occasion) -> tuple[PageFailure, ...]:
    """Bring the findings on copied texts up to date."""
    store = occasion.store
    failures = _refresh_words(store)
    texts, signatures = stored.searched_texts(store)
    search_key = digest(_made_of(texts))
    if stored.last_search(store, RULE.code) == search_key:
        return failures
    stored.forget_search(store, RULE.code)
    standing = findings(store, FindingFilter(codes=(RULE.code,), states=_STANDING))
    matches = matches_of(store, texts, signatures, preferred=_preferred(standing))
    failures += _look_at_all(store, standing, matches, occasion.at)
    if not failures:
        stored.write_search(store, RULE.code, search_key)
    return failures


def _refresh_words(store: Store) -> tuple[PageFailure, ...]:
    """Own words and signatures of the texts that are new or read otherwise than before.

    Each is judged as like no other, until the search says otherwise.
    """
    failures: list[PageFailure] = []
    new = stored.texts_without_words(store, RULE.code, RULE.version)
    for start in range(0, len(new), _AT_ONCE):
        found = tuple(stored.readings_of(store, new[start : start + _AT_ONCE]))
        with store.transaction():
            stored.write_words(store, (_words(*each) for each in found), RULE.version)
            for text, report in found:
                judgement = judged_across(report, Elsewhere())
                stored.write_judgement(store, text, RULE.code, judgement)
                failures += page_failures(store, text, judgement)
    return tuple(failures)


def _words(text: str, report: Report) -> StoredWords:
    words = own_words(report)
    searched = words.length >= LEAST and report.suspect is None
    signature = signature_of(words.text) if searched else None
    return StoredWords(report=text, words=words.text, signature=signature)


def _made_of(texts: Sequence[Searched]) -> Iterator[str]:
    for text in texts:
        yield from (text.report, text.body, text.name, text.region, str(text.year), text.words_key)


def _preferred(standing: Sequence[StoredFinding]) -> Mapping[str, str]:
    """By text, the other text that it was last said to be like: it is named again if it can be."""
    return {
        known.report: beside.text
        for known in standing
        if known.report is not None
        and (beside := known.finding.counterpart) is not None
        and beside.text is not None
    }


def _look_at_all(
    store: Store,
    standing: Sequence[StoredFinding],
    matches: Mapping[str, Match],
    at: datetime,
) -> tuple[PageFailure, ...]:
    """At texts that are like another, and at the bodies and years that a finding stands for."""
    subjects = {(f.subject.key, f.subject.year or 0) for f in standing if f.subject.is_known}
    speaking = stored.speaking_texts(store, subjects)
    wanted = tuple(dict.fromkeys((*matches, *speaking)))
    failures: list[PageFailure] = []
    for start in range(0, len(wanted), _AT_ONCE):
        with store.transaction():
            for text in wanted[start : start + _AT_ONCE]:
                failures += look_at(store, text, matches.get(text), at)
    return tuple(failures)
