"""Word files as Word writes them: what is said of looks is left out, and nothing else."""

import pytest

from audits.documents.document import DocumentUnreadable, Paragraph, Table
from audits.documents.docx import bare as module
from audits.documents.docx.bare import bare
from audits.documents.docx.file import read_docx
from tests.audits.published import docx_with

_FONT = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:color w:val="000000"/><w:sz w:val="32"/>'
_RUN = f"<w:r><w:rPr>{_FONT}</w:rPr><w:t>5</w:t></w:r>"


def _cell(inner: str, properties: str = "") -> str:
    return f"<w:tbl><w:tr><w:tc>{properties}<w:p>{inner}</w:p></w:tc></w:tr></w:tbl>"


def _seen(body: str) -> list[tuple[str, bool, int]]:
    (table,) = (b for b in read_docx(docx_with(body)).blocks if isinstance(b, Table))
    return [(cell.text, cell.shows_more, cell.column_span) for cell in table.grid.cells]


def _bare(xml: str) -> str:
    return bare(xml.encode()).decode()


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (_RUN, "<w:r><w:rPr/><w:t>5</w:t></w:r>"),
        (f"<w:pPr><w:jc/><w:rPr>{_FONT}</w:rPr></w:pPr>", "<w:pPr/>"),
        ("<w:pPr><w:pBdr><w:top/></w:pBdr></w:pPr>", "<w:pPr/>"),
        ("<w:tcPr><w:tcW/><w:tcBorders><w:left/></w:tcBorders></w:tcPr>", "<w:tcPr/>"),
    ],
)
def test_what_is_said_of_looks_is_left_out(written: str, left: str) -> None:
    assert _bare(written) == left


@pytest.mark.parametrize(
    "written",
    [
        "<w:rPr><w:b/><w:vanish/></w:rPr>",
        "<w:rPr><w:b/><w:strike/></w:rPr>",
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
        "<w:pPr><w:numPr/></w:pPr>",
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>',
        "<w:tcPr><w:vMerge/></w:tcPr>",
        "<w:rPr><w:b/>5</w:rPr>",
        "<w:rPr><w:b>5</w:b></w:rPr>",
        "<w:rPr>5</w:rPr>",
        '<w:rPr><w:b xmlns:w="other"/></w:rPr>',
    ],
)
def test_what_may_be_read_stays(written: str) -> None:
    assert _bare(written) == written


@pytest.mark.parametrize(
    "damaged",
    [
        "<w:rPr><w:b></w:rPr>",
        '<w:rPr><w:b w:val="1" w:val="2"/></w:rPr>',
        "<w:rPr><w:b w:val=1/></w:rPr>",
        '<w:rPr><w:b w:val="&none;"/></w:rPr>',
        "<w:rPr></w:rPr><w:rPr><w:rPr></w:rPr>",
        "<w:rPr><w:b/>",
    ],
)
def test_a_file_with_damage_among_its_looks_is_refused(damaged: str) -> None:
    with pytest.raises(DocumentUnreadable, match="damaged"):
        read_docx(docx_with(f"<w:p><w:r>{damaged}<w:t>5</w:t></w:r></w:p>"))


def test_tags_that_are_text_stay_text() -> None:
    text = f"<w:p><w:r><w:rPr>{_FONT}</w:rPr><w:t><![CDATA[<w:rPr></w:rPr>]]></w:t></w:r></w:p>"
    (paragraph,) = read_docx(docx_with(text)).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "<w:rPr></w:rPr>"


def test_words_on_either_side_are_not_joined() -> None:
    assert _seen(_cell("<w:r><w:t>1<w:rPr><w:b/></w:rPr>2</w:t></w:r>")) == [("1", False, 1)]


def test_of_two_sayings_of_a_cell_the_first_holds() -> None:
    second = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>'
    assert _seen(_cell(_RUN, f"<w:tcPr><w:tcW/></w:tcPr>{second}")) == [("5", False, 1)]
    assert _seen(_cell(_RUN, f"{second}<w:tcPr><w:tcW/></w:tcPr>")) == [("5", False, 3)]


def test_what_a_cell_covered_before_a_change_is_not_what_it_covers() -> None:
    before = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tcPrChange>'
    assert _seen(_cell(_RUN, f"<w:tcPr>{before}</w:tcPr>")) == [("5", False, 1)]


def test_sayings_beyond_the_measure_stay_and_are_read_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = [f'<w:r><w:rPr><w:sz w:val="{n}"/></w:rPr><w:t>{n}</w:t></w:r>' for n in range(5)]
    monkeypatch.setattr(module, "MOST_SAYINGS", 2)
    assert _bare("".join(sizes)).count("<w:rPr/>") == 2
    assert _seen(_cell("".join(sizes))) == [("01234", False, 1)]


def test_under_another_prefix_nothing_is_left_out() -> None:
    other = _RUN.replace("w:", "x:")
    assert _bare(other) == other
