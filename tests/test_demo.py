"""``gouji demo``: the whole line on the invented county, in a home of its own."""

from pathlib import Path

import pytest

from crawler.demo_portal.county import BODIES
from crawler.demo_portal.faults import PLANTED, TO_BE_CORRECTED
from tests.programs import Ended, gouji

NARROW = {"COLUMNS": "80"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder: Path) -> Ended:
    """A demo started in an empty folder, in whose parent another home stands."""
    other = folder / "var"
    other.mkdir()
    (other / "gouji.toml").write_text("no toml at all", encoding="utf-8")
    return gouji(
        "demo", "--home", folder / "home", "--out", folder / "out", folder=folder, variables=NARROW
    )


def test_the_demo_finds_every_planted_fault_and_no_other(shown: Ended) -> None:
    assert (shown.status, shown.err) == (0, "")
    assert f"{len(PLANTED)} faults planted in as many reports, {len(PLANTED)} found" in shown.out
    assert "0 other reports accused" in shown.out
    assert shown.out.count("✓") == len(PLANTED) + 1
    assert "✗" not in shown.out


def test_the_demo_names_bodies_and_cuts_nothing_off(shown: Ended) -> None:
    whole = "".join(shown.out.split())
    names = {body.id: body.name for body in BODIES}
    for fault in PLANTED:
        assert names[fault.body] in whole
        assert fault.body not in whole
    assert "…" not in whole


def test_the_demo_ends_with_the_correction_the_notices_and_the_page(
    shown: Ended, folder: Path
) -> None:
    after = shown.out[shown.out.index("3  Third run") :]
    assert f"✓ {TO_BE_CORRECTED.code} " in after
    assert str((folder / "out" / "index.html").resolve()) in after
    assert (folder / "out" / "index.html").is_file()
    assert len(list((folder / "home" / "mail").glob("*.eml"))) == 3


def test_the_demo_leaves_everything_else_as_it_was(shown: Ended, folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"home", "out", "var"}
    assert [path.name for path in (folder / "var").iterdir()] == ["gouji.toml"]
    assert {"gouji.toml", "bodies.csv", "gouji.db"} <= {
        path.name for path in (folder / "home").iterdir()
    }


def test_a_home_that_no_demo_made_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "home"
    mine.mkdir()
    (mine / "gouji.db").write_text("mine", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(mine)
    for home in (mine, link):
        ended = gouji("demo", "--home", home, "--out", tmp_path / "out")
        assert ended.status == 1
        assert "was not made by a demo and is left as it is: give another --home" in ended.err
        assert "Traceback" not in ended.err
    assert [path.name for path in mine.iterdir()] == ["gouji.db"]
    assert not (tmp_path / "out").exists()
