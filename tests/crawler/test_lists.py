"""Lists of both families are paged completely, and every page is fetched once."""

from collections import Counter
from collections.abc import Callable

import pytest

from crawler.records import EndState, Listed, PageFound, PortalEnded, StopReason
from tests.crawler.pages import build_jpage, build_trs
from tests.crawler.sites import Batches, Site, portal

OpenSite = Callable[[], Site]


@pytest.mark.parametrize("base", [0, 1])
def test_a_trs_list_is_read_whole_whether_its_pager_counts_from_0_or_1(
    base: int, open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    articles = build_trs(site, pages=4, rows=5, base=base)
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    assert run.status == 0, run.stderr
    asked = site.pages_asked()
    assert {path: asked[path] for path in articles} == dict.fromkeys(articles, 1)
    (listed,) = run.of(Listed)
    assert (listed.entries, listed.followed, listed.complete) == (20, 20, True)
    assert listed.stop_reason is StopReason.END
    assert Counter(page.url for page in run.of(PageFound)) == Counter(map(site.url, articles))
    (ended,) = run.of(PortalEnded)
    assert (ended.state, ended.reason) == (EndState.OK, None)
    assert ended.requests == len(site.asked)
    assert site.most_at_once == 1


def test_a_jpage_list_with_overlapping_windows_is_read_whole_and_each_row_once(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    articles = build_jpage(site, total=23, window=8, step=6)
    run = batches.run(batches.order(portal(site, "qing", "/col/col77/index.html")))
    assert run.status == 0, run.stderr
    asked = site.pages_asked()
    assert {path: asked[path] for path in articles} == dict.fromkeys(articles, 1)
    (listed,) = run.of(Listed)
    assert (listed.entries, listed.declared_total, listed.complete) == (23, 23, True)
    assert listed.stop_reason is StopReason.TOTAL_REACHED
