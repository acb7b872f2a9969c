"""What one report lends to sums over the bodies of a region: figures beyond doubt, and the rest."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rules.figures import MOST_DIGITS, is_empty
from rules.finding import Finding, Severity
from rules.language import Text, shortened
from rules.prose.scope import Scope, count_of_region, scope_of
from rules.report import Cell, CellForm, Report, TableState
from rules.spec import FormatSpec
from rules.summed_cells import summed_cells

VERSION = 1
"""Raised when the same report may be counted otherwise."""

_LONGEST_SENTENCE = 300
_NOTHING = Decimal(0)
_NUMBER = re.compile(r"\d[\d,]*")
_ALONE = re.compile("本级|机关本身")


class Lack(StrEnum):
    """Why a report gives no figure that can be relied on."""

    NO_REPORT = "no_report"
    UNREADABLE = "unreadable"
    SUSPECT = "suspect"
    FORM = "form"
    TABLE = "table"
    DISPUTED = "disputed"
    ABSENT = "absent"
    BLANK = "blank"
    NO_NUMBER = "no_number"
    PICTURED = "pictured"
    TWO_SOURCES = "two_sources"
    DOUBTED = "doubted"
    SCOPE = "scope"
    MERGED = "merged"
    """It prints several rows of the form as one: (六)其他处理."""

    @property
    def text(self) -> Text:
        """In words."""
        return _LACKS[self]


_LACKS: Mapping[Lack, Text] = {
    Lack.NO_REPORT: Text(zh="未取得该年年报", en="no report of the year is held"),
    Lack.UNREADABLE: Text(zh="年报无法读取", en="the report cannot be read"),
    Lack.SUSPECT: Text(zh="文本疑似残缺", en="the text seems damaged"),
    Lack.FORM: Text(zh="格式不同或不明", en="the form is another one or unknown"),
    Lack.TABLE: Text(zh="未能读取该表", en="the table could not be read"),
    Lack.DISPUTED: Text(zh="两次读取不一致", en="read differently by the two readers"),
    Lack.ABSENT: Text(zh="未能定位单元格", en="a cell was not located"),
    Lack.BLANK: Text(zh="单元格空白", en="a cell is blank"),
    Lack.NO_NUMBER: Text(zh="单元格不是单纯的非负整数", en="a cell holds no plain whole number"),
    Lack.PICTURED: Text(zh="据图片识别", en="read off a picture"),
    Lack.TWO_SOURCES: Text(zh="页面与附件数字不同", en="page and file have different figures"),
    Lack.DOUBTED: Text(
        zh="该单元格在其年报中另有问题", en="its own report has a finding on the cell"
    ),
    Lack.MERGED: Text(zh="几行合并填写", en="several rows are printed as one"),
    Lack.SCOPE: Text(zh="统计范围不明或不同", en="whose figures they are is not told"),
}


class Reach(StrEnum):
    """Whose figures a report gives, as far as it shows."""

    STATED = "stated"
    """Those of its region: a sentence says how they were put together."""
    COUNTED = "counted"
    """Those of its region: the text counts its requests, and the table has the same figure."""
    OWN = "own"
    """Its own only."""
    UNTOLD = "untold"

    @property
    def is_region(self) -> bool:
        """All bodies of the region are in it."""
        return self in (Reach.STATED, Reach.COUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One report, as sums take it. A cell that stands in neither mapping holds 0."""

    form: str | None = None
    """Id of its format."""
    reach: Reach = Reach.UNTOLD
    sentence: str = ""
    """That shows the reach, cut where it is long."""
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    """Figures above zero, by cell."""
    lacking: Mapping[str, Lack] = field(default_factory=dict)
    """By cell, or by table where that lacks as a whole."""

    def figure(self, cell: str) -> Decimal | Lack:
        """The figure of a cell of its form, or why it is not known."""
        table = cell.partition("/")[0]
        lack = self.lacking.get(table) or self.lacking.get(cell)
        return lack or self.figures.get(cell, _NOTHING)


def counted(report: Report, spec: FormatSpec | None, findings: Collection[Finding] = ()) -> Counted:
    """A report as sums take it.

    Args:
        report: with the figures.
        spec: of its format; ``None`` when that could not be told.
        findings: on it; a cell that one of them puts in doubt gives no figure.
    """
    reach, shown_by = _reach(report)
    sentence = shortened(shown_by, _LONGEST_SENTENCE)
    if spec is None:
        return Counted(reach=reach, sentence=sentence)
    doubted = {
        cell for f in findings if f.severity is not Severity.INFO for cell in (*f.cells, f.place)
    }
    differing = frozenset(difference.cell for difference in report.differences)
    figures: dict[str, Decimal] = {}
    lacking: dict[str, Lack] = {}
    for cells in summed_cells(spec):
        lack = _table_lack(report, cells.table)
        if lack is not None:
            lacking[cells.table] = lack
            continue
        for cell in cells.all:
            found = _figure(report, cell, differing)
            if cell in doubted and not isinstance(found, Lack):
                found = Lack.DOUBTED
            if isinstance(found, Lack):
                lacking[cell] = found
            elif found:
                figures[cell] = found
    return Counted(
        form=spec.id,
        reach=reach,
        sentence=sentence,
        figures=figures,
        lacking=lacking,
    )


def _table_lack(report: Report, table: str) -> Lack | None:
    if report.suspect is not None:
        return Lack.SUSPECT
    reading = report.tables.get(table)
    if reading is None or reading.state is not TableState.READ:
        return Lack.TABLE
    return Lack.PICTURED if reading.recognised else None


def _figure(report: Report, cell: str, differing: Collection[str]) -> Decimal | Lack:
    read = report.cells.get(cell)
    if read is None:
        return _why_absent(report, cell)
    if cell in differing:
        return Lack.TWO_SOURCES
    if read.recognised:
        return Lack.PICTURED
    if is_empty(read):
        return Lack.BLANK
    return _NOTHING if read.raw == "0" else _count(read)


def _why_absent(report: Report, cell: str) -> Lack:
    if cell in report.disputed:
        return Lack.DISPUTED
    table, row, _ = cell.split("/")
    merged = report.tables[table].rows_merged
    return Lack.MERGED if any(row.startswith(f"{one}.") for one in merged) else Lack.ABSENT


def _count(cell: Cell) -> Decimal | Lack:
    value = cell.value
    if cell.form is not CellForm.NUMBER or value is None or value < 0:
        return Lack.NO_NUMBER
    whole = len(cell.raw) <= MOST_DIGITS and value == value.to_integral_value()
    return value if whole else Lack.NO_NUMBER


def _reach(report: Report) -> tuple[Reach, str]:
    """Whose figures they are, with the sentence that shows it."""
    told = scope_of(report)
    alone = _ALONE.search(f"{report.title or ''}{report.body or ''}")
    if told is None or told.by_count:
        counting = count_of_region(report)
        if counting and not alone and _is_in_table(report, counting):
            return Reach.COUNTED, counting
        return (Reach.OWN if alone and told is None else Reach.UNTOLD), ""
    if told.scope is Scope.OWN:
        return Reach.OWN, told.sentence
    return (Reach.UNTOLD, "") if alone else (Reach.STATED, told.sentence)


def _is_in_table(report: Report, sentence: str) -> bool:
    """The sentence has the number of requests that table 3 has."""
    rows = ("received", "brought_forward", "total")
    cells = [report.cells.get(f"t3/{row}/total") for row in rows]
    received, brought, done = (cell.value if cell else None for cell in cells)
    known = {value for value in (received, done) if value}
    if received and brought:
        known.add(received + brought)
    told = _NUMBER.findall(unicodedata.normalize("NFKC", sentence))
    return any(Decimal(number.replace(",", "")) in known for number in told)
