"""The texts that speak for a body and year → what becomes of its findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from audits.evidence import HeldText
from audits.lifecycle import Change, Look, after_look, after_side_look, assigned, withdrawn
from audits.records import StoredFinding, Subject
from audits.result import AuditStatus
from audits.store import findings, looks, texts
from audits.store.connection import Store
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
    codes: Mapping[str, int],
    at: datetime,
) -> None:
    """Write what these audits change in the findings of every body and year they touch.

    The current text of a body and year speaks when it or its judgement changed, or when it was
    another's before. The newest text of another page tells only what became of that page's own.
    """
    stored: dict[SubjectYear, list[StoredFinding]] = {key: [] for key in subjects}
    for finding in findings.findings_of(store, tuple(subjects)):
        stored[subject_year(finding.subject)].append(finding)
    findings.write_changes(store, list(_moves(filed, subjects, stored, at)))
    speaking = _speaking(store, filed, subjects)
    judged = {entry.text.record.id: entry.audit.text.judgement for entry in filed}
    told: list[Change] = []
    for text in (*speaking, *_beside(filed, subjects)):
        name, subject = text.record.id, text.record.subject
        judgement = judged[name] if name in judged else texts.judgement_of(store, name)
        look = Look(
            judgement=judgement,
            unjudged=_doubt(text, judgement),
            bytes_key=text.bytes_key,
            report=name,
            at=at,
            codes=codes,
        )
        tell = after_look if text.record.is_current else after_side_look
        changes = tell(subject, stored[subject_year(subject)], look)
        _bring_up_to_date(stored[subject_year(subject)], changes)
        told.extend(changes)
    findings.write_changes(store, told)
    looks.write_looks(store, speaking)


def _speaking(
    store: Store, filed: Sequence[Filed], subjects: Mapping[SubjectYear, tuple[HeldText, ...]]
) -> Sequence[HeldText]:
    misled = {entry.text.record.id for entry in filed if entry.audit.was_misled}
    moved = {entry.text.record.id for entry in filed if entry.left is not None}
    last = looks.last_looks(store, tuple(subjects))
    return [
        text
        for key, held in subjects.items()
        for text in held
        if text.record.is_current
        and text.record.id not in misled
        and (text.record.id in moved or key not in last or last[key].look_key != text.look_key)
    ]


def _beside(
    filed: Sequence[Filed], subjects: Mapping[SubjectYear, tuple[HeldText, ...]]
) -> Iterator[HeldText]:
    """Of the texts just audited, those that are the newest of a page that does not speak."""
    done = {entry.text.record.id for entry in filed if not entry.audit.was_misled}
    for held in subjects.values():
        spoken_by = {text.record.page_url for text in held if text.record.is_current}
        newest: dict[str, HeldText] = {}
        for text in sorted(held, key=lambda text: (text.record.last_held, text.record.id)):
            if text.record.status is not AuditStatus.NOT_A_REPORT:
                newest[text.record.page_url] = text
        for page, text in newest.items():
            if page not in spoken_by and text.record.id in done:
                yield text


def _doubt(text: HeldText, judgement: Judgement | None) -> Text | None:
    if judgement is None or text.record.status is not AuditStatus.AUDITED:
        return text.record.reason or _UNREADABLE
    return _SUSPECT if text.record.suspect else None


def _bring_up_to_date(stored: list[StoredFinding], changes: Sequence[Change]) -> None:
    now = {known.id: known for known in stored}
    now |= {change.finding.id: change.finding for change in changes}
    stored[:] = now.values()


def _moves(
    filed: Sequence[Filed],
    subjects: Mapping[SubjectYear, tuple[HeldText, ...]],
    stored: Mapping[SubjectYear, list[StoredFinding]],
    at: datetime,
) -> Iterator[Change]:
    """What becomes of findings whose text is now known to be another body's or year's.

    Those of a body and year are withdrawn there, because somebody may have been told; the text
    then makes its own. Those of a page whose body or year was not known follow their text, unless
    the same is known there. ``stored`` is brought up to date.
    """
    for entry in filed:
        if entry.left is None:
            continue
        left, now = entry.left, entry.text.record.subject
        there = stored[subject_year(now)]
        taken = {(known.finding.code, known.finding.place) for known in there}
        staying = []
        for known in stored[subject_year(left)]:
            if not _leaves(known, entry, subjects[subject_year(left)]):
                staying.append(known)
            elif left.is_known or (known.finding.code, known.finding.place) in taken:
                gone = withdrawn(known, at)
                staying.append(gone.finding if gone else known)
                yield from (gone,) if gone else ()
            else:
                change = assigned(known, now)
                there.append(change.finding)
                yield change
        stored[subject_year(left)][:] = staying


def _leaves(known: StoredFinding, entry: Filed, staying: Sequence[HeldText]) -> bool:
    """Whether the text showed it last, or was the last of its page there."""
    page = entry.text.record.page_url
    return known.report == entry.text.record.id or (
        known.subject.page_url == page and all(text.record.page_url != page for text in staying)
    )
