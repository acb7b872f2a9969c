"""An HTTP server for one site, bound to a loopback address and nothing else."""

import datetime as dt
import errno
import socket
import socketserver
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Lock, Thread
from typing import Final, Self

from crawler.demo_portal.replies import Conditions, HostedSite, Reply

_FALLBACK: Final = "127.0.0.1"
"""The loopback address that every system has."""
_NO_SUCH_ADDRESS: Final = frozenset({errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRequest:
    """One request as it was answered."""

    at: dt.datetime
    """In UTC."""
    method: str
    host: str
    """As the client named it: `127.0.0.2:41234`."""
    path: str
    """With the query."""
    status: int


class RequestLog:
    """The requests to all sites of a demo portal, in the order of their answers."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: list[LoggedRequest] = []

    def add(self, request: LoggedRequest) -> None:
        """Adds one request; any thread may call this."""
        with self._lock:
            self._requests.append(request)

    def all(self) -> tuple[LoggedRequest, ...]:
        """Everything so far."""
        with self._lock:
            return tuple(self._requests)


class LoopbackServer:
    """Serves a site from a free port until it is closed; a context manager.

    Raises:
        ValueError: the address is not a loopback address.
        OSError: no free port.
    """

    def __init__(self, address: str, hosted: HostedSite, log: RequestLog) -> None:
        if not ip_address(address).is_loopback:
            raise ValueError(
                f"the demo portal is for this machine alone and does not serve {address}; "
                "name an address of 127.0.0.0/8"
            )
        self._server = _bind(address, hosted, log)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def origin(self) -> str:
        """`http://127.0.0.2:41234`."""
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        """`127.0.0.2:41234`."""
        address, port = self._server.socket.getsockname()[:2]
        return f"{address}:{port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def __init__(self, address: str, hosted: HostedSite, log: RequestLog) -> None:
        self.hosted = hosted
        self.log = log
        super().__init__((address, 0), _Connection)

    def server_bind(self) -> None:
        """Binds without the name look-up of `HTTPServer`, which may wait for a resolver."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Reports what went wrong, but for a client that went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _bind(address: str, hosted: HostedSite, log: RequestLog) -> _Server:
    """A server on the address; on systems without it, on the one that all have."""
    try:
        return _Server(address, hosted, log)
    except OSError as error:
        if address == _FALLBACK or error.errno not in _NO_SUCH_ADDRESS:
            raise
        return _Server(_FALLBACK, hosted, log)


class _Connection(BaseHTTPRequestHandler):
    """One client's connection; GET and HEAD only, the base class refuses the rest with 501."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Sends the reply with its body."""
        reply = self._reply()
        self._send_head(reply)
        self.wfile.write(reply.body)

    def do_HEAD(self) -> None:
        """Sends the same head as for GET."""
        self._send_head(self._reply())

    def version_string(self) -> str:
        """The `Server` field: not which Python answers."""
        return "gouji-demo"

    def log_message(self, *_args: object) -> None:
        """Prints nothing: the request log holds it."""

    def log_request(self, code: int | str = "-", _size: int | str = "-") -> None:
        """Adds the request to the log; the base class calls this with every status it sends."""
        self.server.log.add(
            LoggedRequest(
                at=dt.datetime.now(dt.UTC),
                method=self.command or "",
                host=self.headers.get("Host", "") if hasattr(self, "headers") else "",
                path=getattr(self, "path", ""),
                status=int(code),
            )
        )

    def _reply(self) -> Reply:
        conditions = Conditions(
            if_none_match=self.headers.get("If-None-Match"),
            if_modified_since=self.headers.get("If-Modified-Since"),
        )
        return self.server.hosted.reply(self.path, conditions)

    def _send_head(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
