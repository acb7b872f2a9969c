import csv
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from crawler.demo_portal import DemoPortal
from crawler.demo_portal.county import BODIES, YEARS, BodyKind
from crawler.demo_portal.faults import PLANTED, TO_BE_CORRECTED
from crawler.demo_portal.publishing import Medium, Publication, publish_all
from crawler.demo_portal.render_docx import render_docx
from crawler.demo_portal.render_pdf import render_pdf


@pytest.fixture
def fresh() -> Iterator[DemoPortal]:
    """A portal that a test may change."""
    with DemoPortal(seed=1) as opened:
        yield opened


def publication(medium: Medium) -> Publication:
    return next(each for each in publish_all(1) if each.medium is medium)


def report_etags(portal: DemoPortal) -> dict[tuple[str, int], str]:
    return {
        (body.id, year): requests.head(portal.report_address(body.id, year), timeout=10).headers[
            "ETag"
        ]
        for body in BODIES
        for year in YEARS
    }


def test_the_same_seed_gives_the_same_reports_and_another_seed_others() -> None:
    assert publish_all(3) == publish_all(3)
    assert publish_all(3) != publish_all(4)


def test_the_same_seed_gives_the_same_pages_from_another_server(
    portal: DemoPortal, fresh: DemoPortal
) -> None:
    assert report_etags(portal) == report_etags(fresh)


@pytest.mark.parametrize("medium", [Medium.DOCX, Medium.PDF])
def test_a_file_is_the_same_whatever_the_clock_says(
    medium: Medium, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = publication(medium)

    def render() -> bytes:
        if medium is Medium.PDF:
            return render_pdf(published.report)
        return render_docx(published.report, published.published)

    today = render()
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert render() == today


def test_there_are_files_of_each_kind_and_pages_of_each_habit() -> None:
    media = [each.medium for each in publish_all(1)]
    assert len(media) == 42
    assert media.count(Medium.DOCX) >= 5
    assert media.count(Medium.PDF) >= 4
    assert media.count(Medium.CLEAN_PAGE) >= 5
    assert media.count(Medium.WORD_PAGE) >= 5


def test_bodies_publish_in_january_and_the_government_in_march() -> None:
    for each in publish_all(2):
        is_government = each.report.body.kind is BodyKind.GOVERNMENT
        assert each.published.year == each.report.year + 1
        assert each.published.month == (3 if is_government else 1)


def test_the_register_names_fourteen_bodies_under_one_government(
    portal: DemoPortal, tmp_path: Path
) -> None:
    portal.write_configuration(tmp_path / "home")
    with (tmp_path / "home" / "bodies.csv").open(encoding="utf-8", newline="") as register:
        rows = list(csv.DictReader(register))
    assert list(rows[0]) == (
        "id,name,aliases,kind,region,parent,portal,column_url,due,supervisors".split(",")
    )
    kinds = [row["kind"] for row in rows]
    assert [kinds.count(kind) for kind in ("government", "department", "township")] == [1, 8, 5]
    assert {row["parent"] for row in rows} == {"", "999921-government"}
    assert {row["region"] for row in rows} == {"999921"}
    assert any(row["name"].endswith("人民政府办公室") for row in rows)


def test_the_settings_name_the_portals_as_they_are_served(
    portal: DemoPortal, tmp_path: Path
) -> None:
    portal.write_configuration(tmp_path)
    settings = tomllib.loads((tmp_path / "gouji.toml").read_text("utf-8"))
    with (tmp_path / "bodies.csv").open(encoding="utf-8", newline="") as register:
        rows = list(csv.DictReader(register))
    assert {row["portal"] for row in rows} == set(settings["portals"])
    named = {name for row in rows for name in row["supervisors"].split(";")}
    assert named == set(settings["supervisors"])
    assert {s["language"] for s in settings["supervisors"].values()} == {"zh", "en"}
    assert all(s["channels"] == ["file"] for s in settings["supervisors"].values())
    for table in settings["portals"].values():
        assert table["allow_private"] is True
        assert table["delay"] == 0
        assert table["home"] == f"http://{table['hosts'][0]}/"
        assert requests.get(table["column_urls"][0], timeout=10).status_code == 200


def test_a_correction_changes_one_page_at_its_address_and_nothing_else(fresh: DemoPortal) -> None:
    before = report_etags(fresh)
    column = requests.get(fresh.portals[0].column_url, timeout=10).content
    faulty = fresh.report_address(TO_BE_CORRECTED.body, TO_BE_CORRECTED.year)
    modified = requests.head(faulty, timeout=10).headers["Last-Modified"]
    fault = fresh.correct_one_report()
    after = report_etags(fresh)
    changed = {report for report, etag in after.items() if etag != before[report]}
    assert changed == {(fault.body, fault.year)}
    assert requests.get(fresh.portals[0].column_url, timeout=10).content == column
    page = fresh.report_address(fault.body, fault.year)
    assert page == faulty
    held = {"If-None-Match": before[fault.body, fault.year]}
    assert requests.get(page, headers=held, timeout=10).status_code == 200
    held = {"If-Modified-Since": modified}
    assert requests.get(page, headers=held, timeout=10).status_code == 200


def test_a_correction_puts_the_faulty_cell_right_and_takes_the_fault_off_the_list(
    fresh: DemoPortal,
) -> None:
    assert fresh.planted == PLANTED
    fault = fresh.correct_one_report()
    assert fault in PLANTED
    assert fresh.planted == tuple(each for each in PLANTED if each != fault)
    cells = fresh.figures(fault.body, fault.year)
    for review in ("reconsideration", "direct_suit", "suit_after_reconsideration"):
        parts = [
            int(cells[f"t4/{review}/{result}"])
            for result in ("upheld", "corrected", "other", "pending")
        ]
        assert int(cells[f"t4/{review}/total"]) == sum(parts)


def test_correcting_twice_is_correcting_once(fresh: DemoPortal) -> None:
    fault = fresh.correct_one_report()
    once = report_etags(fresh)
    assert fresh.correct_one_report() == fault
    assert report_etags(fresh) == once


def test_a_portal_has_no_address_before_it_is_opened_and_after_it_is_closed() -> None:
    portal = DemoPortal(seed=1)
    with pytest.raises(RuntimeError, match="open it with `with` first"):
        portal.report_address("999921-health", 2024)
    with portal:
        address = portal.report_address("999921-health", 2024)
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=10)
    with pytest.raises(RuntimeError):
        portal.write_configuration(Path("nowhere"))
