"""Word files: merged cells, controls, tracked changes, and what a person sees of a cell."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from audits.documents.document import DocumentUnreadable, Frame, Grid, Paragraph, Picture, Table
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


# Text boxes, chunks, pictures

_BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
_FALLBACK = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent>"
)
_RELATION = (
    '<Relationship Id="{id}" Type="t" Target="{target}"{mode}'
    ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


def _with_files(body: str, *relations: str, files: Mapping[str, bytes] | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx_with(body))) as package:
        xml = package.read("word/document.xml")
    rels = f"<Relationships>{''.join(relations)}</Relationships>".encode()
    members = {"word/document.xml": xml, "word/_rels/document.xml.rels": rels}
    return zipped({**members, **(files or {})})


def _relation(number: str, target: str, *, mode: str = "") -> str:
    return _RELATION.format(id=number, target=target, mode=mode and f' TargetMode="{mode}"')


def _picture(number: str) -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<w:drawing><a xmlns:r="{namespace}" r:embed="{number}"/></w:drawing>'


@pytest.mark.parametrize("box", [_BOX, f"<w:r>{_FALLBACK}</w:r>"])
def test_what_a_text_box_holds_follows_its_paragraph_once(box: str) -> None:
    inner = paragraph_xml("一、总体情况") + table_xml(((Printed(text="规章"), Printed(text="5")),))
    document = read_docx(docx_with(f"<w:p><w:r><w:t>a</w:t></w:r>{box.format(inner)}</w:p>"))
    shown = [b.text if isinstance(b, Paragraph) else type(b) for b in document.blocks]
    assert shown == ["a", "一、总体情况", Table]
    assert sorted(line.text for line in document.lines) == sorted(
        ["a", "一、总体情况", "规章", "5"]
    )


def test_a_picture_is_enclosed_under_the_name_that_shows_it() -> None:
    body = f"<w:p><w:r>{_picture('p')}</w:r></w:p>"
    files = {"word/media/a.png": b"pixels"}
    document = read_docx(_with_files(body, _relation("p", "media/a.png"), files=files))
    assert [b.source for b in document.blocks if isinstance(b, Picture)] == ["word/media/a.png"]
    assert [(f.name, f.content) for f in document.enclosed] == [("word/media/a.png", b"pixels")]


def test_what_lies_outside_the_file_is_named_and_not_fetched() -> None:
    body = f"<w:p><w:r>{_picture('p')}</w:r></w:p>"
    address = "http://127.0.0.1:9/a.png"
    document = read_docx(_with_files(body, _relation("p", address, mode="External")))
    assert [b.source for b in document.blocks if isinstance(b, Picture)] == [address]
    assert document.enclosed == ()


def test_a_chunk_of_another_format_is_a_frame_with_its_file() -> None:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = f'<w:altChunk xmlns:r="{namespace}" r:id="c"/>'
    files = {"word/chunk.htm": b"<p>5</p>"}
    document = read_docx(_with_files(body, _relation("c", "/word/chunk.htm"), files=files))
    assert [b.source for b in document.blocks if isinstance(b, Frame)] == ["word/chunk.htm"]
    assert [f.name for f in document.enclosed] == ["word/chunk.htm"]


# The second flattening


def _lines(body: str) -> list[tuple[str, bool]]:
    return [(line.text, line.is_cell) for line in read_docx(docx_with(body)).lines]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>1</w:t><w:tab/><w:t xml:space='preserve'> 2</w:t></w:r>", "1 2"),
        ("<w:r><w:t/><w:t>A&amp;B&#12289;</w:t></w:r>", "A&B、"),
        ("<w:r><w:noBreakHyphen/><w:t>5</w:t></w:r>", "-5"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>5</w:t></w:r>", "5"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>5</w:t></w:r>', "5"),
        ("<w:moveFrom><w:r><w:t>1</w:t></w:r></w:moveFrom><w:r><w:t>5</w:t></w:r>", "5"),
        ("<!-- <w:t>1</w:t> --><w:r><w:t>5</w:t></w:r>", "5"),
        ("<w:r><w:t>1<!-- - -->5</w:t></w:r>", "15"),
        ("<w:r><w:instrText>=1</w:instrText></w:r><w:r><w:t>5</w:t></w:r>", "5"),
    ],
)
def test_a_line_holds_what_is_seen(inner: str, text: str) -> None:
    assert _lines(f"<w:p>{inner}</w:p>") == [(text, False)]
    assert _lines(_cell(inner)) == [(text, True)]
    assert [cell.text for cell in _grid(_cell(inner)).cells] == [text]


def test_lines_leave_out_cells_that_continue_and_those_around_others() -> None:
    rows = ((Printed(text="a", rows=2), Printed(text="b")), (Printed(text="c"),))
    inner = table_xml(word_rows(rows))
    body = f"<w:p/><w:tbl><w:tr><w:tc>{paragraph_xml('x')}{inner}</w:tc></w:tr></w:tbl>"
    assert _lines(body) == [("a", True), ("b", True), ("c", True)]


def test_the_namespace_and_not_the_prefix_decides() -> None:
    content = docx_with(paragraph_xml("5"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml")
    other = xml.replace(b"w:", b"ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
    assert [line.text for line in read_docx(zipped({"word/document.xml": other})).lines] == ["5"]


def test_a_file_in_the_strict_namespace_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_with(paragraph_xml("5")))) as package:
        xml = package.read("word/document.xml")
    strict = xml.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    document = read_docx(zipped({"word/document.xml": strict}))
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["5"]
    assert [line.text for line in document.lines] == ["5"]


@pytest.mark.parametrize(
    "inner",
    [
        "<w:r><w:tc><w:p/></w:tc><w:t>5</w:t></w:r>",
        "</w:p><w:tc><w:p/></w:tc><w:p><w:r><w:t>5</w:t></w:r>",
        "<w:pPr><w:tc><w:p/></w:tc></w:pPr><w:r><w:t>5</w:t></w:r>",
    ],
)
def test_a_cell_that_stands_in_no_row_makes_a_file_damaged(inner: str) -> None:
    with pytest.raises(DocumentUnreadable):
        read_docx(docx_with(_cell(inner)))
