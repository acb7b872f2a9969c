"""PDF files that go round in circles or swell end with the reason."""

import zlib
from dataclasses import replace

import pytest

from audits.documents import pdf
from audits.documents.document import DocumentUnreadable
from audits.documents.isolation import Limits
from audits.documents.pdf.file import read_pdf
from audits.documents.pdf.forms import check_forms
from tests.audits.documents.hostile import (
    CATALOGUE,
    assert_told_and_harmless,
    pdf_of,
    read_by,
    reason,
)

PAGE_WITH_FORM = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</XObject<</X 5 0 R>>>>>>"
)


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(
            (CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), id="pages that hold themselves"
        ),
        pytest.param(
            (
                CATALOGUE,
                b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 99/Parent 3 0 R>>",
                b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99/Parent 2 0 R>>",
            ),
            id="pages that hold each other",
        ),
        pytest.param(
            (
                CATALOGUE,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 3 0 R/MediaBox 4 0 R/Contents 4 0 R>>",
                b"4 0 R",
            ),
            id="objects that are themselves",
        ),
        pytest.param(
            (CATALOGUE, b"<</Type/Pages/Count 1/Kids" + b"[" * 20_000 + b">>"), id="deep lists"
        ),
    ],
)
def test_a_pdf_that_goes_round_in_circles_is_refused(objects: tuple[bytes, ...]) -> None:
    assert reason(pdf_of(*objects))


def test_a_pdf_stream_of_300_megabytes_is_refused_unpacked() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)
    page_of_it = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    assert "unpacks" in reason(pdf_of(CATALOGUE, pages, page_of_it, stream))


ENDLESS = "draws itself, or forms that repeat"
LINE = b"BT /F 12 Tf 50 700 Td (words) Tj ET "


def drawing(*names: str, line: bytes = LINE) -> bytes:
    """A stream that draws these."""
    content = line + b" ".join(b"/%b Do" % name.encode() for name in names)
    return b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content)


def form(*names: str, **named: int) -> bytes:
    """A form that draws the names, which are those of objects; without any it has none."""
    listed = b"".join(b"/%b %d 0 R" % (n.encode(), number) for n, number in named.items())
    own = b"/Resources<</XObject<<%b>>>>" % listed if named else b""
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]" + own
    return drawing(*names, line=b"").replace(b"<<", head, 1)


def page_drawing(*forms: bytes) -> bytes:
    """A page of a line of words that draws the first form, ``X``; it is object 5."""
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    page = PAGE_WITH_FORM.replace(b"/Resources<<", b"/Resources<<" + font)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_of(CATALOGUE, pages, page, drawing("X"), *forms)


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param((form("X", X=5),), id="itself"),
        pytest.param((form("X", "X", X=5),), id="itself twice"),
        pytest.param((form("X"),), id="itself, as the page names it"),
        pytest.param((form("Y", Y=6), form("X", "X", X=5)), id="through another"),
        pytest.param((form("Y", Y=6), form("Y")), id="through one that names nothing"),
        pytest.param(
            (*(form("X", "X", X=number) for number in range(6, 36)), form(X=99)),
            id="each the next one twice",
        ),
    ],
)
def test_a_form_whose_drawing_has_no_end_is_refused_at_once(forms: tuple[bytes, ...]) -> None:
    with pytest.raises(DocumentUnreadable, match=ENDLESS) as refused:
        check_forms(page_drawing(*forms))
    assert "反复绘制自身" in refused.value.zh
    assert ENDLESS in reason(page_drawing(*forms))


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param((form(X=5),), id="that could draw itself, and does not"),
        pytest.param((form("Y", X=5, Y=6), form(X=5, Y=6)), id="that share what they name"),
        pytest.param((form("Y", "Y", Y=6), form("Z", "Z", Z=7), form("W", W=98)), id="in forms"),
    ],
)
def test_a_page_with_forms_that_end_is_read(forms: tuple[bytes, ...]) -> None:
    assert [line.text for line in read_pdf(page_drawing(*forms)).lines] == ["words"]


ASIDE = b"/X%\nDo /X%\nDo"
DOUBLING = page_drawing(form("X", X=5).replace(b"Length 5", b"Length 13").replace(b"/X Do", ASIDE))
"""A form that draws itself twice, and each of these twice, with remarks that hide it."""


def test_a_pdf_whose_drawing_doubles_without_end_ends_with_the_time_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(seconds=2.0, memory=4 << 30)
    read_by(monkeypatch, replace(pdf.READER, limits=limits))
    assert_told_and_harmless(DOUBLING, "longer than")
