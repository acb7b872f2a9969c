"""The rectification ledger as an office returns it: a workbook whose rows say what was decided.

It has a row of headings; the columns may stand in any order and among others:

========  ========  =====================================================
zh        en        holds
========  ========  =====================================================
编号      id        ids of findings, parted by spaces
处理      decision  已说明 or explained, 暂不处理 or waived; empty: none yet
经办人    by        who decided it
理由      reason    why
期限      until     last day of a waiver; empty for no end
========  ========  =====================================================
"""

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl

from audits.documents.document import DocumentUnreadable
from audits.documents.xlsx.package import Package
from audits.records import FindingState
from audits.waiving import Decision, DecisionUnclear

_COLUMNS = {
    "编号": "id",
    "处理": "decision",
    "经办人": "by",
    "理由": "reason",
    "期限": "until",
}
_WORDS = {
    "已说明": FindingState.EXPLAINED,
    "explained": FindingState.EXPLAINED,
    "暂不处理": FindingState.WAIVED,
    "waived": FindingState.WAIVED,
}
_MOST_COLUMNS = 60
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

Row = Sequence[object]


class LedgerFaulty(ValueError):
    """A ledger cannot be used as it is; every fault is named with its row."""

    def __init__(self, path: Path, faults: Sequence[str]) -> None:
        found = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"{path}: correct these rows and run again; nothing was written\n{found}")


def decisions_in(path: Path, at: datetime) -> Mapping[str, Decision]:
    """What a returned ledger decides, by the id of the finding; rows that decide nothing are none.

    Args:
        path: of the workbook.
        at: when it is written down.

    Raises:
        LedgerFaulty: it is no workbook or no ledger, or a row is unclear.
        OSError: it cannot be opened.
    """
    found: dict[str, Decision] = {}
    faults: list[str] = []
    columns: Mapping[str, int] = {}
    for number, row in enumerate(_rows(path), start=1):
        if not columns:
            columns = _columns_of(row)
            continue
        try:
            decided = _decided(row, columns, at)
        except ValueError as fault:
            faults.append(f"row {number}: {fault}")
            continue
        for finding, decision in decided.items():
            if found.setdefault(finding, decision) != decision:
                faults.append(f"row {number}: {finding} is decided otherwise in an earlier row")
    if not columns:
        faults.append("no row has the headings " + ", ".join(_COLUMNS))
    if faults:
        raise LedgerFaulty(path, faults)
    return found


def _rows(path: Path) -> Iterator[Row]:
    content = path.read_bytes()
    try:
        Package(content).part("xl/workbook.xml")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            yield from book.worksheets[0].iter_rows(values_only=True, max_col=_MOST_COLUMNS)
    except DocumentUnreadable as fault:
        raise LedgerFaulty(path, [fault.en]) from fault
    except Exception as fault:  # openpyxl raises whatever a damaged part makes it raise
        raise LedgerFaulty(path, ["it is no workbook that can be opened; save it anew"]) from fault


def _columns_of(row: Row) -> Mapping[str, int]:
    """Where each column stands; nothing where the row is not that of the headings."""
    heads = [_text(cell).lower() for cell in row]
    names = [_COLUMNS.get(head, head) for head in heads]
    columns = {name: names.index(name) for name in _COLUMNS.values() if name in names}
    return columns if len(columns) == len(_COLUMNS) else {}


def _decided(row: Row, columns: Mapping[str, int], at: datetime) -> Mapping[str, Decision]:
    """What a row decides.

    Raises:
        ValueError: it decides something, and what is not clear.
    """
    cells = {name: row[place] if place < len(row) else None for name, place in columns.items()}
    word = _text(cells["decision"])
    if not word:
        return {}
    if word not in _WORDS:
        raise DecisionUnclear(f"{word!r} is no decision; write 已说明 or 暂不处理")
    ids = _text(cells["id"]).split()
    if not ids:
        raise DecisionUnclear("it names no finding")
    decision = Decision(
        by=_text(cells["by"]),
        reason=_text(cells["reason"]),
        at=at,
        decided_as=_WORDS[word],
        until=_day(cells["until"]),
    )
    return dict.fromkeys(ids, decision)


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if not _text(cell):
        return None
    found = _DAY.fullmatch(_text(cell))
    if found is None:
        raise DecisionUnclear(f"{_text(cell)!r} is no day; write it as 2027-06-30")
    year, month, day = map(int, found.groups())
    return date(year, month, day)


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
