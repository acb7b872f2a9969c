"""Requests carried forward by one report and brought forward by the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from rules.case import Case
from rules.finding import NotAssessable
from rules.known_figures import KnownFigures, not_printed
from rules.language import Text
from rules.prose.changes_told import requests_moved
from rules.two_years import TwoYears

BROUGHT = "t3/brought_forward"
CARRIED = "t3/carried_forward"

_MOVED = Text(
    zh="报告提到机构调整、申请移交或数据更正，结转件数可能因此变化",
    en="The text tells of bodies reorganised, cases handed over or figures corrected",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """Both figures, column by column."""

    years: TwoYears
    place: str
    pairs: Mapping[str, tuple[Decimal, Decimal]]
    """Brought forward now and carried forward before, by column of table 3."""

    @classmethod
    def of(cls, case: Case, columns: Sequence[str]) -> Self | NotAssessable | None:
        """The figures of both reports; ``None`` where none of the year before is held."""
        years = TwoYears.of(case)
        if years is None or isinstance(years, NotAssessable):
            return years
        place = f"{BROUGHT}/{columns[0]}"
        brought, carried = _cells(BROUGHT, columns), _cells(CARRIED, columns)
        now, before = years.figures_now(brought, place), years.figures_before(carried, place)
        if isinstance(now, NotAssessable):
            return now
        if isinstance(before, NotAssessable):
            return before
        pairs = {
            column: (now.values[b], before.values[c])
            for column, b, c in zip(columns, brought, carried, strict=True)
        }
        obstacle = _doubt(years, pairs, now, before, place)
        return obstacle or cls(years=years, place=place, pairs=pairs)


def _doubt(
    years: TwoYears,
    pairs: Mapping[str, tuple[Decimal, Decimal]],
    now: KnownFigures,
    before: KnownFigures,
    place: str,
) -> NotAssessable | None:
    if all(brought == carried for brought, carried in pairs.values()):
        return None
    if not (now.printed and before.printed):
        return not_printed(place, ())
    if requests_moved(years.now.report) or requests_moved(years.before.report):
        return NotAssessable(place=place, reason=_MOVED)
    return None


def _cells(row: str, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{row}/{column}" for column in columns)
