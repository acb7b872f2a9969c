from pathlib import Path

import pytest

from crawler.journal import Journal, JournalDamaged
from crawler.records import BatchEnded, EndState, PortalEnded, Record
from tests.crawler.records import entries, failed, fetched, listed, page_found

RECORDS: tuple[Record, ...] = (
    entries("http://a.example/1.html"),
    page_found("http://a.example/1.html", "http://a.example/1.pdf"),
    fetched("http://a.example/1.html", etag='"x"', last_modified="Thu, 01 Feb 2024 04:00:00 GMT"),
    failed("http://a.example/1.pdf", "timeout"),
    listed(declared_total=3, complete=False, warnings=("declared 3 rows, saw 2",)),
    PortalEnded(portal="qing", state=EndState.INCOMPLETE, reason="timeout", requests=4),
    BatchEnded(state=EndState.INCOMPLETE, counts={"portals": 1}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "run-1.jsonl"


def written(path: Path, *records: Record) -> None:
    with Journal(path) as journal:
        journal.append(*records)


def test_records_are_read_as_they_were_written(path: Path) -> None:
    written(path, *RECORDS)
    assert tuple(Journal(path).read()) == RECORDS


def test_times_are_written_with_their_zone_and_chinese_as_it_is(path: Path) -> None:
    written(path, page_found("http://a.example/1.html"))
    line = path.read_text(encoding="utf-8")
    assert '"fetched_at": "2024-02-01T12:00:00+08:00"' in line
    assert "青岚区2023年" in line


def test_records_are_appended_to_those_there(path: Path) -> None:
    for record in RECORDS:
        written(path, record)
    assert tuple(Journal(path).read()) == RECORDS


def test_a_half_written_last_line_is_left_out(path: Path) -> None:
    written(path, *RECORDS)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert tuple(Journal(path).read()) == RECORDS[:-1]
    path.write_bytes(content + b'{"record": "fetched", "url": "ht\xe6')
    assert tuple(Journal(path).read()) == RECORDS


def test_going_on_after_a_half_written_line_writes_whole_lines(path: Path) -> None:
    written(path, *RECORDS[:2])
    with path.open("ab") as file:
        file.write(b'{"record": "fet')
    written(path, *RECORDS[2:])
    assert tuple(Journal(path).read()) == RECORDS


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{}\n", "no kind of record: None"),
        (b"[1]\n", "no kind of record"),
        (b"\x00\x00\n", "not JSON"),
        (b'{"record": "gossip"}\n', "no kind of record: 'gossip'"),
        (b'{"record": "batch_ended", "state": "ok"}\n', "counts: expected a value"),
        (b'{"record": "batch_ended", "state": "fine", "counts": {}}\n', "expected EndState"),
        (b'{"record": "batch_ended", "state": "ok", "counts": {"a": "1"}}\n', "expected int"),
    ],
)
def test_a_damaged_line_is_an_error_that_names_it(line: bytes, why: str, path: Path) -> None:
    written(path, *RECORDS)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], line, *lines[2:]]))
    with pytest.raises(JournalDamaged, match=rf"line 3: .*{why}"):
        list(Journal(path).read())


def test_reading_a_journal_changes_nothing_in_it(path: Path) -> None:
    written(path, *RECORDS)
    torn = path.read_bytes()[:-1]
    path.write_bytes(torn)
    list(Journal(path).read())
    assert path.read_bytes() == torn


def test_text_that_is_no_text_does_not_stop_the_journal(path: Path) -> None:
    written(path, failed("http://a.example/\ud800", "timeout"), listed())
    assert len(list(Journal(path).read())) == 2
