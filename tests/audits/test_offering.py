"""What is known of a report's publication: its page and its host, for published pages only."""

from dataclasses import replace

import pytest

from audits.audit import audit
from audits.documents.html.controls import has_download_control
from audits.documents.opening import open_document
from audits.offering import host_of, page_that_offers
from audits.reading.read import read_report
from audits.result import Source, Submission
from rules.finding import Severity
from rules.publication import OfferingPage
from tests.audits.published import (
    TITLE,
    Publication,
    as_docx,
    as_html,
    parts_of,
    tables_with,
    word_rows,
)

ADDRESS = "https://www.qinghe.gov.cn/nb/2023.html"
TOLD = "本报告的电子版可从青禾区人民政府网站下载。"
WORD = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables_with({})])))


def page(*, head: str = "", behind: str = "") -> Submission:
    publication = Publication()
    told = replace(publication, intro=f"{publication.intro}</p><p>{TOLD}")
    markup = as_html(told, head=head).replace("</body>", f"{behind}</body>")
    return Submission(source=Source(name=ADDRESS, content=markup.encode()))


def said(submission: Submission, code: str) -> str:
    """``fails``, ``passes``, ``untold``, or ``silent``."""
    judgement = audit(submission).judgement
    assert judgement is not None
    tally = judgement.tallies.get(code)
    if tally is None:
        return "silent"
    return "fails" if tally.failed else "untold" if tally.not_assessable else "passes"


def test_a_page_that_tells_of_a_download_and_has_none_is_found() -> None:
    judgement = audit(page()).judgement
    assert judgement is not None
    (found,) = (f for f in judgement.findings if f.code == "P608")
    assert found.severity is Severity.INFO
    assert found.quote == TOLD


@pytest.mark.parametrize(
    ("behind", "outcome"),
    [
        ("<p><a href='nb2023.pdf'>附件</a></p>", "passes"),
        ("<iframe src='nb2023.pdf'></iframe>", "passes"),
        ("<a href='javascript:window.print()'>存为PDF</a>", "untold"),
        ("<button id=x>下载Word</button>", "untold"),
        ("<span class='btn-download' data-v=1></span>", "untold"),
        ("<a href='down.jsp?id=1'><b>下载</b></a>", "untold"),
        ("<p>上一篇 下一篇</p>", "fails"),
        ("<link media=print href=a.css><style>@media print{a{color:red}}</style>", "fails"),
    ],
)
def test_a_link_is_a_download_and_a_button_may_be_one(behind: str, outcome: str) -> None:
    assert said(page(behind=behind), "P608") == outcome


def test_of_a_saved_file_no_page_is_known() -> None:
    saved = replace(page().source, name="nb/2023.html")
    assert said(Submission(source=saved), "P608") == "untold"
    assert said(Submission(source=saved), "P609") == "silent"


EMPTY = f"<html><body><h1>{TITLE}</h1><a href='a.docx'>年报.docx</a></body></html>"


def test_a_readable_file_behind_an_empty_page_is_fine() -> None:
    empty = Source(name=ADDRESS, content=EMPTY.encode())
    file = Source(name="https://www.qinghe.gov.cn/nb/a.docx", content=WORD)
    assert said(Submission(source=empty, attachments=(file,)), "P607") == "passes"


UNDIVIDED = EMPTY.replace("<a ", f"<p>{'我局及时公开各类信息。' * 30}</p><a ")


@pytest.mark.parametrize(("markup", "holds"), [(EMPTY, False), (as_html(Publication()), True)])
def test_a_page_holds_the_report_or_only_offers_its_file(markup: str, holds: bool) -> None:
    source = Source(name=ADDRESS, content=markup.encode())
    document = open_document(source.content).document
    seen = page_that_offers(
        source, document, read_report(document), audited="a.docx", wants_download=False
    )
    assert seen == OfferingPage(holds_report=holds, audited_file="a.docx", offers_files=not holds)


def test_a_page_with_a_report_of_no_sections_holds_it() -> None:
    source = Source(name=ADDRESS, content=UNDIVIDED.encode())
    document = open_document(source.content).document
    seen = page_that_offers(
        source, document, read_report(document), audited="a.docx", wants_download=False
    )
    assert seen is not None
    assert seen.holds_report


@pytest.mark.parametrize(
    ("name", "host"),
    [
        (ADDRESS, "www.qinghe.gov.cn"),
        ("http://192.0.2.7:8080/a", "192.0.2.7"),
        ("http://user@www.example.com/a", "www.example.com"),
        ("nb/2023.html", None),
        ("http://[broken/a", None),
        ("ftp://www.example.com/a", None),
    ],
)
def test_the_host_is_that_of_a_web_address(name: str, host: str | None) -> None:
    found = host_of(name)
    assert (found.name if found else None) == host


@pytest.mark.parametrize(
    "markup", ["<a " * 200_000, "<a " + "x" * 3_000_000, "<a>" + "下" * 999_999]
)
def test_hostile_markup_is_looked_through_in_time(markup: str) -> None:
    assert not has_download_control(markup.encode())
