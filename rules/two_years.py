"""A report beside the same body's report of the year before."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from rules.case import Case
from rules.finding import NotAssessable
from rules.gates import table_obstacle
from rules.known_figures import KnownFigures, figures_at
from rules.language import Text
from rules.prose.scope import scope_of
from rules.report import Report
from rules.spec import TableSpec

_YEARS_UNKNOWN = Text(
    zh="未能判定两份报告的年度", en="The years of the two reports could not be told"
)
_NOT_IN_A_ROW = Text(zh="两份报告的年度不相连", en="The two reports are not of years in a row")
_OTHER_BODY = Text(
    zh="两份报告标题中的单位名称不同，可能更名、合并或分设",
    en="The titles name different bodies, which may have been renamed, merged or split",
)
_OTHER_SCOPE = Text(
    zh="两份报告的统计范围不同", en="The two reports count for different ranges of bodies"
)
_PICTURED = Text(
    zh="上年的数字由图片识别", en="The figures of the year before were read off a picture"
)
_TWO_SOURCES = Text(
    zh="同一报告的页面与附件在此处数字不同（见P605）",
    en="The page and the file of one report have different figures here (see P605)",
)
_SHORTEST_NAME = 4
_SHORTEST_TOWN = 3
_TOWN = re.compile("(镇|乡|街道)(?:人民政府|办事处)$")
"""A town, and a government of it, are one body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoYears:
    """Two reports of one body, on years in a row."""

    now: Case
    before: Case

    def figures_now(self, cells: Sequence[str], place: str) -> KnownFigures | NotAssessable:
        """Figures of the report that is judged, unless its sources differ in them."""
        if _sources_differ(self.now.report, cells):
            return NotAssessable(place=place, reason=_TWO_SOURCES)
        return figures_at(self.now, cells, place=place)

    def figures_before(self, cells: Sequence[str], place: str) -> KnownFigures | NotAssessable:
        """Those of the year before, unless its sources differ or they were read off a picture."""
        if _sources_differ(self.before.report, cells):
            return _told_of_year_before(NotAssessable(place=place, reason=_TWO_SOURCES), place)
        found = figures_at(self.before, cells, place=place)
        if isinstance(found, NotAssessable):
            return _told_of_year_before(found, place)
        if _any_pictured(self.before.report, cells):
            return NotAssessable(place=place, reason=_PICTURED)
        return found

    def table_before(self, table: TableSpec, place: str) -> NotAssessable | None:
        """Why the figures of a whole table of the year before cannot be had; else ``None``."""
        obstacle = table_obstacle(self.before, table, figures=True)
        if obstacle is not None:
            return _told_of_year_before(obstacle, place)
        pictured = _any_pictured(self.before.report, table.cell_ids)
        return NotAssessable(place=place, reason=_PICTURED) if pictured else None

    @property
    def years(self) -> dict[str, str | Text]:
        """Arguments ``year`` and ``year_before`` of a message."""
        return {"year": str(self.now.report.year), "year_before": str(self.before.report.year)}

    @classmethod
    def of(cls, case: Case) -> Self | NotAssessable | None:
        """Both reports; why they cannot be compared; ``None`` where none of last year is held."""
        if case.before is None:
            return None
        obstacle = _obstacle(case.report, case.before.report)
        if obstacle is not None:
            return NotAssessable(place="report", reason=obstacle)
        return cls(now=case, before=case.before)


def _obstacle(now: Report, before: Report) -> Text | None:
    if now.year is None or before.year is None:
        return _YEARS_UNKNOWN
    if now.year != before.year + 1:
        return _NOT_IN_A_ROW
    if not _same_body(now.body, before.body):
        return _OTHER_BODY
    scopes = {told.scope for told in (scope_of(now), scope_of(before)) if told is not None}
    return _OTHER_SCOPE if len(scopes) > 1 else None


def _same_body(one: str | None, other: str | None) -> bool:
    """One name, or one without the city in front; a name that no title tells is no other name."""
    if one is None or other is None:
        return True
    short, long = sorted((_plain(one), _plain(other)), key=len)
    least = _SHORTEST_TOWN if short.endswith(("镇", "乡")) else _SHORTEST_NAME
    return short == long or (len(short) >= least and long.endswith(short))


def _sources_differ(report: Report, cells: Sequence[str]) -> bool:
    return any(difference.cell in cells for difference in report.differences)


def _any_pictured(report: Report, cells: Sequence[str]) -> bool:
    read = (report.cells.get(cell) for cell in cells)
    return any(report.tables[cell.split("/")[0]].recognised for cell in cells) or any(
        cell is not None and cell.recognised for cell in read
    )


def _plain(name: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", name).split()).replace("和", "")
    return _TOWN.sub(r"\1", plain)


def _told_of_year_before(obstacle: NotAssessable, place: str) -> NotAssessable:
    reason = Text(
        zh=f"上年报告：{obstacle.reason.zh}",
        en=f"In the report of the year before: {obstacle.reason.en}",
    )
    return replace(obstacle, place=place, reason=reason, cells=())
