"""PDF files that go round in circles or swell end with the reason."""

import zlib
from dataclasses import replace

import pytest

from audits.documents import pdf
from audits.documents.isolation import Limits
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
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"


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
                PAGE_WITH_FORM,
                b"<</Length 5>>\nstream\n/X Do\nendstream",
                FORM + b"/Length 5>>\nstream\n/X Do\nendstream",
            ),
            id="a form that draws itself",
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


DOUBLING = pdf_of(
    CATALOGUE,
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    PAGE_WITH_FORM,
    b"<</Length 5>>\nstream\n/X Do\nendstream",
    FORM + b"/Length 11>>\nstream\n/X Do /X Do\nendstream",
)
"""A form that draws itself twice, and each of these twice, and so on."""


def test_a_pdf_whose_drawing_doubles_without_end_ends_with_the_time_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(seconds=2.0, memory=4 << 30)
    read_by(monkeypatch, replace(pdf.READER, limits=limits))
    assert_told_and_harmless(DOUBLING, "")
