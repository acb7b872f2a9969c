"""Puts a planted fault into a clean report: one function a code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from crawler.demo_portal import form
from crawler.demo_portal.faults import PlantedFault
from crawler.demo_portal.form import Form, FormTable, SectionKey
from crawler.demo_portal.report import DemoReport, Paragraph, PicturePlace

Plant = Callable[[DemoReport, PlantedFault], DemoReport]
_KEYS: Final = tuple(SectionKey)
_RECEIVED: Final = re.compile(r"((?:收到|新收)政府信息公开申请)(\d+)件")
_WITH_NUMBER: Final = "一位申请人改了送达地址，来电登记的手机号码为13800001234，已重新寄出答复书。"


def plant(report: DemoReport, fault: PlantedFault) -> DemoReport:
    """The report as published with the fault.

    Raises:
        KeyError: the code has no way of planting.
    """
    return _PLANTS[fault.code](report, fault)


def _without_requests_section(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    kept = (key for key in _KEYS if key is not SectionKey.REQUESTS)
    return report.without_table(FormTable.REQUESTS).with_section_order(*kept)


def _out_of_order(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    return report.with_section_order(*_KEYS[:4], SectionKey.OTHER_MATTERS, SectionKey.PROBLEMS)


def _empty_reviews(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    return report.without_table(FormTable.REVIEWS).with_blocks(SectionKey.REVIEWS)


def _no_fee_statement(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    text = "本年度没有其他需要报告的事项。"
    return report.with_blocks(SectionKey.OTHER_MATTERS, Paragraph(text=text))


def _overview(report: DemoReport) -> tuple[str, ...]:
    (blocks,) = (s.blocks for s in report.sections if s.key is SectionKey.OVERVIEW)
    return tuple(block.text for block in blocks if isinstance(block, Paragraph))


def _with_overview(report: DemoReport, *texts: str) -> DemoReport:
    return report.with_blocks(SectionKey.OVERVIEW, *(Paragraph(text=text) for text in texts))


def _more_told(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    told = (
        _RECEIVED.sub(lambda match: f"{match[1]}{int(match[2]) + 3}件", text)
        for text in _overview(report)
    )
    return _with_overview(report, *told)


def _last_years_period(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    period = report.introduction.replace(f"{report.year}年", f"{report.year - 1}年")
    return replace(report, introduction=period)


def _applicants_number(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    return _with_overview(report, *_overview(report), _WITH_NUMBER)


def _as_composed(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    return report


def _no_requests_table(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    text = "收到和处理申请的数据已报送县政府办公室汇总。"
    bare = report.without_table(FormTable.REQUESTS)
    return bare.with_blocks(SectionKey.REQUESTS, Paragraph(text=text))


def _requests_as_picture(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    picture = PicturePlace(table=FormTable.REQUESTS, address=picture_name(report))
    return report.without_table(FormTable.REQUESTS).with_blocks(SectionKey.REQUESTS, picture)


def picture_name(report: DemoReport) -> str:
    """The file name of a report's picture of table 3, unique in its portal."""
    slug = report.body.id.rpartition("-")[2]
    return f"W{report.year + 1}01{slug}.png"


def _row_left_out(report: DemoReport, fault: PlantedFault) -> DemoReport:
    kept = {cell: text for cell, text in report.cells.items() if cell not in fault.cells}
    return replace(report, cells=kept)


def _other_in_one_row(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    return replace(report, cells=_merged_other_rows(report.cells))


def _merged_other_rows(cells: Mapping[str, str]) -> dict[str, str]:
    three = [form.request_row_cells(row.id) for row in form.OTHER_IN_THREE_ROWS.rows]
    one = form.request_row_cells("other")
    sums = [sum(int(cells[id_]) for id_ in column) for column in zip(*three, strict=True)]
    split = {id_ for row in three for id_ in row}
    kept = {cell: text for cell, text in cells.items() if cell not in split}
    return kept | {id_: str(total) for id_, total in zip(one, sums, strict=True)}


def _tables_of_2019(report: DemoReport, _fault: PlantedFault) -> DemoReport:
    merged = _merged_other_rows(report.cells)
    kept = {cell: text for cell, text in merged.items() if not cell.startswith("t2/")}
    return replace(report, form=Form.OGI_2019, cells=_proactive_cells_2019(report.cells) | kept)


def _proactive_cells_2019(cells: Mapping[str, str]) -> dict[str, str]:
    """The 22 cells of the old table 2: decisions as they are, lists of projects invented."""
    former: dict[str, str] = {}
    for row in ("regulations", "normative_documents"):
        issued = cells[f"t2/{row}/issued"]
        former |= {f"t2/{row}/newly_made": issued, f"t2/{row}/newly_disclosed": issued}
        former[f"t2/{row}/disclosed_total"] = cells[f"t2/{row}/in_force"]
    for row, projects, change in (
        ("licensing", 21, "0"),
        ("other_services", 16, "+2"),
        ("penalties", 74, "-1"),
        ("coercion", 5, "0"),
    ):
        decisions = cells.get(f"t2/{row}/decisions", "63")
        former |= {f"t2/{row}/items_last_year": str(projects), f"t2/{row}/change": change}
        former[f"t2/{row}/decisions"] = decisions
    former |= {"t2/fees/items_last_year": "0", "t2/fees/change": "0"}
    return former | {"t2/procurement/projects": "7", "t2/procurement/amount": "284.6"}


def _with_text(text: str) -> Plant:
    def overwrite(report: DemoReport, fault: PlantedFault) -> DemoReport:
        return report.with_cells(dict.fromkeys(fault.cells, text))

    return overwrite


def _less(amount: str) -> Plant:
    def lower(report: DemoReport, fault: PlantedFault) -> DemoReport:
        lowered = {cell: str(Decimal(report.cells[cell]) - Decimal(amount)) for cell in fault.cells}
        return report.with_cells(lowered)

    return lower


def _with_unit(report: DemoReport, fault: PlantedFault) -> DemoReport:
    return report.with_cells({cell: f"{report.cells[cell]}件" for cell in fault.cells})


_PLANTS: Final[Mapping[str, Plant]] = {
    "S101": _without_requests_section,
    "S102": _out_of_order,
    "S104": _empty_reviews,
    "S112": _no_fee_statement,
    "S119": _last_years_period,
    "T201": _no_requests_table,
    "T202": _requests_as_picture,
    "T203": _row_left_out,
    "T204": _other_in_one_row,
    "T209": _tables_of_2019,
    "T220": _with_text(""),
    "T221": _with_text(""),
    "T222": _with_text("/"),
    "T223": _with_unit,
    "T225": _less("0.5"),
    "T231": _with_text(""),
    "B301": _less("2"),
    "B302": _less("1"),
    "B303": _less("1"),
    "B304": _less("1"),
    "C702": _as_composed,
    "N501": _more_told,
    "V802": _applicants_number,
}
