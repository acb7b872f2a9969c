"""Archives of reports: a single one stands for the archive, several are each their own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from audits.audit import audit
from audits.checking.inputs import inputs_of
from audits.result import AuditResult, AuditStatus, Source, Submission
from audits.unpacking import unpacked
from tests.audits.published import (
    Publication,
    as_docx,
    as_html,
    parts_of,
    tables_with,
    word_rows,
    zipped,
)

OTHER_TITLE = "云上市红山区教育局2023年政府信息公开工作年度报告"
WORD = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables_with({})])))
OTHER = as_docx(
    Publication(title=OTHER_TITLE, parts=parts_of([word_rows(t) for t in tables_with({})]))
)
PAGE = as_html(Publication()).encode()
STUB = (
    "<html><title>云上市青禾区水务局2023年政府信息公开工作年度报告</title>"
    '<meta name="PubDate" content="2024-01-19"><p>见附件</p><a href="a.docx">附件</a></html>'
).encode()
BROKEN = WORD[:-40]


def _zip(members: Mapping[str, bytes]) -> Source:
    return Source(name="all.zip", content=zipped(members))


def _audited(source: Source) -> AuditResult:
    return audit(Submission(source=source))


def _checked(tmp_path: Path, members: Mapping[str, bytes]) -> list[tuple[str, AuditStatus]]:
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(members))
    return [
        (str(Path(given.name).relative_to(tmp_path)), audit(given.submission).status)
        for given in inputs_of(str(path))
        if given.submission is not None
    ]


def test_the_report_in_an_archive_is_that_of_the_archive() -> None:
    result = _audited(_zip({"年报/a.docx": WORD, "readme.txt": b"hello"}))
    assert result.status is AuditStatus.AUDITED
    assert result.name == "all.zip/年报/a.docx"


def test_an_archive_offered_by_a_page_stands_for_its_files() -> None:
    page = Source(name="index.html", content=STUB)
    result = audit(Submission(source=page, attachments=(_zip({"a.docx": WORD}),)))
    assert result.status is AuditStatus.AUDITED
    assert result.report is not None
    assert len(result.report.cells) == 200


def test_a_page_and_its_file_in_an_archive_are_one_report() -> None:
    result = _audited(_zip({"a.docx": WORD, "index.html": STUB}))
    assert result.report is not None
    assert result.report.published_on is not None
    assert not result.report.has_unread_attachment


def test_several_reports_are_not_made_one() -> None:
    result = _audited(_zip({"a.docx": WORD, "b.docx": OTHER}))
    assert result.status is AuditStatus.UNREADABLE
    assert result.reason is not None
    assert "2" in result.reason.en


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"a.docx": WORD}, [("all.zip", AuditStatus.AUDITED)]),
        ({"a.docx": WORD, "a.html": PAGE}, [("all.zip", AuditStatus.AUDITED)]),
        (
            {"a.docx": WORD, "b.docx": OTHER, "c.txt": b"hello"},
            [("all.zip/a.docx", AuditStatus.AUDITED), ("all.zip/b.docx", AuditStatus.AUDITED)],
        ),
        (
            {"a.docx": WORD, "b.docx": OTHER, "c.docx": BROKEN},
            [
                ("all.zip/a.docx", AuditStatus.AUDITED),
                ("all.zip/b.docx", AuditStatus.AUDITED),
                ("all.zip/c.docx", AuditStatus.UNREADABLE),
            ],
        ),
        ({"a.txt": b"hello", "b.txt": b"hi"}, [("all.zip", AuditStatus.NOT_A_REPORT)]),
        ({"in.zip": zipped({"a.docx": WORD})}, [("all.zip", AuditStatus.AUDITED)]),
    ],
)
def test_each_report_in_an_archive_is_told(
    tmp_path: Path, members: Mapping[str, bytes], told: list[tuple[str, AuditStatus]]
) -> None:
    assert _checked(tmp_path, members) == told


def test_an_archive_in_an_archive_in_an_archive_is_not_opened() -> None:
    content = WORD
    for _ in range(4):
        content = zipped({"in.zip": content})
    (deep,) = unpacked(Source(name="all.zip", content=content))
    assert deep.name == "all.zip/in.zip/in.zip"
    result = _audited(Source(name="all.zip", content=content))
    assert result.status is AuditStatus.UNREADABLE
    assert result.reason is not None
    assert "archive in an archive" in result.reason.en


def test_a_damaged_archive_is_unreadable_with_its_reason() -> None:
    result = _audited(Source(name="all.zip", content=zipped({"a.docx": WORD})[:400]))
    assert result.status is AuditStatus.UNREADABLE
    assert result.reason is not None
    assert "damaged" in result.reason.en
