"""A small office for tests: an archive, a register, journals, and an audit of plain lines.

A page of this office is text such as::

    body 某某区审计局
    year 2023
    cell t3/total/total 5
    fails B301 t3/total/total
    doubts B302 t3/total/business
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from audits.auditor import AuditFunction, Auditor
from audits.bodies import Body, Register
from audits.china_time import CHINA
from audits.engine import AuditRun, audit_archive
from audits.intake import Intake, fold_journal
from audits.result import AuditResult, AuditStatus, Known, Submission
from audits.store.connection import Store, open_for_writing
from crawler.archive import Archive, sha256_of
from crawler.journal import (
    Attachment,
    BatchEnded,
    EndState,
    EntriesFound,
    Fetched,
    Listed,
    ListedPage,
    PageFound,
    PortalEnded,
    Record,
    Role,
    StopReason,
)
from rules.case import BodyKind
from rules.finding import Finding, Severity
from rules.judge import Judgement, NotAssessed, Tally
from rules.language import Text
from rules.report import Cell, CellForm, Report

COLUMN = "https://www.example.gov.cn/nb/"
CODES = frozenset({"B301", "B302", "S101", "Y401"})
MORNING = datetime(2024, 2, 5, 9, tzinfo=CHINA)


def text(words: str) -> Text:
    return Text(zh=f"中文 {words}", en=words)


def finding(code: str, place: str, version: int = 1) -> Finding:
    return Finding(
        code=code,
        name=f"{code.lower()}-name",
        rule_version=version,
        severity=Severity.ERROR,
        place=place,
        message=text(f"{code} at {place}"),
        cells=(place,) if "/" in place else (),
        fault="1",
    )


def judgement(
    fails: Sequence[tuple[str, str]] = (),
    doubts: Sequence[tuple[str, str]] = (),
    codes: frozenset[str] = CODES,
) -> Judgement:
    """One in which every rule was applied and passed somewhere, with these failures and doubts."""
    return Judgement(
        findings=tuple(finding(code, place) for code, place in fails),
        tallies={
            code: Tally(
                passed=1,
                failed=sum(1 for failed, _ in fails if failed == code),
                not_assessable=sum(1 for doubted, _ in doubts if doubted == code),
            )
            for code in sorted(codes)
        },
        not_assessed=tuple(
            NotAssessed(code=code, place=place, cells=(), reason=text("cannot be told"))
            for code, place in doubts
        ),
    )


def audit_lines(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """Audit a page of this office; its lines say what is read and found."""
    source = submission.source
    words = [line.split(maxsplit=2) for line in source.content.decode().split("\n") if line]
    said: dict[str, list[list[str]]] = {}
    for word, *rest in words:
        said.setdefault(word, []).append(rest)
    if "raises" in said:
        raise RuntimeError("a rule broke down")
    if "dies" in said:
        os.kill(os.getpid(), signal.SIGKILL)
    status = AuditStatus(said["status"][0][0]) if "status" in said else AuditStatus.AUDITED
    result = AuditResult(
        name=source.name,
        sha256=sha256_of(source.content),
        media_type="text/plain",
        status=status,
        reason=text(status) if status is not AuditStatus.AUDITED else None,
    )
    if status is not AuditStatus.AUDITED:
        return result
    fails = [(code, place) for code, place in said.get("fails", [])]
    if "needs_previous" in said and previous is None:
        fails.append(("Y401", "t3/brought_forward/total"))
    if previous is not None and "carries" in said:
        carried = previous.cells["t3/carried_forward/total"].value
        if carried != Decimal(said["carries"][0][0]):
            fails.append(("Y401", "t3/brought_forward/total"))
    report = Report(
        format="ogi-2021",
        body=said["body"][0][0] if "body" in said else None,
        year=int(said["year"][0][0]) if "year" in said else None,
        published_on=known.published_on if known else None,
        intro=tuple(" ".join(rest) for rest in said.get("says", [])),
        cells={
            name: Cell(raw=figure, value=Decimal(figure), form=CellForm.NUMBER)
            for name, figure in said.get("cell", [])
        },
        suspect=Text(zh="digits were lost", en="digits were lost") if "suspect" in said else None,
    )
    judged = judgement(fails, [(code, place) for code, place in said.get("doubts", [])])
    return replace(result, report=report, judgement=judged)


def audit_kindly(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, whose B301 finds nothing any more."""
    result = audit_lines(submission, known=known, previous=previous)
    if result.judgement is None:
        return result
    kept = [(f.code, f.place) for f in result.judgement.findings if f.code != "B301"]
    return replace(result, judgement=judgement(kept))


def auditor(audit: AuditFunction = audit_lines, key: str = "1") -> Auditor:
    return Auditor(audit=audit, key=key, codes=dict.fromkeys(CODES, 1))


def body(name: str = "某某区审计局", **changes: object) -> Body:
    first = Body(
        id="audit-office",
        name=name,
        kind=BodyKind.DEPARTMENT,
        region="500107",
        portal="county",
        column_url=COLUMN,
        supervisors=("county-office",),
    )
    return replace(first, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a crawl finds it."""

    url: str = f"{COLUMN}2023.html"
    content: str
    title: str | None = "某某区审计局2023年政府信息公开工作年度报告"
    published_on: date | None = date(2024, 1, 20)
    list_date: date | None = None
    source: str | None = None
    column_url: str = COLUMN
    portal: str = "county"
    files: tuple[tuple[str, str | None], ...] = ()
    """Address and content of each file it offers; ``None`` where it could not be fetched."""


@dataclass(slots=True, kw_only=True)
class Office:
    """One home: a store that is open for writing, an archive, a register and a clock."""

    store: Store
    archive: Archive
    register: Register = field(default_factory=lambda: Register.of([body()]))
    now: datetime = MORNING

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def crawl(
        self,
        *pages: Page,
        run: str = "crawl-1",
        complete: bool = True,
        state: EndState = EndState.OK,
        entries: int = 1,
    ) -> Intake:
        """Fold the journal of a crawl that found these pages."""
        return self.fold(
            self.journal(*pages, complete=complete, state=state, entries=entries), run=run
        )

    def fold(self, records: Iterable[Record], run: str) -> Intake:
        """Fold these records."""
        return fold_journal(
            self.store, list(records), run=run, started_at=self.now, register=self.register
        )

    def journal(
        self, *pages: Page, complete: bool = True, state: EndState = EndState.OK, entries: int = 1
    ) -> Iterator[Record]:
        yield EntriesFound(
            column_url=COLUMN,
            portal="county",
            entries=tuple(ListedPage(url=p.url, title=p.title or "", date=None) for p in pages),
        )
        yield Listed(
            column_url=COLUMN,
            portal="county",
            entries=max(entries, len(pages)),
            followed=len(pages),
            declared_total=None,
            stop_reason=StopReason.END,
            complete=complete,
            warnings=(),
        )
        yield self.fetched(COLUMN, "<ul></ul>", Role.LIST)
        for page in pages:
            yield from self.page_records(page)
        yield PortalEnded(portal="county", state=state, reason=None, requests=3)
        yield BatchEnded(state=state, counts={"requests": 3})

    def page_records(self, page: Page) -> Iterator[Record]:
        yield PageFound(
            url=page.url,
            sha256=sha256_of(page.content.encode()),
            portal=page.portal,
            column_url=page.column_url,
            list_title=page.title,
            list_date=page.list_date,
            title=page.title,
            published_on=page.published_on,
            source=page.source,
            breadcrumb=("首页", "年报"),
            attachments=tuple(Attachment(url=url, text="下载") for url, _ in page.files),
            fetched_at=self.now + timedelta(seconds=1),
        )
        yield self.fetched(page.url, page.content, Role.PAGE)
        for url, content in page.files:
            yield self.fetched(url, content, Role.ATTACHMENT, page.url)

    def fetched(
        self, url: str, content: str | None, role: Role, page_url: str | None = None
    ) -> Fetched:
        held = content.encode() if content is not None else None
        return Fetched(
            url=url,
            final_url=url,
            fetched_at=self.tick(),
            status=200 if held is not None else None,
            error=None if held is not None else "timeout",
            media_type="text/html",
            sha256=self.archive.put(held) if held is not None else None,
            size=len(held) if held is not None else None,
            portal="county",
            role=role,
            page_url=page_url,
            etag='"1"',
            last_modified=None,
            not_modified=False,
        )

    def audit(
        self,
        who: Auditor | None = None,
        *,
        today: date = date(2024, 2, 6),
        workers: int = 1,
        progress: Callable[[object], None] = lambda _: None,
    ) -> AuditRun:
        return audit_archive(
            self.store,
            self.archive,
            self.register,
            today=today,
            workers=workers,
            auditor=who or auditor(),
            clock=self.tick,
            progress=progress,
        )

    def table(self, view: str) -> list[dict[str, object]]:
        """Everything a public view shows."""
        return list(self.store.database[view].rows)


@contextmanager
def office_in(folder: Path) -> Iterator[Office]:
    with open_for_writing(folder / "gouji.db") as store:
        yield Office(store=store, archive=Archive(folder / "archive"))
