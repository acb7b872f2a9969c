"""Word files: merged cells, controls, tracked changes, and what a person sees of a cell."""

import io
import zipfile

import pytest

from audits.documents.document import DocumentUnreadable, Grid, Paragraph, Picture, Table
from audits.documents.docx.file import read_docx
from tests.audits.published import (
    Printed,
    cell_xml,
    docx_with,
    paragraph_xml,
    table_xml,
    word_rows,
    zipped,
)


def _grid(body: str) -> Grid:
    (table,) = (b for b in read_docx(docx_with(body)).blocks if isinstance(b, Table))
    return table.grid


def _cell(inner: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:p>{inner}</w:p></w:tc></w:tr></w:tbl>"


def test_a_cell_merged_downwards_stands_once_with_its_span() -> None:
    rows = word_rows(((Printed(text="a", rows=2), Printed(text="b")), (Printed(text="c"),)))
    grid = _grid(table_xml(rows))
    assert [(c.text, c.row, c.column, c.row_span) for c in grid.cells] == [
        ("a", 0, 0, 2),
        ("b", 0, 1, 1),
        ("c", 1, 1, 1),
    ]


def test_a_continued_cell_with_nothing_above_it_is_a_cell_of_its_own() -> None:
    rows = ((Printed(text="a", columns=2),), (Printed(text="b", continues=True), Printed(text="c")))
    assert [(c.text, c.row_span) for c in _grid(table_xml(rows)).cells] == [
        ("a", 1),
        ("b", 1),
        ("c", 1),
    ]


def test_cells_in_content_controls_keep_their_place() -> None:
    cells = "".join(
        f"<w:sdt><w:sdtContent>{cell_xml(Printed(text=t))}</w:sdtContent></w:sdt>" for t in "ab"
    )
    grid = _grid(f"<w:tbl><w:tr>{cells}{cell_xml(Printed(text='c'))}</w:tr></w:tbl>")
    assert [(c.text, c.column) for c in grid.cells] == [("a", 0), ("b", 1), ("c", 2)]


def test_a_deleted_row_is_not_there() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell_xml(Printed(text='x'))}</w:tr>"
    grid = _grid(f"<w:tbl>{gone}<w:tr>{cell_xml(Printed(text='a'))}</w:tr></w:tbl>")
    assert [(c.text, c.row) for c in grid.cells] == [("a", 0)]


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        ("<w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r>", "12"),
        ("<w:r><w:t>1</w:t><w:br/><w:t>2</w:t></w:r>", "1 2"),
        ("<w:r><w:noBreakHyphen/><w:t>5</w:t></w:r>", "-5"),
        ("<w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:r><w:t>5</w:t></w:r>", "5"),
        ("<w:moveFrom><w:r><w:t>1</w:t></w:r></w:moveFrom><w:r><w:t>5</w:t></w:r>", "5"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>5</w:t></w:r>", "5"),
        ("<w:r><w:instrText>=1</w:instrText></w:r><w:r><w:t>5</w:t></w:r>", "5"),
    ],
)
def test_a_cell_holds_what_is_seen(inner: str, seen: str) -> None:
    assert [(c.text, c.shows_more) for c in _grid(_cell(inner)).cells] == [(seen, False)]


@pytest.mark.parametrize(
    "inner",
    [
        "<w:r><w:drawing/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>5</w:t></w:r><w:r><w:t>3</w:t></w:r>",
        '<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:r>',
        "<w:pPr><w:numPr/></w:pPr>",
    ],
)
def test_a_cell_that_shows_more_than_its_text_says_so(inner: str) -> None:
    assert _grid(_cell(inner)).cells[0].shows_more


def test_a_table_around_the_report_is_taken_apart() -> None:
    inner = paragraph_xml("一、总体情况") + table_xml(((Printed(text="规章"),),))
    body = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    blocks = read_docx(docx_with(body)).blocks
    assert [type(b) for b in blocks] == [Paragraph, Table]


def test_a_picture_in_a_paragraph_is_kept() -> None:
    blocks = read_docx(docx_with("<w:p><w:r><w:drawing/></w:r></w:p>")).blocks
    assert [type(b) for b in blocks] == [Picture]


@pytest.mark.parametrize(
    "content",
    [
        zipped({"other.xml": b"<a/>"}),
        zipped({"word/document.xml": b"<w:document"}),
        zipped({"word/document.xml": b"<a/>"}),
        zipped({"word/document.xml": b""}),
        docx_with("<w:p/>")[:-40],
    ],
)
def test_a_damaged_file_is_refused_with_a_reason_in_both_languages(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        read_docx(content)
    assert refusal.value.zh
    assert refusal.value.en


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(docx_with("<w:p/>"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    with pytest.raises(DocumentUnreadable, match="encrypted"):
        read_docx(bytes(content))


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{"&a" + str(n - 1 or "") + ";" + "&a;" * 9}">' for n in range(1, 12)
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'{bomb}]><w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    content = zipped({"word/document.xml": xml.encode()})
    try:
        blocks = read_docx(content).blocks
    except DocumentUnreadable:
        return
    assert blocks == ()


def test_a_file_that_expands_without_measure_is_refused() -> None:
    content = zipped({"word/document.xml": b" " * (65 * 1024 * 1024)})
    assert len(content) < 200_000
    with pytest.raises(DocumentUnreadable, match="expands"):
        read_docx(content)


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    content = zipped({"word/document.xml": b" " * 1_000_000})
    lying = content.replace((1_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert zipfile.is_zipfile(io.BytesIO(lying))
    with pytest.raises(DocumentUnreadable):
        read_docx(lying)
