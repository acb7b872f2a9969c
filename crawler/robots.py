"""What a robots.txt allows, failing closed: no answer is a no for this batch (RFC 9309, 2.3.1)."""

from dataclasses import dataclass
from typing import Self

from protego import Protego

from crawler.charset import decode
from crawler.faults import BLOCKED, Fault
from crawler.media_types import is_html

LONGEST_DELAY = 300.0
"""Seconds; a longer Crawl-delay is taken as this."""
_FORBIDS = frozenset({401, 403})
_OWN_REASONS = BLOCKED | {Fault.PRIVATE_ADDRESS, Fault.HOST_STOPPED}
_TRY_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one origin."""

    parsed: Protego | None = None
    """None where it sets no rules, or `fault` answers for all."""
    fault: Fault | None = None
    """Why nothing of this origin may be fetched."""

    @classmethod
    def of_answer(cls, status: int, content: bytes) -> Self:
        """The rules that an answer to `/robots.txt` means.

        Absent is allowed; forbidden is disallowed; a web page in its place sets no rules; trouble
        of the server, or being told to come later, is unavailable.
        """
        if status in _FORBIDS:
            return cls(fault=Fault.ROBOTS_DISALLOWED)
        if 400 <= status < 500 and status not in _TRY_LATER:
            return cls()
        if not 200 <= status < 300:
            return cls(fault=Fault.ROBOTS_UNAVAILABLE)
        return cls() if is_html(content) else cls(parsed=Protego.parse(decode(content).text))

    @classmethod
    def of_fault(cls, fault: Fault) -> Self:
        """The rules where no answer was had: a reason of its own stays, all else is trouble."""
        if fault is Fault.FORBIDDEN:
            return cls(fault=Fault.ROBOTS_DISALLOWED)
        return cls(fault=fault if fault in _OWN_REASONS else Fault.ROBOTS_UNAVAILABLE)

    def fault_for(self, url: str, user_agent: str) -> Fault | None:
        """Why this address may not be fetched; None where it may."""
        if self.parsed is None or self.fault is not None:
            return self.fault
        return None if self.parsed.can_fetch(url, user_agent) else Fault.ROBOTS_DISALLOWED

    def delay(self, user_agent: str) -> float:
        """Least seconds between two requests; 0 where none are stated."""
        stated = self.parsed.crawl_delay(user_agent) if self.parsed is not None else None
        return min(max(float(stated or 0), 0.0), LONGEST_DELAY)
