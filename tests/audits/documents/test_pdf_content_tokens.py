"""Plain content streams are cut as pdfminer cuts them, and others are left to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword

from audits.documents.pdf import drawing
from audits.documents.pdf.content_tokens import MOST_BYTES, Operator, tokens_of
from audits.documents.pdf.drawing import read_drawings
from tests.audits.printed_pdf import Print, as_pdf
from tests.audits.published import Publication, parts_of, tables_with

PLAIN = (
    b"BT /F1 12 Tf 1 0 0 1 72.5 -.5 Tm (2023) Tj ET",
    b"q 0.5 w 10 20 m 30 20. l S Q f* 0 g +4 5 re\nW n",
    b"[(a) -250 (b) <0a0B>] TJ (\\(c\\) \\061\\n\\\\) ' <> Tj []0 d",
    b"/P <</MCID 0/Lang (zh-CN)/A [1 2] /B <0a>>> BDC EMC/X-1.b Do",
    b"",
    b" \n",
)
LEFT = (
    b"% a remark\n1 w",
    b"BI /W 1 /H 1 ID x EI",
    b"(a (b) c) Tj",
    b"(a\\\nb) Tj",
    b"(\\777) Tj",
    b"<a> Tj",
    b"[1 [2] 3] TJ",
    b"[(a) Tj] TJ",
    b"1 w ]",
    b"[1 2",
    b"(open",
    b"/a#20b gs",
    b"/GS <</A 1>> gs",
    b"/P <</A <</B 1>>>> BDC",
    b"true w",
    b"1-2 w",
    b"--5 w",
    b"1" * 40 + b" w",
    b"\x00 w",
)
PIECES = st.sampled_from(
    [
        *b"1 2.5 -3 .5 -.25 4. q Q f* ' \" (a) (\\101) () <4142> <> [ ]".split(),
        *b"/F1 Tj << >> (x(y)) % BI".split(),
        b"(\\)\\()",
        b"/P <</A 1>> BDC",
        b"<4 1>",
        b"(\\1234)",
        b"\x00",
        b"{",
    ]
)  # fmt: skip
STREAMS = st.lists(st.tuples(PIECES, st.sampled_from([b" ", b"\n", b"\r\n", b"", b"\t"]))).map(
    lambda pieces: b"".join(piece + space for piece, space in pieces)
)


def by_pdfminer(stream: bytes) -> Iterator[Any]:
    parser = PDFContentParser([PDFStream({}, stream)])
    while True:
        try:
            _, token = parser.nextobject()
        except PSEOF:
            return
        if isinstance(token, PSKeyword):
            yield Operator(bytes(token.name))
        else:
            yield {} if isinstance(token, dict) else token


@pytest.mark.parametrize("stream", PLAIN)
def test_a_plain_stream_is_cut_as_pdfminer_cuts_it(stream: bytes) -> None:
    assert tokens_of(stream) == list(by_pdfminer(stream))


@pytest.mark.parametrize("stream", LEFT)
def test_what_is_not_plain_is_left_to_pdfminer(stream: bytes) -> None:
    assert tokens_of(stream) is None


def test_a_large_stream_is_left_to_pdfminer() -> None:
    assert tokens_of(b"q Q " * (MOST_BYTES // 4 + 1)) is None


@given(STREAMS | st.binary(max_size=40))
def test_no_stream_is_cut_otherwise_than_by_pdfminer(stream: bytes) -> None:
    tokens = tokens_of(stream)
    assert tokens is None or tokens == list(by_pdfminer(stream))


def test_pages_are_drawn_as_pdfminer_draws_them(monkeypatch: pytest.MonkeyPatch) -> None:
    publication = Publication(parts=parts_of(tables_with({"t2/rules/made": "17"})))
    content = as_pdf(publication, Print(cuts_rows=True))
    drawn = read_drawings(content, [1])
    monkeypatch.setattr(drawing, "PlainInterpreter", PDFPageInterpreter)
    assert drawn == read_drawings(content, [1])
    assert drawn[0].characters
