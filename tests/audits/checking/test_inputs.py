"""Files and folders of ``gouji check``: read in order, or refused with a reason."""

from pathlib import Path

from audits.checking.inputs import inputs_of, is_address, read_file, refused_result
from audits.result import AuditStatus


def test_a_folder_stands_for_its_documents_in_order(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("b.html", "a.docx", "notes.bak", "inner/c.TXT"):
        (tmp_path / name).write_bytes(b"x")
    found = [str(Path(given.name).relative_to(tmp_path)) for given in inputs_of(str(tmp_path))]
    assert found == ["a.docx", "b.html", "inner/c.TXT"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (given,) = inputs_of(str(tmp_path))
    assert given.submission is None
    assert given.refusal is not None


def test_an_address_is_no_file() -> None:
    assert is_address("HTTPS://example.test/a")
    assert not is_address("a.html")


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>\xff")
    given = read_file(str(path))
    assert given.submission is not None
    assert given.submission.source.content == b"<p>\xff"


def test_a_file_that_is_not_there_is_refused_with_a_reason(tmp_path: Path) -> None:
    given = read_file(str(tmp_path / "none.html"))
    assert given.submission is None
    assert given.refusal is not None
    result = refused_result(given)
    assert result.status is AuditStatus.UNREADABLE
    assert result.reason == given.refusal


def test_a_folder_holds_every_kind_that_can_be_read(tmp_path: Path) -> None:
    kinds = "htm html txt md docx doc wps rtf pdf ofd xlsx xls et zip rar png jpg tif".split()
    for kind in kinds:
        (tmp_path / f"a.{kind}").write_bytes(b"x")
    assert len(list(inputs_of(str(tmp_path)))) == len(kinds)


def test_a_broken_file_in_a_folder_does_not_keep_the_others_from_their_turn(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.doc").symlink_to(tmp_path / "nowhere.doc")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "c.html").write_bytes(b"<p>x")
    given = list(inputs_of(str(tmp_path)))
    assert [Path(one.name).name for one in given] == ["a.doc", "b.zip", "c.html"]
    assert [one.refusal is not None for one in given] == [True, False, False]
