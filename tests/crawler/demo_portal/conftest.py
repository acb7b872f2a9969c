"""Reads published bytes back into cells, by labels alone: nothing here knows how they were made."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urljoin

import docx
import pdfplumber
import pytest
import requests
from selectolax.lexbor import LexborHTMLParser

from crawler.demo_portal import DemoPortal

Row = Sequence[str]
Read = Callable[[str, int], "PublishedReport"]

REQUEST_LABELS = {
    "一、本年新收政府信息公开申请数量": "received",
    "二、上年结转政府信息公开申请数量": "brought_forward",
    "（一）予以公开": "granted",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "partly_granted",
    "1.属于国家秘密": "refused.state_secret",
    "2.其他法律行政法规禁止公开": "refused.forbidden_by_law",
    "3.危及“三安全一稳定”": "refused.security_stability",
    "4.保护第三方合法权益": "refused.third_party_rights",
    "5.属于三类内部事务信息": "refused.internal_affairs",
    "6.属于四类过程性信息": "refused.deliberative",
    "7.属于行政执法案卷": "refused.enforcement_files",
    "8.属于行政查询事项": "refused.administrative_inquiry",
    "1.本机关不掌握相关政府信息": "unable.not_held",
    "2.没有现成信息需要另行制作": "unable.needs_creation",
    "3.补正后申请内容仍不明确": "unable.still_unclear",
    "1.信访举报投诉类申请": "not_processed.petition",
    "2.重复申请": "not_processed.repeated",
    "3.要求提供公开出版物": "not_processed.publication",
    "4.无正当理由大量反复申请": "not_processed.excessive",
    "5.要求行政机关确认或重新出具已获取信息": "not_processed.reissue",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "other.not_corrected",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "other.fee_unpaid",
    "3.其他": "other.other",
    "（六）其他处理": "other",
    "（七）总计": "total",
    "四、结转下年度继续办理": "carried_forward",
}
APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
    "total",
)
PROACTIVE_LABELS = {
    "规章": "regulations",
    "行政规范性文件": "normative_documents",
    "规范性文件": "normative_documents",
    "行政许可": "licensing",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalties",
    "行政强制": "coercion",
    "行政事业性收费": "fees",
    "政府集中采购": "procurement",
}
PROACTIVE_COLUMNS = {
    "本年制发件数": "issued",
    "本年废止件数": "repealed",
    "现行有效件数": "in_force",
    "本年处理决定数量": "decisions",
    "本年收费金额（单位：万元）": "amount",
    "本年新制作数量": "newly_made",
    "本年新公开数量": "newly_disclosed",
    "对外公开总数量": "disclosed_total",
    "上一年项目数量": "items_last_year",
    "本年增/减": "change",
    "处理决定数量": "decisions",
    "采购项目数量": "projects",
    "采购总金额": "amount",
}
REVIEWS = ("reconsideration", "direct_suit", "suit_after_reconsideration")
RESULTS = ("upheld", "corrected", "other", "pending", "total")


class PublishedReport:
    """A report as fetched: the text of its lines, and its cells by id."""

    def __init__(self, response: requests.Response, lines: Row, tables: Sequence[Row]) -> None:
        self.response = response
        self.lines = [re.sub(r"\s", "", line) for line in lines]
        self.text = "".join(self.lines)
        self.cells = dict(_cells(tables))

    def has_heading(self, name: str) -> bool:
        return any(re.fullmatch(f"[一二三四五六]、{name}", line) for line in self.lines)


def _cells(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Cells of all rows: a row is its labels and figures, merged cells given once."""
    columns: list[str] = []
    for row in rows:
        texts = [re.sub(r"\s", "", text) for text in row]
        request = next((REQUEST_LABELS[t] for t in texts[-8:-7] if t in REQUEST_LABELS), None)
        if texts[0] == "信息内容":
            columns = [PROACTIVE_COLUMNS[text] for text in texts[1:]]
        elif texts[0] in PROACTIVE_LABELS and len(texts) == len(columns) + 1:
            for column, text in zip(columns, texts[1:], strict=True):
                yield f"t2/{PROACTIVE_LABELS[texts[0]]}/{column}", text
        elif request:
            for applicant, text in zip(APPLICANTS, texts[-7:], strict=True):
                yield f"t3/{request}/{applicant}", text
        elif len(texts) == 15 and not re.search("结果|总计", "".join(texts)):
            ids = [f"t4/{review}/{result}" for review in REVIEWS for result in RESULTS]
            yield from zip(ids, texts, strict=True)


def read_page(response: requests.Response) -> PublishedReport:
    tree = LexborHTMLParser(response.content)
    body = tree.css_first(".TRS_UEDITOR, #zoom")
    assert body is not None
    rows = [[cell.text() for cell in row.css("td")] for row in body.css("tr")]
    return PublishedReport(response, [p.text() for p in body.css("p")], rows)


def read_docx(response: requests.Response) -> PublishedReport:
    document = docx.Document(io.BytesIO(response.content))
    rows = [_once(row.cells) for table in document.tables for row in table.rows]
    return PublishedReport(response, [p.text for p in document.paragraphs], rows)


def _once(cells: Sequence["docx.table._Cell"]) -> Row:
    """The texts of a row, a cell merged over columns only once."""
    seen: list[object] = []
    texts = []
    for cell in cells:
        if cell._tc not in seen:
            seen.append(cell._tc)
            texts.append(cell.text)
    return texts


def read_pdf(response: requests.Response) -> PublishedReport:
    with pdfplumber.open(io.BytesIO(response.content)) as document:
        lines = [line for page in document.pages for line in page.extract_text().splitlines()]
        rows = [
            ["" if text is None else text for text in row if text is not None]
            for page in document.pages
            for table in page.extract_tables()
            for row in table
        ]
    return PublishedReport(response, lines, rows)


def fetch_report(portal: DemoPortal, body: str, year: int) -> PublishedReport:
    """The report behind its page: the page itself, or the file that the page points to."""
    address = portal.report_address(body, year)
    page = requests.get(address, timeout=10)
    link = LexborHTMLParser(page.content).css_first(".TRS_UEDITOR a, #zoom a")
    if link is None:
        return read_page(page)
    file = requests.get(urljoin(address, link.attributes["href"] or ""), timeout=10)
    return read_pdf(file) if file.content.startswith(b"%PDF") else read_docx(file)


@pytest.fixture(scope="session")
def portal() -> Iterator[DemoPortal]:
    """One portal for all that only read."""
    with DemoPortal(seed=1) as opened:
        yield opened


@pytest.fixture(scope="session")
def read(portal: DemoPortal) -> Read:
    """Fetches and reads a report, each once."""
    held: dict[tuple[str, int], PublishedReport] = {}

    def fetch(body: str, year: int) -> PublishedReport:
        if (body, year) not in held:
            held[body, year] = fetch_report(portal, body, year)
        return held[body, year]

    return fetch
