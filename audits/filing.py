"""Outcomes of audits → store: texts, versions, which one is current, and what findings become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from audits.audited_text import AuditedText
from audits.bodies import Body, Register
from audits.evidence import HeldText, Work
from audits.intake import body_of
from audits.looking import Filed, SubjectYear, subject_year, write_findings
from audits.records import PageClues
from audits.store import texts
from audits.store.connection import Store
from audits.versions import Audit, held_text, numbered, with_current


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What filing needs to know besides the outcomes."""

    register: Register
    auditor_key: str
    codes: Mapping[str, int]
    """The rules that were asked, each with its version."""


def file_audits(
    store: Store, desk: Desk, done: Sequence[tuple[Work, AuditedText]], at: datetime
) -> None:
    """File these outcomes with the findings and events they bring, in one transaction."""
    with store.transaction():
        filed = _filed(store, desk, done)
        subjects = _subjects(store, desk, filed)
        texts.write_texts(store, (text for held in subjects.values() for text in held))
        texts.write_readings(store, {entry.text.record.id: entry.audit.text for entry in filed})
        texts.point_pages(store, [f.text for f in filed if f.audit.work.text is None])
        write_findings(store, filed, subjects, codes=desk.codes, at=at)


def _filed(store: Store, desk: Desk, done: Sequence[tuple[Work, AuditedText]]) -> tuple[Filed, ...]:
    held: dict[str, dict[str, HeldText]] = {work.page_url: {} for work, _ in done}
    for text in texts.texts_of_pages(store, held):
        held[text.record.page_url][text.record.id] = text
    filed = []
    for work, audited in done:
        of_page = held[work.page_url]
        audit = Audit(work=work, text=audited, body=_body(work, audited, desk.register))
        text = held_text(tuple(of_page.values()), audit, desk.auditor_key)
        known = of_page.get(text.record.id)
        left = known.record.subject if known else None
        moved = left is not None and subject_year(left) != subject_year(text.record.subject)
        of_page[text.record.id] = text
        filed.append(Filed(text=text, audit=audit, left=left if moved else None))
    return tuple(filed)


def _body(work: Work, audited: AuditedText, register: Register) -> Body | None:
    return body_of(
        register,
        PageClues(
            url=work.page_url,
            body=work.body,
            title=work.page_title,
            title_body=audited.title_body,
            source=work.page_source,
            column_url=work.column_url,
        ),
    )


def _subjects(
    store: Store, desk: Desk, filed: Sequence[Filed]
) -> Mapping[SubjectYear, tuple[HeldText, ...]]:
    """Every text of each body and year that was touched, numbered, the current one marked."""
    touched = {subject_year(entry.text.record.subject) for entry in filed}
    touched |= {subject_year(entry.left) for entry in filed if entry.left}
    by_id = {text.record.id: text for text in texts.texts_of_subjects(store, touched)}
    by_id |= {entry.text.record.id: entry.text for entry in filed}
    subjects: dict[SubjectYear, list[HeldText]] = {key: [] for key in touched}
    for text in sorted(by_id.values(), key=lambda text: (text.record.first_held, text.record.id)):
        subjects[subject_year(text.record.subject)].append(text)
    return {
        key: with_current(numbered(held), desk.register.bodies.get(key[0]))
        for key, held in subjects.items()
    }
