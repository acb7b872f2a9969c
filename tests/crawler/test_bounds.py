"""Nothing leads the crawl off its portals, into private networks or beyond its limits."""

import gzip
import ipaddress
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.portals import Limits
from crawler.records import EndState, Fetched, PortalEnded, Role
from tests.crawler.pages import article
from tests.crawler.sites import Batches, Reply, Run, Site, portal

OpenSite = Callable[[], Site]
HTML = {"Content-Type": "text/html"}


def page_of(run: Run, url: str) -> Fetched:
    (fetched,) = [record for record in run.fetched(Role.PAGE) if record.url == url]
    return fetched


def redirect(site: Site, path: str, target: str) -> None:
    site.pages[path] = Reply(status=302, headers={"Location": target})


def test_redirects_are_followed_within_the_portal_only(
    open_site: OpenSite, batches: Batches
) -> None:
    site, elsewhere = open_site(), open_site()
    site.page("/new.html", article("青岚区2023年政府信息公开工作年度报告"))
    targets = {
        "/moved.html": "/new.html",
        "/away.html": elsewhere.url("/b.html"),
        "/named.html": f"http://user:word@{site.netloc}/new.html",
        "/round.html": "/round.html",
        "/file.html": "file:///etc/passwd",
    }
    for path, target in targets.items():
        redirect(site, path, target)
    run = batches.run(batches.order(portal(site), single_pages=tuple(map(site.url, targets))))
    assert {path: page_of(run, site.url(path)).error for path in targets} == {
        "/moved.html": None,
        "/away.html": "off_host",
        "/named.html": "off_host",
        "/round.html": "redirect_loop",
        "/file.html": "http_302",
    }
    assert page_of(run, site.url("/moved.html")).final_url == site.url("/new.html")
    assert page_of(run, site.url("/away.html")).final_url == elsewhere.url("/b.html")
    assert elsewhere.asked == []
    assert site.times("/round.html") == 7


def test_private_addresses_are_not_asked_without_leave_nor_by_a_redirect(
    open_site: OpenSite, batches: Batches
) -> None:
    intranet, inner = open_site(), open_site()
    redirect(intranet, "/a.html", inner.url("/secret.html"))
    with_leave = portal(intranet, "li")
    without = portal(intranet, "mo", allow_private=False, hosts=(intranet.netloc, inner.netloc))
    asked = (intranet.url("/a.html"), inner.url("/b.html"))
    run = batches.run(batches.order(without, with_leave, single_pages=asked))
    for url in asked:
        fetched = page_of(run, url)
        assert (fetched.portal, fetched.error, fetched.status) == ("mo", "private_address", None)
    assert inner.asked == []


def test_bodies_too_large_or_cut_short_are_never_kept(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    body = b"<html>" + b" " * 300_000
    bomb = {**HTML, "Content-Encoding": "gzip"}
    cut = {"Content-Type": "application/pdf", "Content-Length": "5000"}
    site.pages["/large.html"] = Reply(body, headers=HTML)
    site.pages["/bomb.html"] = Reply(gzip.compress(body), headers=bomb)
    site.pages["/cut.pdf"] = Reply(b"%PDF-1.7 cut", headers=cut)
    errors = {"/large.html": "too_large", "/bomb.html": "too_large", "/cut.pdf": "dataloss"}
    limits = Limits(timeout=5.0, retries=1, max_bytes=100_000)
    pages = tuple(map(site.url, errors))
    run = batches.run(batches.order(portal(site), single_pages=pages, limits=limits))
    for path, error in errors.items():
        fetched = page_of(run, site.url(path))
        assert (fetched.error, fetched.sha256) == (error, None)
    assert site.times("/cut.pdf") == 2


def self_signed(folder: Path, host: str) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = folder / "self-signed.pem"
    plain = serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, pkcs8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(
    batches: Batches, tmp_path: Path
) -> None:
    host = "127.0.8.1"
    site = Site(host, self_signed(tmp_path, host))
    site.page("/a.html", article("青岚区2023年政府信息公开工作年度报告"))
    run = batches.run(batches.order(portal(site), single_pages=(site.url("/a.html"),)))
    site.close()
    assert site.asked == []
    assert [r.error for r in run.fetched(Role.ROBOTS)] == ["tls_error"]
    assert page_of(run, site.url("/a.html")).error == "robots_unavailable"
    assert run.of(PortalEnded)[0].state is EndState.UNREACHABLE


def test_a_server_that_does_not_answer_is_a_timeout(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    never = threading.Event()

    def hang(_: Site, path: str) -> None:
        if path == "/a.html":
            never.wait(20)

    site.answering = hang
    limits = Limits(timeout=0.5, retries=0)
    pages = (site.url("/a.html"),)
    run = batches.run(batches.order(portal(site), single_pages=pages, limits=limits))
    never.set()
    assert page_of(run, pages[0]).error == "timeout"
    assert run.of(PortalEnded)[0].state is EndState.INCOMPLETE
