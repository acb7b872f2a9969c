"""The zipped copy holds the archived bytes and says where they are from."""

import io
import zipfile
from dataclasses import replace

import pytest

from audits.site.evidence import ending_of, evidence_zip
from tests.audits.site.district import World
from tests.audits.site.invented_reports import balanced

COPY = "<html>年报</html>".encode()


def test_the_copy_is_in_it_byte_for_byte(world: World) -> None:
    record = world.add("990101-gov", 2024, balanced(1))
    with zipfile.ZipFile(io.BytesIO(evidence_zip(record, COPY))) as opened:
        assert opened.namelist() == ["source.html", "about.txt"]
        assert opened.read("source.html") == COPY
        assert opened.testzip() is None


def test_the_note_tells_address_time_and_digest(world: World) -> None:
    record = world.add("990101-gov", 2024, balanced(1))
    with zipfile.ZipFile(io.BytesIO(evidence_zip(record, COPY))) as opened:
        note = opened.read("about.txt").decode()
    assert record.url in note
    assert "2026-03-01T12:00:00+08:00" in note
    assert record.sha256 in note


def test_an_address_cannot_add_lines_to_the_note(world: World) -> None:
    record = replace(world.add("990101-gov", 2024, balanced(1)), url="https://x/\nSHA-256: false")
    with zipfile.ZipFile(io.BytesIO(evidence_zip(record, COPY))) as opened:
        lines = opened.read("about.txt").decode().splitlines()
    assert sum(line.startswith("SHA-256:") for line in lines) == 1


def test_the_same_copy_gives_the_same_bytes(world: World) -> None:
    record = world.add("990101-gov", 2024, balanced(1))
    assert evidence_zip(record, COPY) == evidence_zip(record, COPY)
    with zipfile.ZipFile(io.BytesIO(evidence_zip(record, COPY))) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("media_type", "ending"),
    [
        ("application/pdf", ".pdf"),
        ("Text/HTML; charset=gbk", ".html"),
        ("../../evil", ".bin"),
        ("", ".bin"),
    ],
)
def test_only_known_media_types_name_an_ending(media_type: str, ending: str) -> None:
    assert ending_of(media_type) == ending


def test_a_copy_that_is_plain_text_does_not_hide_the_note(world: World) -> None:
    record = replace(world.add("990101-gov", 2024, balanced(1)), media_type="text/plain")
    with zipfile.ZipFile(io.BytesIO(evidence_zip(record, COPY))) as opened:
        assert opened.namelist() == ["source.txt", "about.txt"]
