"""Pages are written whole, only when they change, and removed when nobody wants them."""

from pathlib import Path

import pytest

from audits.site.writing import MANIFEST, PageFolder, UnsafePagePath


def write_both(out: Path, *paths: str) -> None:
    with PageFolder(out) as folder:
        for path in paths:
            folder.write(path, b"half")


def test_a_file_with_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    with PageFolder(tmp_path) as folder:
        folder.write("a/b.html", b"one")
    before = (tmp_path / "a/b.html").stat()
    with PageFolder(tmp_path) as again:
        again.write("a/b.html", b"one")
    after = (tmp_path / "a/b.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (again.written, again.unchanged) == (0, 1)


def test_changed_bytes_replace_the_file_in_one_move(tmp_path: Path) -> None:
    with PageFolder(tmp_path) as folder:
        folder.write("a.html", b"one")
    before = (tmp_path / "a.html").stat().st_ino
    with PageFolder(tmp_path) as again:
        again.write("a.html", b"two")
    assert (tmp_path / "a.html").read_bytes() == b"two"
    assert (tmp_path / "a.html").stat().st_ino != before
    assert not list(tmp_path.glob("*.part"))


def test_files_no_longer_asked_for_go_with_their_empty_folders(tmp_path: Path) -> None:
    with PageFolder(tmp_path) as folder:
        folder.write("bodies/old.html", b"old")
        folder.write("index.html", b"new")
    with PageFolder(tmp_path) as again:
        again.write("index.html", b"new")
    assert again.removed == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "index.html"]


def test_files_of_others_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies/notes.txt").write_text("mine")
    with PageFolder(tmp_path) as folder:
        folder.write("bodies/old.html", b"old")
    with PageFolder(tmp_path):
        pass
    assert (tmp_path / "bodies/notes.txt").read_text() == "mine"
    assert not (tmp_path / "bodies/old.html").exists()


def test_what_a_broken_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    with pytest.raises(UnsafePagePath):
        write_both(tmp_path, "half.html", "../out.html")
    assert (tmp_path / "half.html").exists()
    with PageFolder(tmp_path):
        pass
    assert not (tmp_path / "half.html").exists()


def test_a_broken_build_removes_nothing(tmp_path: Path) -> None:
    with PageFolder(tmp_path) as folder:
        folder.write("kept.html", b"kept")
    with pytest.raises(RuntimeError), PageFolder(tmp_path):
        raise RuntimeError
    assert (tmp_path / "kept.html").read_bytes() == b"kept"


@pytest.mark.parametrize("path", ["../a.html", "/etc/a.html", "a/../../b.html", "", "a\\b", ".x"])
def test_paths_that_leave_the_folder_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnsafePagePath), PageFolder(tmp_path / "out") as folder:
        folder.write(path, b"")


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text("../outside.txt\n")
    with PageFolder(out):
        pass
    assert outside.read_text() == "mine"


def test_a_file_removed_by_hand_is_made_again(tmp_path: Path) -> None:
    with PageFolder(tmp_path) as folder:
        folder.write("a.html", b"one")
    (tmp_path / "a.html").unlink()
    with PageFolder(tmp_path) as again:
        assert not again.holds("a.html")
        again.write("a.html", b"one")
    assert again.written == 1
