"""A build writes what differs, removes what is gone, and tells our own failures apart."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audits.site.build import build
from audits.site.drafts import content_of_drafts
from audits.site.plan import files_of
from audits.site.writing import MANIFEST, FolderTaken
from tests.audits.site.district import NOON, World
from tests.audits.site.invented_reports import balanced
from tests.audits.site.shown_page import ShownPage


@pytest.fixture
def small(world: World) -> World:
    """Two bodies with a report each."""
    world.add("990101-gov", 2024, balanced(3))
    world.add("990101-finance", 2024, balanced(4))
    return world


def times(out: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}


def test_a_second_build_of_the_same_content_writes_nothing(small: World, tmp_path: Path) -> None:
    first = small.build(tmp_path)
    before = times(tmp_path)
    second = small.build(tmp_path)
    assert first.written > 0
    assert (second.written, second.removed) == (0, 0)
    assert second.unchanged == first.written
    assert times(tmp_path) == before


def test_a_later_build_changes_only_the_pages_that_tell_the_time(
    small: World, tmp_path: Path
) -> None:
    small.build(tmp_path)
    before = times(tmp_path)
    build(small.content(), tmp_path, small.copies.__getitem__, NOON + timedelta(days=1))
    changed = {path.name for path, time in times(tmp_path).items() if before[path] != time}
    assert changed == {"index.html", "ledger.html"}


def test_two_builds_in_two_places_are_the_same_bytes(small: World, tmp_path: Path) -> None:
    small.build(tmp_path / "a")
    small.build(tmp_path / "b")
    one, other = (
        {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        for root in (tmp_path / "a", tmp_path / "b")
    )
    assert one == other


def test_pages_of_what_is_gone_are_removed(small: World, tmp_path: Path) -> None:
    small.build(tmp_path)
    counts = small.build(
        tmp_path,
        reports=tuple(r for r in small.records if r.body != "990101-finance"),
        findings=tuple(f for f in small.findings if f.subject.body != "990101-finance"),
    )
    assert counts.removed == 3  # the report in two languages, and its copy
    assert not list(tmp_path.rglob("990101-finance-*.html"))
    assert (tmp_path / "reports/990101-gov-2024.html").exists()


def test_only_the_text_that_speaks_for_its_year_has_the_page(small: World, tmp_path: Path) -> None:
    older = replace(small.records[0], id="older", is_current=False, version=0, url="https://old/")
    counts = small.build(tmp_path, reports=(*small.records, older))
    assert counts.reports == 2
    page = ShownPage(tmp_path / "reports/990101-gov-2024.html")
    assert page.one(".evidence dd a.address").attributes["href"] == small.records[0].url
    assert "https://old/" in page.words


def test_the_copy_offered_is_what_was_fetched(small: World, tmp_path: Path) -> None:
    small.build(tmp_path)
    page = ShownPage(tmp_path / "en/reports/990101-gov-2024.html")
    with zipfile.ZipFile(page.target(page.one("a[download]").attributes["href"])) as opened:
        assert opened.read("source.html") == small.copies[small.records[0].sha256]


def test_a_copy_written_once_is_not_read_again(small: World, tmp_path: Path) -> None:
    small.build(tmp_path)
    small.copies.clear()
    again = small.build(tmp_path)
    assert again.copies_missing == 0
    assert again.written == 0


def test_a_copy_that_is_not_kept_is_told_and_counted(small: World, tmp_path: Path) -> None:
    small.copies.clear()
    counts = small.build(tmp_path)
    assert counts.copies_missing == 2
    assert "没有可下载的副本" in ShownPage(tmp_path / "reports/990101-gov-2024.html").words
    assert not (tmp_path / "evidence").exists()


def test_an_archive_that_breaks_down_is_not_taken_for_a_missing_copy(
    small: World, tmp_path: Path
) -> None:
    def damaged(digest: str) -> bytes:
        raise ValueError(digest)

    with pytest.raises(ValueError, match=small.records[0].sha256):
        build(small.content(), tmp_path, damaged, NOON)
    assert not list(tmp_path.rglob("*.part"))


def test_without_an_archive_no_copies_are_offered(small: World, tmp_path: Path) -> None:
    build(small.content(), tmp_path, None, NOON)
    assert not ShownPage(tmp_path / "reports/990101-gov-2024.html").has("a[download]")


def test_the_files_of_a_build_are_just_those_that_were_planned(
    district: World, tmp_path: Path
) -> None:
    district.build(tmp_path)
    made = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert made - {MANIFEST} == set(files_of(district.content(), with_copies=True))


def test_drafts_are_not_built_over_the_pages_of_a_store_nor_of_one_store_over_another(
    small: World, tmp_path: Path
) -> None:
    small.build(tmp_path)
    before = times(tmp_path)
    with pytest.raises(FolderTaken, match=r"the pages of the store /srv/gouji/gouji.db, .* drafts"):
        build(content_of_drafts([], NOON), tmp_path, None, NOON)
    with pytest.raises(FolderTaken, match=r"of the store /srv/other/gouji.db"):
        small.build(tmp_path, store=Path("/srv/other/gouji.db"))
    assert times(tmp_path) == before


def test_a_page_that_somebody_else_wrote_is_not_replaced(small: World, tmp_path: Path) -> None:
    own = tmp_path / "en/reports/990101-gov-2024.html"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    with pytest.raises(FolderTaken, match=r"990101-gov-2024.html"):
        small.build(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [own]
