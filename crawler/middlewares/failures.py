"""From Scrapy's responses and exceptions to our answers."""

from OpenSSL.SSL import Error as TlsError
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from crawler.answers import Answer
from crawler.faults import Fault, FetchFailed

LONGEST_HEADER = 1000
_FAULTS: tuple[tuple[type[BaseException], Fault], ...] = (
    (DownloadTimeoutError, Fault.TIMEOUT),
    (DownloadCancelledError, Fault.TOO_LARGE),
    (ResponseDataLossError, Fault.DATALOSS),
    (UnsupportedURLSchemeError, Fault.OFF_HOST),
    (DownloadConnectionRefusedError, Fault.UNREACHABLE),
    (CannotResolveHostError, Fault.UNREACHABLE),
    (DownloadFailedError, Fault.UNREACHABLE),
    (ConnectError, Fault.UNREACHABLE),
    (ConnectionDone, Fault.UNREACHABLE),
    (ConnectionLost, Fault.UNREACHABLE),
)

FAILURES: tuple[type[BaseException], ...] = (
    FetchFailed,
    IgnoreRequest,
    *(kind for kind, _ in _FAULTS),
)
"""Exceptions that say how a fetch failed; any other is our own."""


def answer_of(response: Response) -> Answer:
    """An HTTP answer of any status."""
    return Answer(
        final_url=response.url,
        status=response.status,
        content=response.body,
        declared_type=_header(response, "Content-Type"),
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
    )


def failed_answer(error: BaseException | None, request: Request) -> Answer | None:
    """The answer that a failed request comes to; None where the error is our own."""
    if isinstance(error, FetchFailed):
        return Answer(
            final_url=request.url, fault=error.fault, content=error.content, status=error.status
        )
    fault = None if error is None else _fault_of(error)
    return None if fault is None else Answer(final_url=request.url, fault=fault)


def _fault_of(error: BaseException) -> Fault | None:
    if isinstance(error, IgnoreRequest):
        # Scrapy's own: decompression beyond the limit has a cause, too many redirects has none.
        return Fault.REDIRECT_LOOP if error.__cause__ is None else Fault.TOO_LARGE
    if _is_tls(error):
        return Fault.TLS_ERROR
    return next((fault for kind, fault in _FAULTS if isinstance(error, kind)), None)


def _is_tls(error: BaseException) -> bool:
    reasons = getattr(error.__cause__, "reasons", ())
    return any(isinstance(reason.value, TlsError) for reason in reasons)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value and len(value) <= LONGEST_HEADER else None
