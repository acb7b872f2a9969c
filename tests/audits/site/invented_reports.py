"""Invented reports as they were read, with figures that balance and figures that do not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rules.place import Place
from rules.report import (
    Cell,
    CellForm,
    Dispute,
    Origin,
    Report,
    SectionReading,
    TableReading,
    TableState,
)
from rules.spec import spec_of
from tests.sound_prose import PROSE, whole_year


def cell(raw: str) -> Cell:
    """A cell as both readers would give it."""
    if not raw.strip():
        return Cell(raw="", value=None, form=CellForm.BLANK)
    try:
        return Cell(raw=raw, value=Decimal(raw), form=CellForm.NUMBER)
    except ArithmeticError:
        form = CellForm.PLACEHOLDER if raw in {"/", "—"} else CellForm.TEXT
        return Cell(raw=raw, value=None, form=form)


def filled(spec_id: str, changes: Mapping[str, str], *, merged: Sequence[str] = ()) -> Report:
    """A report of all zeros but for the changes; its text, sections and tables are in order."""
    spec = spec_of(spec_id)
    ids = [name for table in spec.tables for name in table.cell_ids]
    parts = {
        part
        for table in spec.tables
        for block in table.blocks
        for row in block.merged_rows
        if row.id in merged
        for part in row.parts
    }
    kept = [name for name in ids if name.split("/")[1] not in parts]
    kept += [f"t3/{row}/{c.id}" for row in merged for c in spec.table("t3").blocks[0].columns]
    return Report(
        format=spec_id,
        title="青石区人民政府办公室2024年政府信息公开工作年度报告",
        body="青石区人民政府办公室",
        year=2024,
        published_on=date(2025, 1, 20),
        intro=(whole_year(2024),),
        sections={
            section.key: SectionReading(
                heading=f"{section.numeral}、{section.heading}",
                position=position,
                paragraphs=(PROSE[section.key],) if section.key in PROSE else (),
                tables=1 if section.table else 0,
            )
            for position, section in enumerate(spec.sections)
        },
        tables={
            table.id: TableReading(
                state=TableState.READ, rows_merged=tuple(merged) if table.id == "t3" else ()
            )
            for table in spec.tables
        },
        cells={name: cell(changes.get(name, "0")) for name in kept},
    )


FAULTY = {
    "t2/regulations/issued": "/",
    "t2/normative_documents/issued": "11",
    "t2/normative_documents/repealed": "6",
    "t2/normative_documents/in_force": "78",
    "t2/licensing/decisions": "1204",
    "t2/fees/amount": "96171.6",
    "t3/received/natural_person": "25",
    "t3/received/business": "3",
    "t3/received/total": "28",
    "t3/brought_forward/natural_person": "2",
    "t3/brought_forward/total": "2",
    "t3/granted/natural_person": "20",
    "t3/granted/business": "3",
    "t3/granted/total": "23",
    "t3/refused.third_party_rights/natural_person": "4",
    "t3/refused.third_party_rights/total": "4",
    "t3/unable.not_held/natural_person": "1",
    "t3/unable.not_held/total": "1",
    "t3/not_processed.repeated/legal_service": "",
    "t3/total/natural_person": "25",
    "t3/total/business": "3",
    "t3/total/total": "26",
    "t3/carried_forward/natural_person": "2",
    "t3/carried_forward/total": "2",
    "t4/reconsideration/upheld": "10",
    "t4/reconsideration/corrected": "1",
    "t4/reconsideration/total": "0",
}


def of_year(year: int, report: Report) -> Report:
    """The same report on another year, as its title, its period and its date say too."""

    def told(text: str) -> str:
        return text.replace(str(report.year), str(year))

    return replace(
        report,
        year=year,
        title=told(report.title) if report.title else None,
        intro=tuple(told(text) for text in report.intro),
        published_on=date(year + 1, 1, 20),
    )


def balanced(carried: int) -> Report:
    """A report that balances and carries requests forward."""
    number = str(carried)
    return filled(
        "ogi-2021",
        {
            "t3/received/natural_person": number,
            "t3/received/total": number,
            "t3/carried_forward/natural_person": number,
            "t3/carried_forward/total": number,
        },
    )


def faulty() -> Report:
    """A report with faults in tables 3 and 4, a blank, a placeholder, disputed cells and no fee."""
    report = filled("ogi-2021", FAULTY)
    without_fee = replace(report.sections["other_matters"], paragraphs=("本年度没有其他事项。",))
    cells = dict(report.cells)
    del cells["t3/other.other/research"], cells["t2/coercion/decisions"]
    origins = (
        Origin(reader="grid", place=Place(table=3, row=4, column=2)),
        Origin(reader="sequence", place=Place(line=311)),
    )
    dispute = Dispute(grid="3", sequence="8", origins=origins)
    return replace(
        report,
        cells=cells,
        disputed={"t3/other.other/research": dispute},
        sections={**report.sections, "other_matters": without_fee},
    )
