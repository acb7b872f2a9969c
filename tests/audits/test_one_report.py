"""A page and the files it offers: what is one report, and what is never said of it."""

from dataclasses import replace

import pytest

from audits.audit import audit
from audits.result import AuditResult, AuditStatus, Source, Submission
from rules.report import TableState
from tests.audits.published import (
    PERIOD,
    TITLE,
    Publication,
    as_html,
    parts_of,
    table_html,
    tables_with,
)

WRONG = {"t3/received/natural_person": "3"}
PARTS = Publication().parts
TABLE_4 = PARTS[7]
PICTURES = as_html(Publication(parts=tuple(p if isinstance(p, str) else "@" for p in PARTS)))
PICTURES = PICTURES.replace("<p>@</p>", '<img src="W0.png">')
PROSE = as_html(Publication(parts=tuple(p if isinstance(p, str) else "详见附件。" for p in PARTS)))
TABLES = f"<html>{''.join(map(table_html, Publication().tables))}</html>"


def _audit(page: str, *files: tuple[str, str | bytes], unread: tuple[str, ...] = ()) -> AuditResult:
    sources = [
        Source(name=name, content=content.encode() if isinstance(content, str) else content)
        for name, content in (("page.html", page), *files)
    ]
    return audit(
        Submission(source=sources[0], attachments=tuple(sources[1:]), unread_attachments=unread)
    )


def _codes(result: AuditResult) -> set[str]:
    assert result.judgement is not None
    return {finding.code for finding in result.judgement.findings}


def _of(title: str, year: str = "2023") -> str:
    """A report with a wrong total, on a year, under a title."""
    intro = PERIOD.replace("2023", year)
    return as_html(Publication(title=title, intro=intro, parts=parts_of(tables_with(WRONG))))


OTHERS = {
    "last year": _of(TITLE.replace("2023", "2022"), "2022"),
    "last year by its period alone": _of("", "2022"),
    "another body": _of(TITLE.replace("水务局", "民政局")),
    "the office of the government": _of("云上市青禾区人民政府办公室2023年政府信息公开工作年度报告"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_a_file_of_another_year_or_body_is_never_audited_as_the_page_s_report(other: str) -> None:
    result = _audit(PICTURES, ("other.html", other))
    assert result.name == "page.html"
    assert result.report is not None
    assert (result.report.body, result.report.year) == ("云上市青禾区水务局", 2023)
    assert result.report.has_unread_attachment
    assert _codes(result) == {"T202"}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_a_page_that_offers_nothing_but_the_file_of_another_is_unreadable(other: str) -> None:
    result = _audit(f"<html><h1>{TITLE}</h1><p>见附件</p></html>", ("other.html", other))
    assert (result.name, result.status) == ("page.html", AuditStatus.UNREADABLE)


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "青禾区水务局2023年政府信息公开工作年度报告",
        "2023年政府信息公开工作年度报告",
        "云上市青禾区水务局政府信息公开工作年度报告",
    ],
)
def test_a_file_of_the_same_year_and_body_or_that_names_none_stands_for_its_page(
    title: str,
) -> None:
    result = _audit(f"<html><h1>{TITLE}</h1></html>", ("a.html", _of(title)))
    assert result.name == "a.html"
    assert result.report is not None
    assert result.report.year == 2023
    assert str(result.report.body).endswith("青禾区水务局")
    assert "B301" in _codes(result)


def test_a_file_under_a_page_that_names_nobody_stands_for_itself() -> None:
    result = _audit("<html><h1>政府信息公开年报</h1></html>", ("a.html", OTHERS["last year"]))
    assert result.report is not None
    assert (result.name, result.report.year) == ("a.html", 2022)


def test_a_file_of_nothing_but_tables_has_title_and_sections_from_its_page() -> None:
    result = _audit(PROSE, ("a.html", TABLES))
    assert result.name == "a.html"
    assert result.report is not None
    assert (result.report.body, result.report.year) == ("云上市青禾区水务局", 2023)
    assert result.report.title == TITLE
    assert len(result.report.sections) == 6
    assert len(result.report.cells) == 200
    assert _codes(result) & {"S101", "S102", "S104", "S112", "T201", "T202"} == set()


def test_a_section_that_neither_page_nor_file_holds_is_missing() -> None:
    cut = as_html(Publication(parts=tuple(p for p in PARTS[:8] + PARTS[10:] if isinstance(p, str))))
    assert "S101" in _codes(_audit(cut, ("a.html", TABLES)))


def test_a_section_that_only_the_other_source_holds_is_not_said_to_be_missing() -> None:
    without_last = as_html(Publication(parts=PARTS[:-2]))
    without_first = as_html(Publication(parts=PARTS[2:]))
    result = _audit(without_last, ("a.html", without_first))
    assert result.judgement is not None
    assert "S101" not in _codes(result)
    assert result.judgement.tallies["S101"].not_assessable == 1


def test_tables_that_only_the_other_source_holds_are_not_said_to_be_missing() -> None:
    page = as_html(Publication(parts=tuple("无" if p is TABLE_4 else p for p in PARTS)))
    result = _audit(page, ("a.html", as_html(Publication(parts=(PARTS[0], TABLE_4)))))
    assert result.report is not None
    assert result.report.tables["t4"].state is TableState.UNREAD
    assert _codes(result) & {"T201", "T205", "T221"} == set()


def test_a_blank_form_on_the_page_is_not_judged_when_the_file_is_filled_in() -> None:
    blank = as_html(Publication(parts=parts_of(tables_with({}, otherwise=""))))
    result = _audit(blank, ("a.html", as_html(Publication())))
    assert result.name == "a.html"
    assert "T221" not in _codes(result)


def test_one_blank_table_on_the_page_is_not_judged_when_the_file_fills_it() -> None:
    tables = list(tables_with({}))
    tables[2] = tables_with({}, otherwise="")[2]
    page = as_html(Publication(parts=parts_of(tables)))
    only_fourth = as_html(Publication(parts=(PARTS[0], TABLE_4)))
    result = _audit(page, ("a.html", only_fourth))
    assert result.report is not None
    assert result.report.tables["t4"].state is TableState.UNREAD
    assert not any(cell.startswith("t4/") for cell in result.report.cells)
    assert "T221" not in _codes(result)


def test_a_wrong_figure_in_a_page_whose_file_is_a_copy_is_a_finding() -> None:
    page = as_html(Publication(parts=parts_of(tables_with(WRONG))))
    assert "B301" in _codes(_audit(page, ("a.html", page)))


@pytest.mark.parametrize(
    "content",
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.4 broken", b"", "申请表 |".encode()],
    ids=["doc", "pdf", "empty", "no report"],
)
def test_a_file_that_is_held_and_gave_no_report_is_not_taken_for_absent(content: bytes) -> None:
    result = _audit(PROSE, ("a.xls", content))
    assert result.name == "page.html"
    assert _codes(result) & {"T201", "S101", "S104"} == set()


def test_what_a_file_lacks_may_stand_in_another_that_was_not_had() -> None:
    cut = as_html(replace(Publication(), parts=PARTS[:-2]))
    result = _audit(f"<html><h1>{TITLE}</h1></html>", ("a.html", cut), unread=("b.pdf",))
    assert result.name == "a.html"
    assert "S101" not in _codes(result)


WITHOUT_TABLE_4 = as_html(
    Publication(parts=tuple("详见附件。" if p is TABLE_4 else p for p in PARTS))
)


@pytest.mark.parametrize(
    ("before", "link"),
    [
        ("六、其他需要报告的事项</p>", '<p><a href="/x/t4.xls">附件：表四</a></p>'),
        ("</body>", '<div><a href="/x/t4.xls">附件</a></div>'),
    ],
    ids=["in another section", "outside the article"],
)
def test_a_file_linked_anywhere_and_not_read_may_hold_the_table(before: str, link: str) -> None:
    page = WITHOUT_TABLE_4.replace(before, before + link if before[0] != "<" else link + before)
    assert link in page
    result = _audit(page)
    assert result.judgement is not None
    assert _codes(result) & {"T201", "S101", "S104"} == set()
    assert result.judgement.tallies["T201"].not_assessable == 1


def test_a_linked_file_that_was_read_leaves_a_missing_table_missing() -> None:
    assert "T201" in _codes(_audit(WITHOUT_TABLE_4))
    page = WITHOUT_TABLE_4.replace("</body>", '<a href="/x/%E6%8A%A5.html?file=1">附件</a></body>')
    same = ("http://a.test/x/报.html?file=1", WITHOUT_TABLE_4)
    assert "T201" in _codes(_audit(page, same))


def test_a_figure_that_page_and_file_print_differently_is_told_once() -> None:
    other = as_html(Publication(parts=parts_of(tables_with({"t3/granted/natural_person": "4"}))))
    same = as_html(Publication())
    result = _audit(same, ("年报.html", other))
    assert result.report is not None
    assert result.judgement is not None
    assert result.report.compared_with == ("年报.html",)
    (difference,) = result.report.differences
    assert difference.cell == "t3/granted/natural_person"
    assert (difference.raw, difference.other_raw, difference.other) == ("0", "4", "年报.html")
    (found,) = [f for f in result.judgement.findings if f.code == "P605"]
    assert found.cells == ("t3/granted/natural_person",)


def test_a_page_and_a_file_that_print_the_same_do_not_differ() -> None:
    result = _audit(as_html(Publication()), ("年报.html", as_html(Publication())))
    assert result.report is not None
    assert (result.report.compared_with, result.report.differences) == (("年报.html",), ())
    assert "P605" not in _codes(result)
