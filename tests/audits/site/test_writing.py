"""Pages are written whole, only when they change, and removed when nobody wants them."""

from pathlib import Path

import pytest

from audits.site.writing import MANIFEST, FolderTaken, PageFolder, UnsafePagePath

OURS = "the store /srv/gouji/gouji.db"


def opened(out: Path, *planned: str, maker: str = OURS) -> PageFolder:
    return PageFolder(out, maker=maker, planned=planned)


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def write_both(out: Path, *paths: str) -> None:
    with opened(out) as folder:
        for path in paths:
            folder.write(path, b"half")


def test_a_file_with_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.write("a/b.html", b"one")
    before = (tmp_path / "a/b.html").stat()
    with opened(tmp_path) as again:
        again.write("a/b.html", b"one")
    after = (tmp_path / "a/b.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (again.written, again.unchanged) == (0, 1)


def test_changed_bytes_replace_the_file_in_one_move(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.write("a.html", b"one")
    before = (tmp_path / "a.html").stat().st_ino
    with opened(tmp_path) as again:
        again.write("a.html", b"two")
    assert (tmp_path / "a.html").read_bytes() == b"two"
    assert (tmp_path / "a.html").stat().st_ino != before
    assert not list(tmp_path.glob("*.part"))


def test_files_no_longer_asked_for_go_with_their_empty_folders(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.write("bodies/old.html", b"old")
        folder.write("index.html", b"new")
    with opened(tmp_path) as again:
        again.write("index.html", b"new")
    assert again.removed == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "index.html"]


def test_files_of_others_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies/notes.txt").write_text("mine")
    with opened(tmp_path) as folder:
        folder.write("bodies/old.html", b"old")
    with opened(tmp_path):
        pass
    assert (tmp_path / "bodies/notes.txt").read_text() == "mine"
    assert not (tmp_path / "bodies/old.html").exists()


def test_what_a_broken_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    with pytest.raises(UnsafePagePath):
        write_both(tmp_path, "half.html", "../out.html")
    assert (tmp_path / "half.html").exists()
    with opened(tmp_path):
        pass
    assert not (tmp_path / "half.html").exists()


def test_a_broken_build_removes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.write("kept.html", b"kept")
    with pytest.raises(RuntimeError), opened(tmp_path):
        raise RuntimeError
    assert (tmp_path / "kept.html").read_bytes() == b"kept"


@pytest.mark.parametrize("path", ["../a.html", "/etc/a.html", "a/../../b.html", "", "a\\b", ".x"])
def test_paths_that_leave_the_folder_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnsafePagePath), opened(tmp_path / "out") as folder:
        folder.write(path, b"")


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text(f"# Pages of {OURS}\n../outside.txt\n")
    with opened(out):
        pass
    assert outside.read_text() == "mine"


def test_a_file_removed_by_hand_is_made_again(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.write("a.html", b"one")
    (tmp_path / "a.html").unlink()
    with opened(tmp_path) as again:
        assert not again.holds("a.html")
        again.write("a.html", b"one")
    assert again.written == 1


@pytest.mark.parametrize("theirs", ["drafts", "the store /srv/other/gouji.db"])
def test_pages_of_another_maker_are_left_as_they_are(tmp_path: Path, theirs: str) -> None:
    with opened(tmp_path, maker=theirs) as folder:
        folder.write("index.html", b"theirs")
        folder.write("ledger.html", b"theirs")
    before = contents(tmp_path)
    with pytest.raises(FolderTaken, match=f"the pages of {theirs}, and these are of {OURS}"):
        write_both(tmp_path, "index.html")
    assert contents(tmp_path) == before


def test_a_manifest_that_does_not_say_whose_pages_it_lists_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("index.html\n")
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(FolderTaken, match="an unknown maker"):
        write_both(tmp_path, "ledger.html")
    assert (tmp_path / "index.html").read_text() == "mine"


def test_files_that_no_build_made_are_named_before_anything_is_changed(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.write("old.html", b"old")
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "bodies").write_text("mine")
    (tmp_path / "ledger.html").symlink_to(tmp_path / "nowhere")
    before = contents(tmp_path)
    planned = ("a.html", "index.html", "ledger.html", "bodies/b.html")
    with (
        pytest.raises(FolderTaken, match=r"holds index.html, ledger.html, bodies, which no build"),
        opened(tmp_path, *planned),
    ):
        pytest.fail("the folder was opened")
    assert contents(tmp_path) == before


def test_a_file_that_nobody_planned_replaces_none_of_others_either(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(FolderTaken, match=r"index.html, which no build"):
        write_both(tmp_path, "index.html")
    assert (tmp_path / "index.html").read_text() == "mine"


def test_other_files_beside_the_pages_are_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/index.html").write_text("theirs")
    (tmp_path / "notes.txt").write_text("mine")
    with opened(tmp_path, "index.html") as folder:
        folder.write("index.html", b"ours")
    assert (tmp_path / "index.html").read_bytes() == b"ours"


def test_a_build_that_was_cut_off_before_its_first_file_left_a_folder_of_its_own(
    tmp_path: Path,
) -> None:
    with pytest.raises(RuntimeError), opened(tmp_path):
        raise RuntimeError
    with pytest.raises(FolderTaken), opened(tmp_path, maker="drafts"):
        pytest.fail("the folder was opened")
    write_both(tmp_path, "index.html")
    assert (tmp_path / "index.html").exists()
