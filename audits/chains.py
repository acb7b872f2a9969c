"""A body's figures over all years held: what leads from each year to the next.

The state of a step is what the rules said in the report of the later year (Y401, Y402, Y403), so
that a chain and the findings never differ. A year that is not held is a gap, and neither step
around it is judged. Fees that were told to be in another unit (T228) are held against all other
years, which shows what year the slip is in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audits.chain_years import (
    BROUGHT,
    CARRIED,
    COLUMNS,
    FEES,
    STOCK_COLUMNS,
    STOCK_FORM,
    STOCK_ROWS,
    ChainYear,
    KnownFigure,
    LinkState,
    Said,
)
from rules.finding import Severity
from rules.language import Text

_YUAN_IN_A_UNIT = 10_000
_LIKE = 20
"""Fees of two years are of one size when neither is more than so many times the other."""

_NOT_ASKED = Text(
    zh="这一步没有核验：规则未启用，或其中一年未按2021年格式填报",
    en="this step was not checked: the rule is off, or one of the years is not in the form of 2021",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLink:
    """One column of table 3 in the step from one year to the next."""

    column: str
    carried: KnownFigure | None
    """Into the next year, by the report of the year before."""
    brought: KnownFigure | None
    """From the year before, by the report of the year."""
    state: LinkState


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryLink:
    """Requests carried from one year into the next."""

    year: int
    """The later one."""
    state: LinkState
    """Of the totals, and of the columns where the totals agree."""
    reason: Text | None
    severity: Severity | None
    """Of the finding on a broken step."""
    columns: tuple[ColumnLink, ...]
    """The total first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLink:
    """What is in force at the end of a year, from the year before."""

    year: int
    state: LinkState
    reason: Text | None
    severity: Severity | None
    before: KnownFigure | None
    issued: KnownFigure | None
    repealed: KnownFigure | None
    in_force: KnownFigure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSlip:
    """A year whose fees seem to be in yuan where the form has 万元."""

    year: int
    printed: str
    in_unit: Decimal
    """What that is in 万元."""
    like: tuple[int, ...]
    """The years whose fees are of that size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """All steps between the first and the last year held, the newest first."""

    carry_over: tuple[CarryLink, ...] = ()
    stock: Mapping[str, tuple[StockLink, ...]]
    """By row of table 2."""
    fee_slips: tuple[FeeSlip, ...] = ()


def chains_of(held: Sequence[ChainYear]) -> Chains:
    """The chains of a body from the reports that speak for its years, in any order."""
    years = {each.year: each for each in held}
    stocked = [each.year for each in held if each.format == STOCK_FORM]
    newest = max(years, default=0)
    steps = range(newest, min(years, default=0), -1)
    stock_steps = range(newest, min(stocked, default=newest), -1)
    return Chains(
        carry_over=tuple(_carry_link(years, year) for year in steps),
        stock={
            row: tuple(_stock_link(years, year, row) for year in stock_steps) for row in STOCK_ROWS
        },
        fee_slips=_fee_slips(years),
    )


def _step(years: Mapping[int, ChainYear], year: int, code: str, place: str) -> Said:
    """What is known of the step to a year before any rule is asked, else what the rule said."""
    gaps = [y for y in (year - 1, year) if y not in years]
    if gaps:
        told = "、".join(str(y) for y in gaps), " and ".join(str(y) for y in gaps)
        reason = Text(zh=f"没有{told[0]}年的年报", en=f"no report for {told[1]} is held")
        return Said(state=LinkState.GAP, reason=reason)
    for y in (year - 1, year):
        unread = years[y].unread
        if unread is not None:
            reason = Text(zh=f"{y}年：{unread.zh}", en=f"{y}: {unread.en}")
            return Said(state=LinkState.NOT_ASSESSABLE, reason=reason)
    said = years[year].outcome(code, place)
    return said or Said(state=LinkState.NOT_ASSESSABLE, reason=_NOT_ASKED)


def _carry_link(years: Mapping[int, ChainYear], year: int) -> CarryLink:
    total = _step(years, year, "Y401", f"{BROUGHT}/total")
    parts = years[year].outcome("Y402", "t3") if year in years else None
    columns = tuple(_column_link(years, year, column, total, parts) for column in COLUMNS)
    said = parts if parts and total.state is LinkState.HOLDS else total
    state = total.state if said.state is LinkState.NOT_ASSESSABLE else said.state
    return CarryLink(
        year=year, state=state, reason=said.reason, severity=said.severity, columns=columns
    )


def _column_link(
    years: Mapping[int, ChainYear], year: int, column: str, total: Said, parts: Said | None
) -> ColumnLink:
    carried = _figure(years, year - 1, f"{CARRIED}/{column}")
    brought = _figure(years, year, f"{BROUGHT}/{column}")
    state = total.state
    if column != "total" and state in (LinkState.HOLDS, LinkState.BROKEN):
        if parts is not None:
            state = _told_state(f"{BROUGHT}/{column}", parts)
        else:
            state = _untold_state(carried, brought, total)
    return ColumnLink(column=column, carried=carried, brought=brought, state=state)


def _told_state(cell: str, parts: Said) -> LinkState:
    """By Y402, which names the columns that differ."""
    if parts.state is LinkState.BROKEN and cell not in parts.cells:
        return LinkState.HOLDS
    return parts.state


def _untold_state(
    carried: KnownFigure | None, brought: KnownFigure | None, total: Said
) -> LinkState:
    """Where the totals differ Y402 says nothing, and the figures show which columns do."""
    if carried is None or brought is None:
        return LinkState.NOT_ASSESSABLE
    if carried.text == brought.text:
        return LinkState.HOLDS
    is_told = total.state is LinkState.BROKEN
    return LinkState.BROKEN if is_told else LinkState.NOT_ASSESSABLE


def _stock_link(years: Mapping[int, ChainYear], year: int, row: str) -> StockLink:
    said = _step(years, year, "Y403", f"t2/{row}/in_force")
    issued, repealed, in_force = (
        _figure(years, year, f"t2/{row}/{column}") for column in STOCK_COLUMNS
    )
    return StockLink(
        year=year,
        state=said.state,
        reason=said.reason,
        severity=said.severity,
        before=_figure(years, year - 1, f"t2/{row}/in_force"),
        issued=issued,
        repealed=repealed,
        in_force=in_force,
    )


def _figure(years: Mapping[int, ChainYear], year: int, cell: str) -> KnownFigure | None:
    return years[year].figure(cell) if year in years else None


def _fee_slips(years: Mapping[int, ChainYear]) -> tuple[FeeSlip, ...]:
    """Of the years that T228 tells of, those that are of the size of others when taken as yuan."""
    amounts = {
        year: Decimal(figure.text)
        for year in years
        if (figure := _figure(years, year, FEES)) is not None and not figure.blank
    }
    slips = []
    for year in sorted(_doubted(years, amounts), reverse=True):
        in_unit = amounts[year] / _YUAN_IN_A_UNIT
        like = tuple(y for y in sorted(amounts) if y != year and _is_like(amounts[y], in_unit))
        if like:
            printed = years[year].figure(FEES)
            text = printed.text if printed else ""
            slips.append(FeeSlip(year=year, printed=text, in_unit=in_unit, like=like))
    return tuple(slips)


def _doubted(years: Mapping[int, ChainYear], amounts: Mapping[int, Decimal]) -> set[int]:
    """Of two years that T228 sets against each other, the one with more; else the year itself."""
    told = set()
    for year, held in years.items():
        said = held.outcome("T228", FEES)
        if said is not None and said.state is LinkState.BROKEN:
            pair = [y for y in (year, year - 1) if y in amounts]
            told.add(max(pair, key=lambda y: amounts[y]) if pair else year)
    return told & amounts.keys()


def _is_like(one: Decimal, other: Decimal) -> bool:
    less, more = sorted((one, other))
    return less > 0 and more <= _LIKE * less
