"""`python -m crawler`: what it says when it cannot do its work, and its exit status."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.__main__ import main
from crawler.journal import Journal
from crawler.records import BatchEnded, EndState, PageFound, PortalEnded, Role
from tests.crawler.pages import article, build_trs, trs_list, trs_row
from tests.crawler.records import listed, order
from tests.crawler.sites import Batches, Reply, Site, portal

OpenSite = Callable[[], Site]


def test_an_order_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.json")]) == 1
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    assert main([str(wrong)]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "none.json") in said
    assert f"{wrong}: work order: run: expected a value" in said


def test_a_damaged_journal_stops_the_batch_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "run-1.jsonl"
    journal.write_bytes(b"gossip\n{}\n")
    path = tmp_path / "order.json"
    path.write_text(order(journal=str(journal)).to_json(), encoding="utf-8")
    assert main([str(path)]) == 1
    assert "line 1: not JSON" in capsys.readouterr().err


def test_a_batch_runs_once_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = tmp_path / "run-1.jsonl"
    path = tmp_path / "order.json"
    path.write_text(order(journal=str(journal)).to_json(), encoding="utf-8")
    with Journal(journal) as running:
        running.append(listed())
        assert main([str(path)]) == 1
    assert "runs already" in capsys.readouterr().err
    assert list(Journal(journal).read()) == [listed()]


def test_evidence_that_cannot_be_kept_stops_the_batch_and_it_can_go_on_later(
    open_site: OpenSite, batches: Batches, tmp_path: Path
) -> None:
    site = open_site()
    articles = build_trs(site, pages=1, rows=3, base=0)
    archive = tmp_path / "archive"
    archive.write_text("in the way")
    work = batches.order(portal(site, "qing", "/nb/"))
    stopped = batches.run(work)
    assert stopped.status == 1
    assert "evidence cannot be kept" in stopped.stderr
    assert os.fspath(archive) in stopped.stderr
    assert stopped.of(BatchEnded) == []
    archive.unlink()
    assert len(batches.run(work).fetched()) == len(articles)


def test_a_single_page_is_fetched_with_its_files_and_no_list(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    site.page("/a/1.html", article("青岚区年报", '<a href="1.pdf">全文</a>'))
    site.pages["/a/1.pdf"] = Reply(b"%PDF-1.7")
    pages = (site.url("/a/1.html"), site.url("/a/1.pdf"))
    run = batches.run(batches.order(portal(site), single_pages=pages[:1]))
    assert [(r.role, r.url, r.page_url) for r in run.fetched()] == [
        (Role.PAGE, pages[0], None),
        (Role.ATTACHMENT, pages[1], pages[0]),
    ]


def test_a_row_may_lead_straight_to_a_file_and_decoys_are_not_asked_for(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    site.pages["/nb/P1.pdf"] = Reply(b"%PDF-1.7", headers={"Content-Type": "text/html"})
    rows = [
        trs_row("./P1.pdf", "青岚区财政局2023年政府信息公开工作年度报告"),
        trs_row("./202401/t20240131_2.html", "图解：2023年政府信息公开工作年度报告"),
        trs_row("./202401/t20240131_3.html", "青岚区2023年法治政府建设年度报告"),
    ]
    site.page("/nb/", trs_list(rows, ""))
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    assert site.asked == ["/robots.txt", "/nb/", "/nb/P1.pdf"]
    (found,) = run.of(PageFound)
    assert found.list_title == "青岚区财政局2023年政府信息公开工作年度报告"
    assert [r.media_type for r in run.fetched()] == ["application/pdf"]


def test_a_list_of_unknown_family_is_read_and_said_to_be_incomplete(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    report = "青岚区2023年政府信息公开工作年度报告"
    site.page("/nb/", f"<ul><li><a href='/1.html'>{report}</a>2024-01-20</li></ul>")
    site.page("/1.html", article(report))
    work = batches.order(portal(site, "qing", "/nb/"))
    run = batches.run(work)
    assert len(run.of(PageFound)) == 1
    assert run.of(PortalEnded)[0].state is EndState.INCOMPLETE
    assert "no family of these pages is known" in (run.of(PortalEnded)[0].reason or "")
    named = replace(work.portals[0], family="static")
    journal = Path(work.journal).with_name("run-2.jsonl")
    again = batches.run(replace(work, run="run-2", portals=(named,), journal=str(journal)))
    assert again.of(PortalEnded)[0].state is EndState.OK
