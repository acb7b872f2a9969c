"""The second crawl asks only for what changed, and knows again what did not."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from crawler.archive import Archive
from crawler.portals import Validator, WorkOrder
from crawler.records import Fetched, PageFound, Role
from tests.crawler.pages import article, build_trs
from tests.crawler.sites import Batches, Reply, Run, Site, portal

OpenSite = Callable[[], Site]


def tagged(site: Site) -> None:
    for path, reply in site.pages.items():
        etag = f'"{hashlib.sha256(reply.body).hexdigest()[:8]}"'
        site.pages[path] = replace(reply, headers={**reply.headers, "ETag": etag})


def second(order: WorkOrder, first: Run) -> WorkOrder:
    validators = {
        r.url: Validator(etag=r.etag, last_modified=r.last_modified, sha256=r.sha256)
        for r in first.of(Fetched)
        if r.sha256 is not None and r.error is None and r.role is not Role.ROBOTS
    }
    journal = Path(order.journal).with_name("run-2.jsonl")
    return replace(order, run="run-2", validators=validators, journal=str(journal))


def built(open_site: OpenSite) -> Site:
    site = open_site()
    (page, _) = build_trs(site, pages=1, rows=2, base=0)
    link = '<p>附件：<a href="./P20240120.pdf">年度报告.pdf</a></p>'
    site.page(page, article("青岚区财政局2023年政府信息公开工作年度报告", link))
    pdf = {"Content-Type": "application/pdf"}
    site.pages["/nb/202401/P20240120.pdf"] = Reply(b"%PDF-1.7 one", headers=pdf)
    tagged(site)
    return site


def test_what_did_not_change_is_noted_with_the_hash_it_had(
    open_site: OpenSite, batches: Batches
) -> None:
    site = built(open_site)
    order = batches.order(portal(site, "qing", "/nb/"))
    first = batches.run(order)
    again = batches.run(second(order, first))
    assert again.status == 0, again.stderr
    before = {r.url: r.sha256 for r in first.fetched(Role.LIST, Role.PAGE, Role.ATTACHMENT)}
    after = again.fetched(Role.LIST, Role.PAGE, Role.ATTACHMENT)
    assert {r.url: r.sha256 for r in after} == before
    assert all((r.status, r.error, r.not_modified) == (304, None, True) for r in after)
    assert [p.sha256 for p in again.of(PageFound)] == [p.sha256 for p in first.of(PageFound)]


def test_a_file_replaced_in_place_is_fetched_though_its_page_did_not_change(
    open_site: OpenSite, batches: Batches
) -> None:
    site = built(open_site)
    order = batches.order(portal(site, "qing", "/nb/"))
    first = batches.run(order)
    path = "/nb/202401/P20240120.pdf"
    site.pages[path] = replace(site.pages[path], body=b"%PDF-1.7 two")
    tagged(site)
    again = batches.run(second(order, first))
    (file,) = again.fetched(Role.ATTACHMENT)
    assert not file.not_modified
    assert again.archive.read(file.sha256 or "") == b"%PDF-1.7 two"
    assert all(r.not_modified for r in again.fetched(Role.PAGE))


def test_what_the_archive_lost_is_fetched_again(open_site: OpenSite, batches: Batches) -> None:
    site = built(open_site)
    order = batches.order(portal(site, "qing", "/nb/"))
    first = batches.run(order)
    lost = first.fetched(Role.ATTACHMENT)[0].sha256 or ""
    Archive(Path(order.archive)).path_of(lost).unlink()
    again = batches.run(second(order, first))
    (file,) = again.fetched(Role.ATTACHMENT)
    assert not file.not_modified
    assert again.archive.read(lost) == b"%PDF-1.7 one"


def test_pages_are_read_by_their_bytes_when_the_header_names_another_charset(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=1, base=0)
    for path, reply in site.pages.items():
        if reply.body.startswith(b"<html"):
            body = reply.body.decode().encode("gbk", "ignore")
            site.pages[path] = replace(reply, body=body)
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    (found,) = run.of(PageFound)
    title = "青岚区第00局2023年政府信息公开工作年度报告"
    assert (found.list_title, found.title) == (title, title)
