import errno
import socket
import struct
from collections.abc import Iterator

import pytest
import requests

from crawler.demo_portal import DemoPortal
from crawler.demo_portal.replies import HostedSite
from crawler.demo_portal.server import LoopbackServer, RequestLog
from crawler.demo_portal.sites import Site


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        yield opened


@pytest.fixture
def page(portal: DemoPortal) -> str:
    return portal.report_address("999921-market", 2024)


def empty_site() -> HostedSite:
    return HostedSite(Site(name="空", family="trs", column="/", answers={}, report_paths={}))


def test_a_page_is_not_sent_again_to_who_holds_its_etag(
    session: requests.Session, page: str
) -> None:
    etag = session.get(page).headers["ETag"]
    again = session.get(page, headers={"If-None-Match": f'"other", W/{etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag


def test_a_page_is_sent_to_who_holds_another_etag_whatever_the_date(
    session: requests.Session, page: str
) -> None:
    modified = session.get(page).headers["Last-Modified"]
    held = {"If-None-Match": '"other"', "If-Modified-Since": modified}
    assert session.get(page, headers=held).status_code == 200


def test_a_page_is_not_sent_again_to_who_holds_its_date(
    session: requests.Session, page: str
) -> None:
    modified = session.get(page).headers["Last-Modified"]
    assert session.get(page, headers={"If-Modified-Since": modified}).status_code == 304


@pytest.mark.parametrize("since", ["Mon, 01 Jan 2001 00:00:00 GMT", "yesterday"])
def test_a_page_is_sent_to_who_holds_an_older_date_or_none_that_can_be_read(
    session: requests.Session, page: str, since: str
) -> None:
    assert session.get(page, headers={"If-Modified-Since": since}).status_code == 200


def test_head_gives_the_fields_of_get_and_no_body(session: requests.Session, page: str) -> None:
    got, head = session.get(page), session.head(page)
    assert head.content == b""
    for field in ("ETag", "Last-Modified", "Content-Type", "Content-Length"):
        assert head.headers[field] == got.headers[field]


def test_an_address_that_is_not_there_is_404(session: requests.Session, page: str) -> None:
    assert session.get(page + "x").status_code == 404


def test_other_methods_are_refused(session: requests.Session, page: str) -> None:
    assert session.post(page).status_code == 501


def test_a_target_that_is_no_address_is_refused() -> None:
    with LoopbackServer("127.0.0.1", empty_site(), RequestLog()) as server:
        host, _, port = server.host.partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(b"GET http://[x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            reply = connection.makefile("rb").read()
    assert reply.startswith(b"HTTP/1.1 400 ")


def test_a_client_that_goes_away_is_no_failure_of_the_server(
    portal: DemoPortal, page: str, capfd: pytest.CaptureFixture[str]
) -> None:
    host, _, port = page.removeprefix("http://").split("/")[0].partition(":")
    request = f"GET {page} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection((host, int(port)), timeout=10) as leaving:
        leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        leaving.sendall(request * 50)
    assert requests.get(page, timeout=10).status_code == 200
    assert "Traceback" not in capfd.readouterr().err


def test_every_request_is_logged_as_it_was_answered(
    portal: DemoPortal, session: requests.Session, page: str
) -> None:
    before = len(portal.requests)
    etag = session.get(page).headers["ETag"]
    session.head(page, headers={"If-None-Match": etag})
    session.get(portal.portals[1].home + "none?page=2")
    host, path = page.removeprefix("http://").split("/", 1)
    logged = [(r.method, r.host, r.path, r.status) for r in portal.requests[before:]]
    assert logged == [
        ("GET", host, f"/{path}", 200),
        ("HEAD", host, f"/{path}", 304),
        ("GET", portal.portals[1].host, "/none?page=2", 404),
    ]
    assert portal.requests[-1].at.tzinfo is not None


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.7"])  # noqa: S104 - what is refused
def test_only_loopback_addresses_are_served(address: str) -> None:
    with pytest.raises(ValueError, match=f"does not serve {address}"):
        LoopbackServer(address, empty_site(), RequestLog())


def test_a_loopback_address_that_the_system_lacks_gives_way_to_the_usual_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bind = socket.socket.bind

    def only_the_usual(self: socket.socket, address: tuple[str, int]) -> None:
        if address[0] != "127.0.0.1":
            raise OSError(errno.EADDRNOTAVAIL, "no such address")
        bind(self, address)

    with monkeypatch.context() as patched:
        patched.setattr("socketserver.socket.socket.bind", only_the_usual)
        server = LoopbackServer("127.0.0.2", empty_site(), RequestLog())
    with server:
        assert server.host.startswith("127.0.0.1:")
        assert requests.get(server.origin, timeout=10).status_code == 404
