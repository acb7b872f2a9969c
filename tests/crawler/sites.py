"""Portals on loopback, each with an address of its own, and batches run as they run in service."""

import ssl
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import crawler
from crawler.archive import Archive
from crawler.journal import Journal
from crawler.portals import Limits, Portal, WorkOrder
from crawler.records import Fetched, Record, Role

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reply:
    """What a portal answers to one address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed or has lost patience is part of the tests."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


Answering = Callable[["Site", str], Reply | None]


class Site:
    """A web server on its own loopback address, which notes what it was asked."""

    def __init__(self, host: str, tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self._scheme = "http" if tls is None else "https"
        self.pages: dict[str, Reply] = {}
        self.answering: Answering | None = None
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._server = _Server((host, 0), _handler(self))
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self._server.server_port}"

    def url(self, path: str) -> str:
        return f"{self._scheme}://{self.netloc}{path}"

    def page(self, path: str, text: str, **headers: str) -> None:
        shown = {"Content-Type": "text/html; charset=utf-8"}
        shown |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Reply(text.encode(), headers=shown)

    def times(self, path: str) -> int:
        return self.asked.count(path)

    def pages_asked(self) -> Counter[str]:
        return Counter(path for path in self.asked if path != "/robots.txt")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        with self._lock:
            self.asked.append(path)
            self.headers.append(headers)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        own = self.answering(self, path) if self.answering else None
        reply = own or self.pages.get(path) or self.pages.get(urlsplit(path).path)
        with self._lock:
            self._at_once -= 1
        reply = reply or Reply(b"<html><body>not found</body></html>", 404)
        etag = reply.headers.get("ETag")
        if etag is not None and headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return reply


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            told = {name.lower(): value for name, value in self.headers.items()}
            reply = site.reply(self.path, told)
            self.send_response(reply.status)
            length = (
                {} if "Content-Length" in reply.headers else {"Content-Length": len(reply.body)}
            )
            for name, value in {**length, **reply.headers}.items():
                self.send_header(name, str(value))
            self.send_header("Connection", "close")
            self.end_headers()
            if reply.status != 304:
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def portal(site: Site, name: str = "qing", *columns: str, **changes: object) -> Portal:
    """A portal of one site, allowed to be on loopback and asked without delay."""
    plain = Portal(
        id=name,
        name=f"{name} 区政府",
        home=site.url("/"),
        hosts=(site.netloc,),
        family=None,
        platform=None,
        encoding=None,
        delay=0.0,
        allow_private=True,
        column_urls=tuple(site.url(column) for column in columns),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Run:
    """How a batch ended, and what it left."""

    status: int
    stderr: str
    records: tuple[Record, ...]
    archive: Archive

    def of(self, kind: type[R]) -> list[R]:
        return [record for record in self.records if isinstance(record, kind)]

    def fetched(self, *roles: Role) -> list[Fetched]:
        wanted = roles or (Role.PAGE, Role.ATTACHMENT)
        return [record for record in self.of(Fetched) if record.role in wanted]


class Batches:
    """Batches below one folder, run by `python -m crawler`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def order(self, *portals: Portal, run: str = "run-1", **changes: object) -> WorkOrder:
        order = WorkOrder(
            run=run,
            portals=portals,
            pending=(),
            validators={},
            archive=str(self._folder / "archive"),
            journal=str(self._folder / f"{run}.jsonl"),
            user_agent="GoujiTest/0.1 (+https://example.org/gouji)",
            limits=Limits(timeout=5.0, retries=0),
        )
        return replace(order, **changes)  # type: ignore[arg-type]

    def start(self, order: WorkOrder) -> "subprocess.Popen[str]":
        path = self._folder / f"{order.run}.json"
        path.write_text(order.to_json(), encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, "-m", "crawler", str(path)],
            cwd=Path(crawler.__file__).parents[1],
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, order: WorkOrder) -> Run:
        process = self.start(order)
        _, stderr = process.communicate(timeout=60)
        return self.left_by(order, process.returncode, stderr)

    def left_by(self, order: WorkOrder, status: int, stderr: str) -> Run:
        journal = Path(order.journal)
        records = tuple(Journal(journal).read()) if journal.exists() else ()
        return Run(status, stderr, records, Archive(Path(order.archive)))
