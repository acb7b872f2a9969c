"""Records and orders to build on, with one field changed at a time."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from crawler.portals import Limits, Portal, WorkOrder
from crawler.records import (
    Attachment,
    EntriesFound,
    Fetched,
    Listed,
    ListedPage,
    PageFound,
    Role,
    StopReason,
)

NOON = datetime(2024, 2, 1, 12, tzinfo=timezone(timedelta(hours=8)))
HOST = "www.qinglan.example"
COLUMN = f"http://{HOST}/nb/"


def fetched(url: str, role: Role = Role.PAGE, **changes: object) -> Fetched:
    plain = Fetched(
        url=url,
        final_url=url,
        fetched_at=NOON,
        status=200,
        error=None,
        media_type="text/html",
        sha256="0" * 64,
        size=10,
        portal="qing",
        role=role,
        page_url=None,
        etag=None,
        last_modified=None,
        not_modified=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def failed(url: str, error: str, role: Role = Role.PAGE, status: int | None = None) -> Fetched:
    return fetched(url, role, error=error, status=status, media_type=None, sha256=None, size=None)


def entries(*urls: str) -> EntriesFound:
    rows = tuple(ListedPage(url=url, title="年度报告", date=date(2024, 1, 20)) for url in urls)
    return EntriesFound(column_url=COLUMN, portal="qing", entries=rows)


def page_found(url: str, *files: str) -> PageFound:
    return PageFound(
        url=url,
        sha256="0" * 64,
        portal="qing",
        column_url=COLUMN,
        list_title="年度报告",
        list_date=date(2024, 1, 20),
        title="青岚区2023年政府信息公开工作年度报告",
        published_on=None,
        source="区政府办",
        breadcrumb=("首页", "政府信息公开年报"),
        attachments=tuple(Attachment(url=file, text="附件") for file in files),
        fetched_at=NOON,
    )


def listed(**changes: object) -> Listed:
    plain = Listed(
        column_url=COLUMN,
        portal="qing",
        entries=2,
        followed=2,
        declared_total=None,
        stop_reason=StopReason.END,
        complete=True,
        warnings=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def qing(**changes: object) -> Portal:
    plain = Portal(
        id="qing",
        name="青岚区人民政府",
        home=f"http://{HOST}/",
        hosts=(HOST,),
        family=None,
        platform=None,
        encoding=None,
        delay=2.0,
        allow_private=False,
        column_urls=(COLUMN,),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def order(*portals: Portal, **changes: object) -> WorkOrder:
    plain = WorkOrder(
        run="run-1",
        portals=portals or (qing(),),
        pending=(),
        validators={},
        archive="archive",
        journal="run-1.jsonl",
        user_agent="GoujiTest/0.1",
        limits=Limits(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
