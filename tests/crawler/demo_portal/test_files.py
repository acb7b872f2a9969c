import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import docx
import pdfplumber
import pypdfium2
import pytest
import requests

from crawler.demo_portal.county import YEARS
from crawler.demo_portal.publishing import Medium, publish_all
from crawler.demo_portal.render_html import render_html
from crawler.demo_portal.render_pdf import render_pdf

PDF_REPORTS = [("999921-government", 2025), ("999921-housing", 2024), ("999921-mailong", 2025)]


class Published(Protocol):
    response: requests.Response


Read = Callable[[str, int], Published]


@pytest.mark.parametrize(("body", "year"), PDF_REPORTS)
def test_table_three_of_a_pdf_breaks_over_a_page_end(read: Read, body: str, year: int) -> None:
    with pdfplumber.open(io.BytesIO(read(body, year).response.content)) as document:
        widths = [[len(table[0]) for table in page.extract_tables()] for page in document.pages]
    assert sum(10 in page for page in widths) == 2


@pytest.mark.parametrize(("body", "year"), PDF_REPORTS)
def test_every_page_of_a_pdf_has_its_number_at_the_foot(read: Read, body: str, year: int) -> None:
    with pdfplumber.open(io.BytesIO(read(body, year).response.content)) as document:
        feet = [(page.extract_text() or "").splitlines()[-1] for page in document.pages]
    assert feet == [f"- {number} -" for number in range(1, len(feet) + 1)]


@pytest.mark.parametrize(("body", "year"), PDF_REPORTS)
def test_two_programs_read_the_same_chinese_text_from_a_pdf(
    read: Read, body: str, year: int
) -> None:
    content = read(body, year).response.content
    with pdfplumber.open(io.BytesIO(content)) as document:
        one = "".join(page.extract_text() for page in document.pages)
    pages = pypdfium2.PdfDocument(content)
    other = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    assert sorted(re.sub(r"\s", "", one)) == sorted(re.sub(r"\s", "", other))
    assert f"{year}年政府信息公开工作年度报告" in re.sub(r"\s", "", one)


@pytest.mark.parametrize("year", YEARS)
def test_a_docx_has_the_three_tables_with_merged_cells(read: Read, year: int) -> None:
    document = docx.Document(io.BytesIO(read("999921-finance", year).response.content))
    proactive, requests_table, reviews = document.tables
    assert (len(proactive.rows), len(proactive.columns)) == (14, 4)
    assert (len(requests_table.rows), len(requests_table.columns)) == (28, 10)
    assert (len(reviews.rows), len(reviews.columns)) == (4, 15)
    outcomes = {requests_table.cell(row, 0)._tc for row in range(5, 27)}
    assert len(outcomes) == 1
    assert requests_table.cell(5, 0).text == "三、本年度办理结果"
    assert document.paragraphs[0].text == f"汀砚县财政局{year}年政府信息公开工作年度报告"


def test_mark_up_in_a_text_is_text_in_every_medium() -> None:
    written = "甲<b>乙</b>&丙"
    report = replace(publish_all(1)[0].report, introduction=written)
    html = render_html(report, Medium.CLEAN_PAGE) + render_html(report, Medium.WORD_PAGE)
    assert html.count("甲&lt;b&gt;乙&lt;/b&gt;&amp;丙") == 2
    with pdfplumber.open(io.BytesIO(render_pdf(report))) as document:
        assert written in document.pages[0].extract_text()
