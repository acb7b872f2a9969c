"""What came back when one address was asked for, and what that is called."""

from dataclasses import dataclass

from crawler.faults import BLOCKED, Fault, of_status

_EVIDENCE = BLOCKED | {Fault.FORBIDDEN}


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
