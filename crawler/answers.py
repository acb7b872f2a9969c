"""What came back when one address was asked for, and what that is called."""

from dataclasses import dataclass, replace
from datetime import datetime

from crawler.adapters.adapter import Request
from crawler.archive import sha256_of
from crawler.faults import BLOCKED, Fault, of_status
from crawler.media_types import media_type_of
from crawler.portals import PendingPage, Validator
from crawler.records import Fetched, Role

_EVIDENCE = BLOCKED | {Fault.FORBIDDEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One address being asked for, and for what."""

    page: PendingPage
    """What is pending; for a list, its column."""
    request: Request
    hops: int = 0
    """Shells that led here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, or why nothing did."""

    final_url: str
    status: int | None = None
    fault: Fault | None = None
    content: bytes | None = None
    """Decompressed; of a refusal too."""
    declared_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def fetched_of(visit: Visit, answer: Answer, held: Validator | None, at: datetime) -> Fetched:
    """The record of an answer; `held` is what a 304 to this visit stands for."""
    fetched = Fetched(
        url=visit.request.url if visit.page.kind is Role.LIST else visit.page.url,
        final_url=answer.final_url,
        fetched_at=at,
        status=answer.status,
        error=error_of(answer),
        media_type=None,
        sha256=None,
        size=None,
        portal=visit.page.portal,
        role=visit.page.kind,
        page_url=visit.page.page_url,
        etag=answer.etag,
        last_modified=answer.last_modified,
        not_modified=False,
        posted=visit.request.body,
    )
    if answer.status == 304 and answer.fault is None and held is not None:
        return replace(
            fetched,
            error=None,
            sha256=held.sha256,
            etag=answer.etag or held.etag,
            last_modified=answer.last_modified or held.last_modified,
            not_modified=True,
        )
    if answer.content is None or not is_kept(answer):
        return fetched
    return replace(
        fetched,
        media_type=media_type_of(answer.content, answer.declared_type),
        sha256=sha256_of(answer.content),
        size=len(answer.content),
    )


def error_of(answer: Answer) -> str | None:
    """The word of `Fetched.error` for an answer; None for a good one."""
    if answer.fault is not None:
        return answer.fault.value
    if answer.status is None:
        return Fault.UNREACHABLE.value
    good = 200 <= answer.status < 300 and answer.status not in (202, 204)
    return None if good else of_status(answer.status)


def is_kept(answer: Answer) -> bool:
    """Whether the bytes are archived: those of a good answer, and a refusal as evidence."""
    return answer.fault in _EVIDENCE or error_of(answer) is None
