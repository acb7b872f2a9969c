"""The texts that speak for a body and year → what becomes of its findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audits.evidence import HeldText
from audits.lifecycle import Change, Look, after_look, withdrawn
from audits.records import StoredFinding, Subject
from audits.result import AuditStatus
from audits.store import findings, looks, texts
from audits.store.connection import Store
from audits.store.looks import LastLook
from audits.versions import Audit
from rules.judge import Judgement
from rules.language import Text

_SUSPECT = Text(
    zh="文本疑似残缺，不能据此认定已整改",
    en="the text seems to have lost characters, so it cannot show that anything was put right",
)
_UNREADABLE = Text(zh="报告无法读取", en="the report cannot be read")

SubjectYear = tuple[str, int]
"""Body, or page while body or year is not known; and year, 0 where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A text as it stands after its audit."""

    text: HeldText
    audit: Audit
    left: Subject | None
    """Whose it was thought to be before, if another's."""


def subject_year(subject: Subject) -> SubjectYear:
    """The key that texts and findings of a subject share."""
    return subject.key, subject.year or 0


def write_findings(
    store: Store,
    filed: Sequence[Filed],
    subjects: Mapping[SubjectYear, tuple[HeldText, ...]],
    *,
    codes: frozenset[str],
    at: datetime,
) -> None:
    """Write what these audits change in the findings of every body and year they touch.

    Only the current text of a body and year speaks, and only when it or its judgement changed.
    """
    stored: dict[SubjectYear, list[StoredFinding]] = {key: [] for key in subjects}
    for finding in findings.findings_of(store, tuple(subjects)):
        stored[subject_year(finding.subject)].append(finding)
    changes = list(_moves(filed, subjects, stored, at))
    last = looks.last_looks(store, tuple(subjects))
    spoken = [
        text
        for text in _speaking(filed, subjects)
        if not _is_same_look(text, last.get(subject_year(text.record.subject)))
    ]
    judged = {entry.text.record.id: entry.audit.text.judgement for entry in filed}
    for text in spoken:
        key = subject_year(text.record.subject)
        name = text.record.id
        judgement = judged[name] if name in judged else texts.judgement_of(store, name)
        known = last.get(key)
        look = Look(
            judgement=judgement,
            unjudged=_doubt(text, judgement),
            same_bytes=known is not None and known.bytes_key == text.bytes_key,
            report=name,
            at=at,
            codes=codes,
        )
        changes += after_look(text.record.subject, stored[key], look)
    findings.write_changes(store, changes)
    looks.write_looks(store, spoken)


def _speaking(
    filed: Sequence[Filed], subjects: Mapping[SubjectYear, tuple[HeldText, ...]]
) -> Iterator[HeldText]:
    misled = {entry.text.record.id for entry in filed if entry.audit.was_misled}
    for held in subjects.values():
        for text in held:
            if text.record.is_current and text.record.id not in misled:
                yield text


def _is_same_look(text: HeldText, last: LastLook | None) -> bool:
    return last is not None and last.look_key == text.look_key


def _doubt(text: HeldText, judgement: Judgement | None) -> Text | None:
    if judgement is None or text.record.status is not AuditStatus.AUDITED:
        return text.record.reason or _UNREADABLE
    return _SUSPECT if text.record.suspect else None


def _moves(
    filed: Sequence[Filed],
    subjects: Mapping[SubjectYear, tuple[HeldText, ...]],
    stored: Mapping[SubjectYear, list[StoredFinding]],
    at: datetime,
) -> Iterator[Change]:
    """Findings that follow their text to the body or year it is now known to be of.

    They stay where another text of the old body and year is held. ``stored`` is brought up to
    date with what moves.
    """
    for entry in filed:
        if entry.left is None or subjects[subject_year(entry.left)]:
            continue
        left, now = stored[subject_year(entry.left)], entry.text.record.subject
        there = stored[subject_year(now)]
        taken = {(known.finding.code, known.finding.place) for known in there}
        for known in left:
            if (known.finding.code, known.finding.place) not in taken:
                moved = replace(known, subject=now)
                there.append(moved)
                yield Change(finding=moved)
            elif (gone := withdrawn(known, at)) is not None:
                yield gone
        left.clear()
