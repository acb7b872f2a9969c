"""Whole reports whose tables are pictures: every figure is right or in doubt, and T202 is told."""

import base64
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from audits.audit import audit
from audits.result import AuditResult, Source, Submission
from audits.site.build import build
from audits.site.drafts import content_of_drafts
from rules.finding import Severity
from rules.report import Report
from rules.spec import spec_of
from tests.audits.printed_pdf import as_pdf
from tests.audits.published import (
    Publication,
    as_html,
    docx_with,
    paragraph_xml,
    parts_of,
    table_xml,
    tables_with,
    with_members,
    word_rows,
)
from tests.audits.shown_tables import (
    GAP,
    UNNUMBERED,
    pages_of,
    picture_of,
    scanned,
    with_last_figure_crossed_out,
    with_picture_below,
)
from tests.audits.site.district import NOON
from tests.audits.site.shown_page import ShownPage
from tests.programs import gouji
from tests.sound_prose import PROBLEMS

pytestmark = pytest.mark.usefixtures("recognition", "cjk_fonts")

CELLS = spec_of("ogi-2021").table("t4").cell_ids
PRINTED = dict(zip(CELLS, "12 5 3 0 20 4 0 1 2 7 6 10 0 0 16".split(), strict=True))
UNBALANCED = {**PRINTED, "t4/reconsideration/total": "28"}
LAST = CELLS[-1]
CROSSED = {**UNBALANCED, LAST: "6"}
PLACE = "此处为图"
HEADING = "四、政府信息公开行政复议"


def picture(figures: Mapping[str, str] = PRINTED) -> Image.Image:
    return picture_of(tables_with(figures)[2])


def png_of(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def publication(*in_place: str) -> Publication:
    """A report that has these paragraphs where table 4 should stand."""
    tables = tables_with({})
    parts = parts_of(tables)
    at = parts.index(tables[2], parts.index("四、政府信息公开行政复议、行政诉讼情况"))
    return Publication(parts=(*parts[:at], *in_place, *parts[at + 1 :]))


def page_with(image: Image.Image) -> bytes:
    """A page with the picture written into it."""
    address = "data:image/png;base64," + base64.b64encode(png_of(image)).decode()
    page = as_html(publication(PLACE))
    assert page.count(PLACE) == 1
    return page.replace(PLACE, f'<img src="{address}">').encode()


def audited(content: bytes, name: str = "report") -> AuditResult:
    return audit(Submission(source=Source(name=name, content=content)))


def report_of(result: AuditResult) -> Report:
    assert result.report is not None, result.reason
    return result.report


def told_of(report: Report) -> tuple[dict[str, str], set[str]]:
    """The figures read of table 4, and the cells of it that are in dispute."""
    read = {cell: str(report.cells[cell].value) for cell in CELLS if cell in report.cells}
    return read, {cell for cell in CELLS if cell in report.disputed}


def check_table_4(result: AuditResult, printed: Mapping[str, str] = PRINTED) -> None:
    """No figure is wrong, nearly all are read, each says it was read off a picture."""
    report = report_of(result)
    read, disputed = told_of(report)
    assert {cell: read[cell] for cell in read if read[cell] != printed[cell]} == {}
    assert read.keys() | disputed == set(CELLS)
    assert len(disputed) <= 1
    assert all(report.cells[cell].recognised for cell in read)
    assert result.judgement is not None
    findings = result.judgement.findings
    assert "t4" in {f.place for f in findings if f.code == "T202"}
    assert [f.code for f in findings if f.severity is Severity.ERROR] == []
    assert {f.code for f in findings if f.severity is Severity.WARNING} == {"T202"}


def check_text_tables(result: AuditResult) -> None:
    """Tables 2 and 3 are whole, and nobody takes them for pictures."""
    report = report_of(result)
    own = [c for t in ("t2", "t3") for c in spec_of("ogi-2021").table(t).cell_ids]
    assert [cell for cell in own if cell not in report.cells] == []
    assert not any(report.cells[cell].recognised for cell in own)
    assert result.judgement is not None
    assert {f.place for f in result.judgement.findings if f.code == "T202"} == {"t4"}


def test_a_picture_in_a_page_is_read_in_its_section() -> None:
    result = audited(page_with(picture()))
    check_table_4(result)
    check_text_tables(result)


def test_a_picture_in_a_word_file_is_read_in_its_section() -> None:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    shown = f'<w:p><w:r><w:drawing><a xmlns:r="{namespace}" r:embed="p"/></w:drawing></w:r></w:p>'
    own = publication(PLACE)
    body = "".join(
        shown if part == PLACE else paragraph_xml(part) if isinstance(part, str) else
        table_xml(word_rows(part))
        for part in (own.title, own.intro, *own.parts)
    )  # fmt: skip
    relation = (
        '<Relationships><Relationship Id="p" Type="t" Target="media/a.png"'
        ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/></Relationships>'
    )
    files = {
        "word/_rels/document.xml.rels": relation.encode(),
        "word/media/a.png": png_of(picture()),
    }
    result = audited(with_members(docx_with(body), files), "report.docx")
    check_table_4(result)
    check_text_tables(result)


def pdf_with_picture() -> bytes:
    content = as_pdf(publication(*GAP), UNNUMBERED)
    return with_picture_below(content, HEADING, picture())


def test_a_picture_between_the_text_of_a_pdf_is_read_in_its_section() -> None:
    result = audited(pdf_with_picture(), "report.pdf")
    check_table_4(result)
    check_text_tables(result)


def test_a_picture_in_a_pdf_that_a_page_offers_is_read() -> None:
    page = Source(name="page", content=b"<html><body><p>x</p></body></html>")
    offered = Source(name="report.pdf", content=pdf_with_picture())
    result = audit(Submission(source=page, attachments=(offered,)))
    assert result.name == "report.pdf"
    check_table_4(result)


def test_a_scanned_page_after_a_page_of_text_costs_that_nothing() -> None:
    spec = spec_of("ogi-2021")
    cells = [cell for table in spec.tables for cell in table.cell_ids]
    printed = {cell: str(count * 37 % 419) for count, cell in enumerate(cells)}
    content = as_pdf(Publication(parts=parts_of(tables_with(printed))), UNNUMBERED)
    report = report_of(audited(scanned(content, but=[0]), "report.pdf"))
    read = report.cells
    assert {c: read[c].raw for c in read if str(read[c].value) != printed[c]} == {}
    assert read.keys() | report.disputed.keys() == set(cells)
    assert len(report.disputed) <= 6
    assert not any(read[cell].recognised for cell in spec.table("t2").cell_ids)
    assert {read[cell].recognised for cell in spec.table("t3").cell_ids if cell in read} == {
        False,
        True,
    }
    assert all(read[cell].recognised for cell in CELLS if cell in read)


ONE_PAGE = Publication(
    parts=(
        "四、政府信息公开行政复议、行政诉讼情况",
        tables_with(PRINTED)[2],
        "五、存在的主要问题及改进情况",
        PROBLEMS,
    )
)


@pytest.mark.parametrize("form", ["a scan", "a picture"])
def test_a_page_that_is_a_picture_is_a_report(form: str) -> None:
    content = scanned(as_pdf(ONE_PAGE, UNNUMBERED))
    if form == "a picture":
        content = png_of(pages_of(content)[0])
    report = report_of(audited(content))
    read, disputed = told_of(report)
    assert {cell: read[cell] for cell in read if read[cell] != PRINTED[cell]} == {}
    assert read.keys() | disputed == set(CELLS)
    assert len(disputed) <= 1
    assert (report.body, report.year) == ("云上市青禾区水务局", 2023)
    assert [key for key, section in report.sections.items() if not section.is_empty] == [
        "reviews",
        "problems",
    ]


@pytest.fixture(scope="module")
def crossed() -> bytes:
    """A page whose table 4 is a picture with a total that is wrong and a figure crossed out."""
    return page_with(with_last_figure_crossed_out(picture(CROSSED)))


@pytest.fixture(scope="module")
def judged(crossed: bytes) -> AuditResult:
    return audited(crossed, "page.html")


def test_a_figure_crossed_out_is_in_dispute_and_nothing_rests_on_it(judged: AuditResult) -> None:
    report = report_of(judged)
    assert LAST in report.disputed
    assert report.disputed[LAST].picture
    assert LAST not in report.cells
    assert judged.judgement is not None
    assert LAST not in {cell for f in judged.judgement.findings for cell in f.cells}


def test_a_wrong_total_in_a_picture_is_a_doubt_that_shows_it(judged: AuditResult) -> None:
    assert judged.judgement is not None
    balance = [f for f in judged.judgement.findings if f.code.startswith("B")]
    assert balance
    assert all(f.severity is Severity.WARNING for f in balance)
    assert all("请人工核对原图" in f.message.zh for f in balance)
    named = {cell for f in balance for cell in f.cells}
    kept = {cell for cell, read in report_of(judged).cells.items() if read.picture}
    assert "t4/reconsideration/total" in kept
    assert kept <= named | {c for c in CELLS if c.startswith("t4/reconsideration/")}


def test_the_page_shows_pictures_of_cells_in_findings_and_disputes(
    judged: AuditResult, tmp_path: Path
) -> None:
    build(content_of_drafts([judged], NOON), tmp_path, None, NOON)
    page = ShownPage(next(p for p in (tmp_path / "reports").glob("*.html")))
    for place in ("article.card", "table.list th"):
        shown = page.all(f"{place} img.printed")
        assert shown
        for image in shown:
            source = str(image.attributes["src"])
            assert source.startswith("data:image/png;base64,")
            with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as opened:
                assert opened.format == "PNG"
            assert str(image.attributes["alt"]).strip()


def test_the_json_of_a_picture_carries_figures_and_no_picture(
    crossed: bytes, tmp_path: Path
) -> None:
    given = tmp_path / "page.html"
    given.write_bytes(crossed)
    ended = gouji("check", "--json", given)
    (told,) = (json.loads(line) for line in ended.out.splitlines())
    assert told["cells"]["t4/reconsideration/total"]["value"] == "28"
    assert LAST in json.dumps(told["disputed"])
    assert "iVBOR" not in ended.out
    assert "picture" not in {key for cell in told["cells"].values() for key in cell}
