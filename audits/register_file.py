"""``bodies.csv`` → register, or every mistake in it at once."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from audits.bodies import Body, Register, RegisterFault, RegisterFaulty, name_key
from rules.case import BodyKind

COLUMNS = (
    "id",
    "name",
    "aliases",
    "kind",
    "region",
    "parent",
    "portal",
    "column_url",
    "due",
    "supervisors",
)

_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_REGION = re.compile(r"[1-9][0-9]{5}")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_COMMON_YEAR = 2023


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    line: int
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts[column]

    def parts(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self[column].split(";") if part.strip())

    def fault(self, column: str, problem: str) -> RegisterFault:
        return RegisterFault(line=self.line, column=column, problem=problem)


def read_register(
    path: Path, *, portals: Collection[str], supervisors: Collection[str]
) -> Register:
    """The register in the file; ``portals`` and ``supervisors`` are the ids that are configured.

    Raises:
        RegisterFaulty: with every mistake found.
        OSError: the file cannot be read.
    """
    faults: list[RegisterFault] = []
    rows = list(_rows(path.read_bytes(), faults))
    lines = {row["id"]: row for row in reversed(rows)}
    for row in rows:
        faults.extend(_faults_of_row(row, portals, supervisors))
        faults.extend(_faults_of_parent(row, lines))
    faults.extend(_faults_of_ids(rows))
    faults.extend(_faults_of_names(rows))
    if faults:
        raise RegisterFaulty(path, tuple(sorted(set(faults), key=_by_place)))
    return Register.of([_body(row) for row in rows])


def _by_place(fault: RegisterFault) -> tuple[int, int, str]:
    column = COLUMNS.index(fault.column) if fault.column else -1
    return fault.line, column, fault.problem


def _rows(content: bytes, faults: list[RegisterFault]) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = "not UTF-8; save the file as CSV in UTF-8"
        faults.append(RegisterFault(line=line, column=None, problem=problem))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield from _row(line, [cell.strip() for cell in cells], faults)
            if line == 1 and faults:
                return
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(RegisterFault(line=line, column=None, problem=f"not CSV: {error}"))
    if line == 1:
        faults.append(RegisterFault(line=1, column=None, problem="the file is empty"))


def _row(line: int, cells: list[str], faults: list[RegisterFault]) -> Iterator[_Row]:
    problem = None
    if line == 1:
        if tuple(cells) != COLUMNS:
            problem = f"the header must be {','.join(COLUMNS)}"
    elif len(cells) != len(COLUMNS):
        if any(cells):
            problem = f"{len(cells)} fields where the header has {len(COLUMNS)}"
    elif any(cells):
        yield _Row(line=line, texts=dict(zip(COLUMNS, cells, strict=True)))
    if problem:
        faults.append(RegisterFault(line=line, column=None, problem=problem))


def _faults_of_row(
    row: _Row, portals: Collection[str], supervisors: Collection[str]
) -> Iterator[RegisterFault]:
    if not _SLUG.fullmatch(row["id"]):
        problem = f"{row['id']!r} is no id; use small letters, digits and hyphens"
        yield row.fault("id", problem)
    if not row["name"]:
        yield row.fault("name", "empty; give the full Chinese name")
    if row["kind"] not in set(BodyKind):
        kinds = ", ".join(BodyKind)
        yield row.fault("kind", f"{row['kind']!r} is no kind of body; use one of {kinds}")
    if not _REGION.fullmatch(row["region"]):
        yield row.fault("region", f"{row['region']!r} is no six-digit code of GB/T 2260")
    if row["portal"] not in portals:
        problem = f"no portal {row['portal']!r} is configured; add [portals.ID] or correct the id"
        yield row.fault("portal", problem)
    if row["column_url"] and not _is_web_address(row["column_url"]):
        yield row.fault("column_url", f"{row['column_url']!r} is no http or https address")
    if row["due"] and _month_day(row["due"]) is None:
        yield row.fault("due", f"{row['due']!r} is no date of every year; write it as MM-DD")
    for supervisor in row.parts("supervisors"):
        if supervisor not in supervisors:
            problem = f"no supervisor {supervisor!r} is configured; add [supervisors.ID]"
            yield row.fault("supervisors", problem)


def _faults_of_parent(row: _Row, rows: Mapping[str, _Row]) -> Iterator[RegisterFault]:
    if not row["parent"]:
        return
    parent = rows.get(row["parent"])
    if parent is None:
        yield row.fault("parent", f"no body {row['parent']!r} stands in this file")
        return
    if parent["kind"] in set(BodyKind) and parent["kind"] != BodyKind.GOVERNMENT:
        yield row.fault("parent", f"{row['parent']!r} is a {parent['kind']}, not a government")
    if _circles(row, rows):
        yield row.fault("parent", f"{row['id']!r} is above itself; follow its parents to see how")
    elif _REGION.fullmatch(parent["region"]) and not _lies_in(row["region"], parent["region"]):
        problem = f"{row['region']!r} does not lie in {parent['region']!r}, the parent's region"
        yield row.fault("region", problem)


def _circles(row: _Row, rows: Mapping[str, _Row]) -> bool:
    above = rows.get(row["parent"])
    seen: set[str] = set()
    while above is not None and above["id"] not in seen:
        if above["id"] == row["id"]:
            return True
        seen.add(above["id"])
        above = rows.get(above["parent"])
    return False


def _lies_in(region: str, parent: str) -> bool:
    if parent.endswith("0000"):
        return region.startswith(parent[:2])
    if parent.endswith("00"):
        return region.startswith(parent[:4])
    return region == parent


def _faults_of_ids(rows: Collection[_Row]) -> Iterator[RegisterFault]:
    first: dict[str, int] = {}
    for row in rows:
        line = first.setdefault(row["id"], row.line)
        if line != row.line:
            yield row.fault("id", f"{row['id']!r} stands in line {line} already")


def _faults_of_names(rows: Collection[_Row]) -> Iterator[RegisterFault]:
    first: dict[str, int] = {}
    for row in rows:
        for column, names in (("name", (row["name"],)), ("aliases", row.parts("aliases"))):
            for name in filter(None, names):
                line = first.setdefault(name_key(name), row.line)
                if line != row.line:
                    problem = f"{name!r} names the body of line {line} already"
                    yield row.fault(column, problem)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _month_day(text: str) -> tuple[int, int] | None:
    found = _MONTH_DAY.fullmatch(text)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def _body(row: _Row) -> Body:
    return Body(
        id=row["id"],
        name=row["name"],
        aliases=row.parts("aliases"),
        kind=BodyKind(row["kind"]),
        region=row["region"],
        parent=row["parent"] or None,
        portal=row["portal"],
        column_url=row["column_url"] or None,
        due=_month_day(row["due"]),
        supervisors=row.parts("supervisors"),
    )
