"""The stable words for how a fetch failed, and the exceptions that carry them.

`Fetched.error` is one of `Fault`, or `http_NNN` for another HTTP status that is no success.
"""

from enum import StrEnum


class Fault(StrEnum):
    """Why an address gave us nothing to read."""

    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNAVAILABLE = "robots_unavailable"
    BLOCKED_WAF = "blocked:waf"
    BLOCKED_RUISHU = "blocked:ruishu"
    BLOCKED_JSL = "blocked:jsl"
    BLOCKED_CAPTCHA = "blocked:captcha"
    FORBIDDEN = "forbidden"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS_ERROR = "tls_error"
    TOO_LARGE = "too_large"
    PRIVATE_ADDRESS = "private_address"
    OFF_HOST = "off_host"
    DATALOSS = "dataloss"
    REDIRECT_LOOP = "redirect_loop"
    REQUEST_BUDGET = "request_budget"
    HOST_STOPPED = "host_stopped"
    """A redirect to a host that was given up after a row of failures."""


def of_status(status: int) -> str:
    """The word for an HTTP status that is no success."""
    return f"http_{status}"


BLOCKED = frozenset(
    {Fault.BLOCKED_WAF, Fault.BLOCKED_RUISHU, Fault.BLOCKED_JSL, Fault.BLOCKED_CAPTCHA}
)
"""A protective system stands before the portal and turned us away."""

REFUSALS = BLOCKED | {Fault.FORBIDDEN, Fault.ROBOTS_DISALLOWED}
"""The portal answered, and does not want us."""

ABSENCES = frozenset({Fault.TIMEOUT, Fault.UNREACHABLE, Fault.ROBOTS_UNAVAILABLE, Fault.TLS_ERROR})
"""The portal could not be asked."""

STOPS_HOST = BLOCKED | {
    Fault.ROBOTS_UNAVAILABLE,
    Fault.TLS_ERROR,
    Fault.PRIVATE_ADDRESS,
}
"""After one of these, its host is asked for nothing more in this batch."""

SETTLED = frozenset({"http_404", "http_410", Fault.OFF_HOST})
"""Answers that leave nothing open: the page is not there, or not on this portal."""

_STRAINS = BLOCKED | ABSENCES | {Fault.FORBIDDEN, Fault.DATALOSS}


def strains(error: str | None) -> bool:
    """Whether a few such answers in a row mean that the host should be left alone."""
    return error is not None and (error in _STRAINS or error.startswith(("http_5", "http_429")))


class FetchFailed(Exception):
    """A fetch that ended in one of the words above.

    Attributes:
        fault: the word.
        content: the bytes of a refusal, kept as evidence; None where none came.
        status: the HTTP status of that refusal.
    """

    def __init__(self, fault: Fault, *, content: bytes | None = None, status: int | None = None):
        super().__init__(fault.value)
        self.fault = fault
        self.content = content
        self.status = status
