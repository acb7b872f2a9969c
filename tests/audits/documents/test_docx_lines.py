"""The second flattening of a Word file: mark-up that comes again tells the same again."""

import pytest

from audits.documents.docx.file import read_docx
from tests.audits.published import Printed, docx_with, paragraph_xml, table_xml

_BODY = paragraph_xml("一、总体情况") + table_xml(
    ((Printed(text="规章"), Printed(text="5"), Printed(text="")), (Printed(text="5"),))
)


def _lines(body: str) -> list[tuple[str, bool]]:
    return [(line.text, line.is_cell) for line in read_docx(docx_with(body)).lines]


def _numbered(body: str, tag: str, written: str) -> str:
    first, *pieces = body.split(tag)
    return first + "".join(f"{written.format(n)}{piece}" for n, piece in enumerate(pieces))


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("<w:t>", '<w:t xml:space="preserve">'),
        ("<w:t>", "<w:t  xml:space='preserve' >"),
        ("<w:p>", '<w:p w:rsidR="{0}">'),
        ("<w:p>", '<w:p\nw:rsidR="{0}">'),
        ("<w:p>", '<w:p w:rsidR="{0}"/><w:p>'),
        ("<w:r>", '<w:r w:rsidR="{0}">'),
        ("<w:tc>", "<w:tc><w:tcPr><w:vAlign/></w:tcPr>"),
        ("<w:t>", "<w:lastRenderedPageBreak/><w:t/><w:t>"),
        ("<w:t>", "<w:t></w:t><w:t>"),
    ],
)
def test_lines_are_the_same_however_their_tags_are_written(tag: str, written: str) -> None:
    assert _numbered(_BODY, tag, written) != _BODY
    assert _lines(_numbered(_BODY, tag, written)) == _lines(_BODY)
    assert _lines(_BODY) == [
        ("一、总体情况", False),
        ("规章", True),
        ("5", True),
        ("", True),
        ("5", True),
    ]


def test_the_same_tags_after_what_is_hidden_tell_what_stands_there() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r>"
    shown = "<w:r><w:t>2</w:t></w:r>"
    assert _lines(f"<w:p>{hidden}{shown}{hidden}{shown}{shown}</w:p>") == [("222", False)]


def test_the_same_tags_within_an_older_form_are_not_told_again() -> None:
    run = "<w:r><w:t>1</w:t></w:r>"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    older = f'<mc:Fallback xmlns:mc="{compatibility}">{run}{run}</mc:Fallback>'
    assert _lines(f"<w:p>{run}{older}{run}</w:p>") == [("11", False)]
