"""Real reports against what two people read in them; skipped where the reports are not at hand."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from audits.documents.document import Document, Grid, Paragraph, Table
from audits.documents.pdf.file import read_pdf

REPORTS = ["huaian_2024", "hongze_2023"]

COLUMNS = [
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
    "total",
]
REQUESTS = {
    "received": "一、本年新收",
    "brought_forward": "二、上年结转",
    "granted": "（一）予以公开",
    "partly_granted": "（二）部分公开",
    "refused.state_secret": "1.属于国家秘密",
    "refused.forbidden_by_law": "2.其他法律行政",
    "refused.security_stability": "3.危及",
    "refused.third_party_rights": "4.保护第三方",
    "refused.internal_affairs": "5.属于三类",
    "refused.deliberative": "6.属于四类",
    "refused.enforcement_files": "7.属于行政执法",
    "refused.administrative_inquiry": "8.属于行政查询",
    "unable.not_held": "1.本机关",
    "unable.needs_creation": "2.没有现成",
    "unable.still_unclear": "3.补正后",
    "not_processed.petition": "1.信访",
    "not_processed.repeated": "2.重复",
    "not_processed.publication": "3.要求提供",
    "not_processed.excessive": "4.无正当理由大量",
    "not_processed.reissue": "5.要求行政机关",
    "other": "（六）其他处理",
    "other.not_corrected": "1.申请人",
    "other.fee_unpaid": "2.申请人",
    "other.other": "3.其他",
    "total": "（七）总计",
    "carried_forward": "四、结转",
}
PROACTIVE = {
    "regulations": ("规章", ["issued", "repealed", "in_force"]),
    "normative_documents": ("行政规范性文件", ["issued", "repealed", "in_force"]),
    "licensing": ("行政许可", ["decisions"]),
    "penalties": ("行政处罚", ["decisions"]),
    "coercion": ("行政强制", ["decisions"]),
    "fees": ("行政事业性收费", ["amount"]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A real file as we read it, and its figures as people did."""

    document: Document
    figures: dict[str, str]

    @property
    def grids(self) -> list[Grid]:
        return [block.grid for block in self.document.blocks if isinstance(block, Table)]

    @property
    def paragraphs(self) -> list[str]:
        return [b.text for b in self.document.blocks if isinstance(b, Paragraph)]

    @property
    def request_rows(self) -> dict[str, list[str]]:
        """The seven figures of each row of table 3, in the order of the form."""
        return {
            row: [self.figures[f"t3/{row}/{column}"] for column in COLUMNS]
            for row in REQUESTS
            if f"t3/{row}/total" in self.figures
        }


@cache
def read_report(shared: Path, name: str) -> Report:
    true = json.loads((shared / "accept" / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    return Report(
        document=read_pdf((shared / "corpus" / f"{name}.pdf").read_bytes()),
        figures=true["cells"] | true.get("cells_optional", {}),
    )


@pytest.fixture(params=REPORTS)
def report(shared: Path, request: pytest.FixtureRequest) -> Report:
    return read_report(shared, request.param)


def squeezed(text: str) -> str:
    """The label without white space, and with a full stop after its number."""
    return re.sub(r"^(\d)、", r"\1.", "".join(text.split()))


def row_after(grid: Grid, label: str) -> list[str]:
    """The texts to the right of the one cell that begins with the label."""
    (found,) = (cell for cell in grid.cells if squeezed(cell.text).startswith(label))
    right = [c for c in grid.cells if c.row == found.row and c.column > found.column]
    return [cell.text for cell in sorted(right, key=lambda cell: cell.column)]


@pytest.mark.parametrize(("name", "count"), [("huaian_2024", 25), ("hongze_2023", 23)])
def test_every_row_of_the_requests_table_is_there(shared: Path, name: str, count: int) -> None:
    report = read_report(shared, name)
    _, requests, _ = report.grids
    figures = {cell.row for cell in requests.cells if cell.column == 9 and cell.text.isdecimal()}
    assert len(figures) == len(report.request_rows) == count


def test_every_figure_of_the_requests_table_stands_at_its_row_and_column(report: Report) -> None:
    _, requests, _ = report.grids
    rows = report.request_rows
    assert {row: row_after(requests, REQUESTS[row])[-7:] for row in rows} == rows
    heads = [cell.text.replace(" ", "") for cell in requests.cells if cell.row == 2]
    assert heads == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


def test_groups_of_the_requests_table_span_their_rows(report: Report) -> None:
    _, requests, _ = report.grids
    spans = {cell.text[:3]: cell.row_span for cell in requests.cells if cell.column < 2}
    in_others = 3 if "t3/other.other/total" in report.figures else 1
    groups = ["三、本", "（三）", "（四）", "（五）", "（六）"]
    assert [spans[group] for group in groups] == [19 + in_others, 8, 3, 5, in_others]


def test_the_proactive_table_is_one_over_its_page_end(report: Report) -> None:
    proactive, _, _ = report.grids
    for row, (label, columns) in PROACTIVE.items():
        expected = [report.figures[f"t2/{row}/{column}"] for column in columns]
        assert row_after(proactive, label) == expected


def test_the_reviews_table_has_its_fifteen_figures_in_order(report: Report) -> None:
    _, _, reviews = report.grids
    last = [cell.text for cell in reviews.cells if cell.row == reviews.rows - 1]
    assert last == [
        report.figures[f"t4/{row}/{column}"]
        for row in ("reconsideration", "direct_suit", "suit_after_reconsideration")
        for column in ("upheld", "corrected", "other", "pending", "total")
    ]


def test_lines_hold_the_seven_figures_of_each_row_in_the_order_of_rows(report: Report) -> None:
    texts = [line.text for line in report.document.lines if line.is_cell]
    rows = report.request_rows
    at = -1
    for row, figures in rows.items():
        at = next(
            i
            for i, text in enumerate(texts)
            if i > at and squeezed(text).startswith(REQUESTS[row]) and texts[i + 1 : i + 8]
        )
        after = [text for text in texts[at + 1 : at + 10] if text.isdecimal()]
        assert after[:7] == figures


def test_each_section_heading_is_a_paragraph(report: Report) -> None:
    headings = [text for text in report.paragraphs if re.match("[一二三四五六]、", text)]
    assert headings == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_no_page_number_is_left(report: Report) -> None:
    printed = (line.text for line in report.document.lines if not line.is_cell)
    texts = [*report.paragraphs, *printed]
    assert not [text for text in texts if re.fullmatch(r"\W*\d\W*", text)]
