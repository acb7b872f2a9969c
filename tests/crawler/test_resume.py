"""A batch killed at any moment goes on from its journal: nothing lost, nothing doubled."""

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.journal import Journal
from crawler.records import BatchEnded, EndState, PageFound, PortalEnded, Role
from tests.crawler.pages import article, build_trs
from tests.crawler.sites import Batches, Reply, Site, portal

OpenSite = Callable[[], Site]


class Hold:
    """Holds a site's answer to one address until it is let go."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.reached = threading.Event()
        self.released = threading.Event()

    def __call__(self, _: Site, path: str) -> Reply | None:
        if path == self._path:
            self.reached.set()
            self.released.wait(30)
        return None


def site_with_files(open_site: OpenSite) -> tuple[Site, list[str]]:
    site = open_site()
    articles = build_trs(site, pages=3, rows=4, base=0)
    files = []
    for number, path in enumerate(articles):
        name = f"P0202401{number:02}.pdf"
        link = f'<p>附件：<a href="./{name}">2023年年报.pdf</a></p>'
        site.page(path, article(f"第{number}局2023年政府信息公开工作年度报告", link))
        files.append(path.rpartition("/")[0] + "/" + name)
        site.pages[files[-1]] = Reply(
            b"%PDF-1.7 " + str(number).encode(), headers={"Content-Type": "application/pdf"}
        )
    return site, [*articles, *files]


@pytest.mark.parametrize(
    "held",
    [
        "/nb/index_2.html",
        "/nb/202401/t20240120_1002.html",
        "/nb/202401/P020240105.pdf",
    ],
    ids=["in the list", "at a page", "at a file"],
)
def test_a_killed_batch_goes_on_and_every_page_is_fetched_exactly_once(
    held: str, open_site: OpenSite, batches: Batches
) -> None:
    site, paths = site_with_files(open_site)
    order = batches.order(portal(site, "qing", "/nb/"))
    site.answering = hold = Hold(held)
    process = batches.start(order)
    assert hold.reached.wait(30)
    process.kill()
    process.communicate()
    hold.released.set()
    site.answering = None
    assert not [r for r in Journal(Path(order.journal)).read() if isinstance(r, BatchEnded)]

    run = batches.run(order)

    assert run.status == 0, run.stderr
    fetched = run.fetched()
    assert Counter(record.url for record in fetched) == Counter(map(site.url, paths))
    assert all(run.archive.read(record.sha256 or "") for record in fetched)
    assert len(run.of(PageFound)) == len(paths) // 2
    asked = site.pages_asked()
    assert {path: asked[path] for path in paths if path != held} == dict.fromkeys(
        [path for path in paths if path != held], 1
    )
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.OK]
    assert len(run.of(BatchEnded)) == 1


def test_a_batch_that_ended_is_not_run_again(open_site: OpenSite, batches: Batches) -> None:
    site, _ = site_with_files(open_site)
    order = batches.order(portal(site, "qing", "/nb/"))
    batches.run(order)
    asked = len(site.asked)
    assert batches.run(order).status == 0
    assert len(site.asked) == asked


def test_sigterm_ends_in_order_and_the_batch_can_go_on(
    open_site: OpenSite, batches: Batches
) -> None:
    site, paths = site_with_files(open_site)
    order = batches.order(portal(site, "qing", "/nb/"))
    site.answering = hold = Hold("/nb/202401/t20240120_1002.html")
    process = batches.start(order)
    assert hold.reached.wait(30)
    process.terminate()
    hold.released.set()
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "run the same order to go on" in stderr
    run = batches.run(order)
    assert run.status == 0
    assert Counter(r.url for r in run.fetched()) == Counter(map(site.url, paths))


def test_attachments_name_the_page_that_offers_them(open_site: OpenSite, batches: Batches) -> None:
    site, paths = site_with_files(open_site)
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    files = run.fetched(Role.ATTACHMENT)
    assert {record.media_type for record in files} == {"application/pdf"}
    pages, names = map(site.url, paths[:12]), map(site.url, paths[12:])
    assert {r.url: r.page_url for r in files} == dict(zip(names, pages, strict=True))
