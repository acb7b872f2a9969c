import hashlib
import stat
from pathlib import Path

import pytest

from crawler.archive import Archive, ArchivedBytesDamaged, ArchivedBytesMissing

CONTENT = "青岚区政府信息公开工作年度报告".encode() * 50
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_what_is_put_is_read_back_by_its_sha256(archive: Archive) -> None:
    assert archive.put(CONTENT) == SHA256
    assert archive.read(SHA256) == CONTENT
    assert SHA256 in archive


def test_nothing_is_kept_before_it_is_put(archive: Archive) -> None:
    assert SHA256 not in archive
    with pytest.raises(ArchivedBytesMissing, match=SHA256):
        archive.read(SHA256)


def test_empty_bytes_are_kept_as_well(archive: Archive) -> None:
    assert archive.read(archive.put(b"")) == b""


def test_the_file_lies_below_the_first_two_digits_and_is_compressed(
    archive: Archive, tmp_path: Path
) -> None:
    archive.put(CONTENT)
    path = archive.path_of(SHA256)
    assert path == tmp_path / "archive" / SHA256[:2] / f"{SHA256}.zst"
    assert path.stat().st_size < len(CONTENT) / 5


def test_putting_again_leaves_the_file_as_it_is_and_no_other(archive: Archive) -> None:
    archive.put(CONTENT)
    path = archive.path_of(SHA256)
    before = path.stat()
    archive.put(CONTENT)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert list(path.parent.iterdir()) == [path]


def test_bytes_that_are_no_zstd_are_reported_as_damaged(archive: Archive) -> None:
    archive.put(CONTENT)
    archive.path_of(SHA256).write_bytes(b"not zstd")
    with pytest.raises(ArchivedBytesDamaged, match="restore it from a backup"):
        archive.read(SHA256)


def test_other_bytes_under_the_same_name_are_reported_as_damaged(archive: Archive) -> None:
    other = archive.put(b"other")
    archive.put(CONTENT)
    archive.path_of(SHA256).write_bytes(archive.path_of(other).read_bytes())
    with pytest.raises(ArchivedBytesDamaged, match="another hash"):
        archive.read(SHA256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "\n"])
def test_only_a_sha256_names_a_path(name: str, archive: Archive) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        archive.path_of(name)


def test_a_failed_write_leaves_nothing_behind(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="archive"):
        archive.put(CONTENT)
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_what_is_kept_can_be_read_by_its_owner_only(archive: Archive, tmp_path: Path) -> None:
    archive.put(CONTENT)
    path = archive.path_of(SHA256)
    folders = (tmp_path / "archive", path.parent)
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
