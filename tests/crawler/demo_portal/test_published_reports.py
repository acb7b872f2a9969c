import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol
from urllib.parse import urljoin

import pytest
import requests

from crawler.demo_portal import DemoPortal, PlantedFault
from crawler.demo_portal.county import BODIES, YEARS
from crawler.demo_portal.faults import PLANTED

SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
ALL = [(body.id, year) for body in BODIES for year in YEARS]
FAULTY = {(fault.body, fault.year): fault for fault in PLANTED}
CLEAN = [report for report in ALL if report not in FAULTY]
COLUMNS = (
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
)


class Published(Protocol):
    lines: list[str]
    text: str
    cells: Mapping[str, str]

    def has_heading(self, name: str) -> bool: ...


Read = Callable[[str, int], Published]


def number(text: str) -> Decimal:
    """A blank or a placeholder counts as nothing; a unit is left out."""
    match = re.match(r"[+-]?\d+(\.\d+)?", text)
    return Decimal(match.group()) if match else Decimal(0)


def broken_equations(cells: Mapping[str, str]) -> set[str]:
    """Codes of the sums of domain.md 1.3 and 1.4 that do not hold; blank totals are not judged."""
    return {
        code
        for code, total, parts in equations(cells)
        if cells[total] and number(cells[total]) != sum(number(cells[part]) for part in parts)
    } | {"B301" for column in (*COLUMNS, "total") if not balances(cells, column)}


def balances(cells: Mapping[str, str], column: str) -> bool:
    """第一项加第二项之和，等于第三项加第四项之和."""
    if "t3/received/total" not in cells:
        return True
    received, brought, done, carried = (
        number(cells[f"t3/{row}/{column}"])
        for row in ("received", "brought_forward", "total", "carried_forward")
    )
    return received + brought == done + carried


def equations(cells: Mapping[str, str]) -> list[tuple[str, str, list[str]]]:
    rows = {cell.split("/")[1] for cell in cells if cell.startswith("t3/")}
    outcomes = rows - {"received", "brought_forward", "total", "carried_forward"}
    sums = [
        ("B303", f"t3/{row}/total", [f"t3/{row}/{column}" for column in COLUMNS]) for row in rows
    ]
    for column in (*COLUMNS, "total") if rows else ():
        parts = [f"t3/{row}/{column}" for row in outcomes]
        if all(cells[part] for part in parts) or column != "total":
            sums.append(("B302", f"t3/total/{column}", parts))
    for row in {cell.split("/")[1] for cell in cells if cell.startswith("t4/")}:
        results = ("upheld", "corrected", "other", "pending")
        sums.append(("B304", f"t4/{row}/total", [f"t4/{row}/{result}" for result in results]))
    return sums


@pytest.mark.parametrize(("body", "year"), ALL)
def test_what_is_read_back_is_what_the_portal_says_it_published(
    portal: DemoPortal, read: Read, body: str, year: int
) -> None:
    assert read(body, year).cells == portal.figures(body, year)


@pytest.mark.parametrize(("body", "year"), CLEAN)
def test_a_clean_report_balances_and_every_cell_is_a_plain_number(
    read: Read, body: str, year: int
) -> None:
    cells = read(body, year).cells
    assert len(cells) == 10 + 25 * 7 + 15
    assert broken_equations(cells) == set()
    assert all(
        re.fullmatch(r"\d+" if cell != "t2/fees/amount" else r"\d+(\.\d+)?", text)
        for cell, text in cells.items()
    )


@pytest.mark.parametrize(("body", "year"), CLEAN)
def test_a_clean_report_has_the_six_sections_in_order_and_tells_of_fees(
    read: Read, body: str, year: int
) -> None:
    report = read(body, year)
    headings = [line[2:] for line in report.lines if line[2:] in SECTIONS]
    assert headings == list(SECTIONS)
    assert "收取信息处理费" in report.text or "收取信息处理费" in report.text.replace(
        "向申请人", ""
    )
    assert f"{year}年1月1日" in report.text
    assert f"{year}年12月31日" in report.text


def test_the_sum_of_the_bodies_is_the_county_government_report(portal: DemoPortal) -> None:
    """Where a body's cell cannot be read or is faulty, the county's is at least the rest."""
    for year in YEARS:
        county = portal.figures("999921-government", year)
        parts = [portal.figures(body.id, year) for body in BODIES[1:]]
        for cell, text in county.items():
            readable = [number(part.get(cell, "")) for part in parts]
            assert number(text) >= sum(readable), (year, cell)


def test_what_a_year_carries_forward_the_next_brings_forward(portal: DemoPortal) -> None:
    checked = 0
    for body in BODIES:
        for year in YEARS[1:]:
            before, after = portal.figures(body.id, year - 1), portal.figures(body.id, year)
            for column in (*COLUMNS, "total"):
                out = before.get(f"t3/carried_forward/{column}")
                into = after.get(f"t3/brought_forward/{column}")
                if out is not None and into is not None:
                    assert out == into, (body.id, year, column)
                    checked += 1
    assert checked > 150


def test_the_stock_of_normative_documents_follows_from_issued_and_repealed(
    portal: DemoPortal,
) -> None:
    checked = 0
    for body in BODIES:
        for year in YEARS[1:]:
            before, after = portal.figures(body.id, year - 1), portal.figures(body.id, year)
            stock = "t2/normative_documents/in_force"
            if before.get(stock) and after.get(stock):
                issued = number(after["t2/normative_documents/issued"])
                repealed = number(after["t2/normative_documents/repealed"])
                assert number(after[stock]) == number(before[stock]) + issued - repealed
                checked += 1
    assert checked > 20


VISIBLE: dict[str, Callable[[Published, PlantedFault], bool]] = {
    "S101": lambda report, _: not report.has_heading(SECTIONS[2]),
    "S102": lambda report, _: report.text.index(SECTIONS[5]) < report.text.index(SECTIONS[4]),
    "S104": lambda report, _: (
        report.lines[report.lines.index(f"四、{SECTIONS[3]}") + 1] == f"五、{SECTIONS[4]}"
    ),
    "N501": lambda report, _: (
        f"政府信息公开申请{int(report.cells['t3/received/total']) + 3}件" in report.text
    ),
    "S112": lambda report, _: "费" not in report.text.split(SECTIONS[5])[1],
    "S119": lambda report, fault: f"自{fault.year - 1}年1月1日起" in report.text,
    "T201": lambda report, _: (
        report.has_heading(SECTIONS[2]) and "t3/total/total" not in report.cells
    ),
    "T202": lambda report, _: (
        report.has_heading(SECTIONS[2]) and "t3/total/total" not in report.cells
    ),
    "T203": lambda report, fault: not set(fault.cells) & set(report.cells),
    "T204": lambda report, _: (
        "t3/other/total" in report.cells and "t3/other.other/total" not in report.cells
    ),
    "T209": lambda report, _: "t2/procurement/projects" in report.cells,
    "T220": lambda report, fault: {report.cells[cell] for cell in fault.cells} == {""},
    "T221": lambda report, _: (
        {text for cell, text in report.cells.items() if cell.startswith("t2/")} == {""}
    ),
    "T222": lambda report, fault: {report.cells[cell] for cell in fault.cells} == {"/"},
    "T223": lambda report, fault: all(
        re.fullmatch(r"\d+件", report.cells[cell]) for cell in fault.cells
    ),
    "T225": lambda report, fault: all(
        re.fullmatch(r"\d+\.5", report.cells[cell]) for cell in fault.cells
    ),
    "T231": lambda report, fault: (
        {report.cells[cell] for cell in fault.cells} == {""}
        and report.cells["t3/granted/natural_person"] not in ("", "0")
    ),
    "V802": lambda report, _: re.search(r"手机号码为1\d{10}", report.text) is not None,
}


IN_ONE_REPORT = [fault for fault in PLANTED if fault.code != "C702"]


@pytest.mark.parametrize("fault", IN_ONE_REPORT, ids=lambda fault: f"{fault.code}-{fault.body}")
def test_a_planted_fault_shows_in_the_published_bytes(read: Read, fault: PlantedFault) -> None:
    report = read(fault.body, fault.year)
    broken = broken_equations(report.cells)
    if fault.code.startswith("B"):
        assert fault.code in broken
    else:
        assert VISIBLE[fault.code](report, fault)
    assert broken <= {fault.code, *fault.also}


def test_a_picture_stands_where_a_table_is_published_as_picture(read: Read) -> None:
    fault = next(fault for fault in PLANTED if fault.code == "T202")
    response = read(fault.body, fault.year).response
    source = re.search(r'<img src="([^"]+)"', response.text)
    assert source is not None
    picture = requests.get(urljoin(response.url, source.group(1)), timeout=10)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_the_faults_are_many_of_many_kinds_and_one_to_a_report() -> None:
    assert len(FAULTY) == len(PLANTED) >= 14
    assert len({fault.code for fault in PLANTED}) >= 10
    assert {"B301", "B302", "B303", "B304"} <= {fault.code for fault in PLANTED}
    assert all(fault.note_zh and fault.note_en for fault in PLANTED)
