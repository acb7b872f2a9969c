"""The line, run once or on a schedule: crawl, audit, pages, notices.

Each job opens the store for writing as long as it works, so two never overlap. Every job can be run
again at any time: what is done is not done twice.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from audits.bodies import Register
from audits.engine import AuditProgress, AuditRun, audit_archive
from audits.intake import Intake, fold_journal
from audits.records import RunFailure, RunState
from audits.register_file import read_register
from audits.store import pages as stored_pages
from audits.store import register as stored_register
from audits.store import runs as stored_runs
from audits.store.connection import Store, open_for_writing
from crawler.archive import Archive
from crawler.journal import BatchEnded, Journal
from crawler.portals import Limits, Portal, Validator, WorkOrder
from crawler.supervision import run_order
from settings import PortalSettings, Settings

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")

Progress = Callable[[int, int], None]
"""Called with what is done and how much is known of; 0 where the end is not known."""


def china_now() -> datetime:
    """The time in China, to the second."""
    return datetime.now(CHINA).replace(microsecond=0)


def no_progress(_done: int, _known: int) -> None:
    """For callers whom nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlEnded:
    """What one crawl brought, and what went wrong on our side."""

    intake: Intake
    failure: str | None

    @property
    def is_whole(self) -> bool:
        """Every portal was read to its end."""
        return self.failure is None and self.intake.state is RunState.OK


def register_of(settings: Settings) -> Register:
    """The register as its file stands now.

    Raises:
        RegisterFaulty: the file has faults; all of them are listed.
        OSError: it cannot be opened.
    """
    return read_register(
        settings.register_path,
        portals=settings.portals.keys(),
        supervisors=settings.supervisors.keys(),
    )


def crawl(settings: Settings, *, progress: Progress = no_progress) -> CrawlEnded:
    """Visit every portal, or go on with a crawl that was cut off, and fold in what it found."""
    register = register_of(settings)
    with open_for_writing(settings.database) as store:
        stored_runs.interrupt_running(store, china_now())
        stored_register.write_register(store, register)
        order_file, started_at = _order_to_run(settings, store, register)
        order = WorkOrder.from_json(order_file.read_text(encoding="utf-8"))
        journal = Path(order.journal)
        failure = run_order(
            order_file,
            journal=journal,
            deadline=settings.crawl.deadline_minutes * 60,
            progress=lambda records: progress(records, 0),
        )
        records = Journal(journal).read() if journal.exists() else ()
        intake = fold_journal(
            store, records, run=order.run, started_at=started_at, register=register
        )
        if failure is not None:
            failed = RunFailure(place="crawler", error=failure)
            stored_runs.add_failures(store, order.run, [failed])
    return CrawlEnded(intake=intake, failure=failure)


def audit(settings: Settings, *, progress: Progress = no_progress) -> AuditRun:
    """Audit what neither its bytes nor the rules left as it was."""
    register = register_of(settings)
    with open_for_writing(settings.database) as store:
        return audit_archive(
            store,
            Archive(settings.archive),
            register,
            today=china_now().date(),
            workers=settings.audit_workers,
            progress=lambda at: _told(progress, at),
        )


def _told(progress: Progress, at: AuditProgress) -> None:
    progress(at.done, at.due)


def _order_to_run(settings: Settings, store: Store, register: Register) -> tuple[Path, datetime]:
    """The order of a crawl that was cut off less than a day ago, else a new one."""
    settings.runs.mkdir(parents=True, exist_ok=True)
    now = china_now()
    for order_file in sorted(settings.runs.glob("*.order"), reverse=True)[:1]:
        started_at = datetime.fromtimestamp(order_file.stat().st_mtime, CHINA)
        if now - started_at < timedelta(days=1) and _is_unfinished(order_file):
            return order_file, started_at
    run = stored_runs.start_run(store, "crawl", now)
    order_file = settings.runs / f"{run}.order"
    order = work_order(settings, register, run=run, validators=_validators(store))
    partial = order_file.with_suffix(".partial")
    partial.write_text(order.to_json(), encoding="utf-8")
    partial.replace(order_file)
    return order_file, now


def _is_unfinished(order_file: Path) -> bool:
    journal = Path(json.loads(order_file.read_text(encoding="utf-8"))["journal"])
    if not journal.exists():
        return False
    return not any(isinstance(record, BatchEnded) for record in Journal(journal).read())


def work_order(
    settings: Settings, register: Register, *, run: str, validators: dict[str, Validator]
) -> WorkOrder:
    """All a crawl is told: portals with their lists, and what is held already."""
    return WorkOrder(
        run=run,
        portals=tuple(
            _portal(name, portal, _columns(name, portal, register))
            for name, portal in settings.portals.items()
        ),
        pending=(),
        validators=validators,
        archive=str(settings.archive.resolve()),
        journal=str((settings.runs / f"{run}.journal").resolve()),
        user_agent=settings.crawl.user_agent,
        limits=Limits(
            max_bytes=settings.crawl.max_bytes,
            timeout=settings.crawl.timeout,
            max_pages_per_column=settings.crawl.max_pages_per_column,
            max_requests_per_portal=settings.crawl.max_requests_per_portal,
        ),
    )


def _columns(name: str, portal: PortalSettings, register: Register) -> tuple[str, ...]:
    """The portal's own lists, then those that bodies of the register name."""
    own = (body.column_url for body in register if body.portal == name and body.column_url)
    return tuple(dict.fromkeys((*portal.column_urls, *own)))


def _portal(name: str, portal: PortalSettings, columns: tuple[str, ...]) -> Portal:
    return Portal(
        id=name,
        name=portal.name,
        home=portal.home,
        hosts=portal.all_hosts,
        family=portal.family,
        platform=portal.platform,
        encoding=portal.encoding,
        delay=portal.delay,
        allow_private=portal.allow_private,
        column_urls=columns,
    )


def _validators(store: Store) -> dict[str, Validator]:
    return {
        held.url: Validator(etag=held.etag, last_modified=held.last_modified, sha256=held.sha256)
        for held in stored_pages.validators(store)
    }
