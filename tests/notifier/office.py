"""A real store with findings in it, and the real parts of a run over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from audits.bodies import Body
from audits.evidence import Evidence, HeldFile, HeldText
from audits.lifecycle import Change
from audits.records import EventCause, FindingState, ReportRecord, StateChange, StoredFinding
from audits.store.connection import Store, open_for_writing
from audits.store.findings import findings_by_id, write_changes
from audits.store.register import write_register
from audits.store.texts import write_texts
from tests.notifier import county


@contextmanager
def office(folder: Path, *bodies: Body) -> Iterator[Store]:
    """The store of a home, with the register in it."""
    with open_for_writing(folder / "gouji.db") as store:
        write_register(store, county.register(*bodies))
        yield store


def find(store: Store, *findings: StoredFinding) -> None:
    """The audit found them now for the first time."""
    write_changes(
        store,
        (
            Change(
                finding=found,
                event=StateChange(
                    finding=found.id,
                    at=found.first_seen,
                    before=None,
                    after=found.state,
                    cause=EventCause.FOUND,
                ),
            )
            for found in findings
        ),
    )


def move(store: Store, finding_id: str, after: FindingState, cause: EventCause) -> None:
    """A later look, or a person, changed the state of a finding."""
    (found,) = findings_by_id(store, [finding_id])
    event = StateChange(
        finding=finding_id, at=county.NOW, before=found.state, after=after, cause=cause
    )
    write_changes(store, [Change(finding=replace(found, state=after), event=event)])


def state_of(store: Store, finding_id: str) -> FindingState:
    (found,) = findings_by_id(store, [finding_id])
    return found.state


def hold(store: Store, *reports: ReportRecord) -> None:
    """These texts are held."""
    write_texts(
        store,
        (
            HeldText(
                record=report,
                evidence=Evidence(page=HeldFile(url=report.page_url, sha256=report.sha256)),
                circumstances_key="",
                previous=None,
                previous_key="",
                auditor_key="",
                content_key="",
            )
            for report in reports
        ),
    )


def next_day(days: int = 1) -> datetime:
    """The time of a later run."""
    return county.NOW + timedelta(days=days)
