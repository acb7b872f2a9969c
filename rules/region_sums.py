"""The figures of the bodies of a region added up, cell by cell, beside those of the government."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.counted_figures import Lack
from rules.language import Text, listed
from rules.region import Member, Region
from rules.spec import FormatSpec
from rules.summed_cells import SummedCells

_ZERO = Decimal(0)
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The figure of one body in one cell."""

    member: Member
    figure: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSum:
    """One cell of the government beside those of its bodies."""

    cell: str
    own: Decimal
    """The government's own figure."""
    parts: tuple[Part, ...]
    """Figures above zero of bodies that the government surely adds up, the largest first."""
    aside: tuple[Part, ...]
    """Those of bodies that it perhaps adds up."""
    lacking: Mapping[str, Lack]
    """By name, the bodies whose figure is not known."""

    @property
    def least(self) -> Decimal:
        """What the bodies that are surely added up come to, as far as they are known."""
        return sum((part.figure for part in self.parts), _ZERO)

    @property
    def most(self) -> Decimal:
        """What all bodies come to, as far as they are known."""
        return self.least + sum((part.figure for part in self.aside), _ZERO)

    @property
    def agrees(self) -> bool:
        """Some choice of the bodies that are perhaps added up gives room for the figure."""
        return self.least <= self.own <= self.most

    @property
    def only_blanks_lack(self) -> bool:
        """What is not known is blank at most, which counts as zero in a sum."""
        return all(lack is Lack.BLANK for lack in self.lacking.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSums:
    """The cells of one table."""

    cells: SummedCells
    sums: tuple[CellSum, ...]
    """Of every cell whose figure the government's own report gives."""
    own_lacking: Mapping[str, Lack]
    """The cells for which it gives none."""

    def adding_up(self) -> tuple[CellSum, ...]:
        """Of the cells whose figures are the sum of those of all bodies."""
        wanted = frozenset(self.cells.adding_up)
        return tuple(each for each in self.sums if each.cell in wanted)


def region_sums(region: Region, spec: FormatSpec, cells: SummedCells) -> RegionSums:
    """The sums of one table over the bodies of a region."""
    sums, own_lacking = [], {}
    tallies = _Tallies(region, spec.id)
    for cell in cells.all:
        own = region.own.figure(cell)
        if isinstance(own, Lack):
            own_lacking[cell] = own
        else:
            sums.append(tallies.of_cell(cell, own))
    return RegionSums(cells=cells, sums=tuple(sums), own_lacking=own_lacking)


class _Tallies:
    """Figures and gaps of all members, gathered once: most cells of most reports hold 0."""

    def __init__(self, region: Region, form: str) -> None:
        self._parts: dict[str, list[Part]] = defaultdict(list)
        self._aside: dict[str, list[Part]] = defaultdict(list)
        self._lacking: dict[str, dict[str, Lack]] = defaultdict(dict)
        self._everywhere: dict[str, Lack] = {}
        for member in region.members:
            self._add(member, form, self._parts if region.surely_holds(member) else self._aside)

    def _add(self, member: Member, form: str, parts: dict[str, list[Part]]) -> None:
        found = member.counted
        if found is None or found.form != form:
            self._everywhere[member.name] = member.lack if found is None else Lack.FORM
            return
        if not member.is_added_up:
            self._everywhere[member.name] = Lack.SCOPE
        for cell, figure in found.figures.items():
            parts[cell].append(Part(member=member, figure=figure))
        for place, lack in found.lacking.items():
            self._lacking[place][member.name] = lack

    def of_cell(self, cell: str, own: Decimal) -> CellSum:
        """All that is known of one cell."""
        table = cell.partition("/")[0]
        return CellSum(
            cell=cell,
            own=own,
            parts=tuple(sorted(self._parts[cell], key=_largest_first)),
            aside=tuple(sorted(self._aside[cell], key=_largest_first)),
            lacking=self._lacking[cell] | self._lacking[table] | self._everywhere,
        )


def _largest_first(part: Part) -> tuple[Decimal, str]:
    return -part.figure, part.member.name


def bodies_lacking(sums: Sequence[CellSum]) -> Text:
    """Which bodies' figures are not known, and why; the first few by name."""
    found = {name: lack for each in sums for name, lack in each.lacking.items()}
    named = [
        Text(zh=f"{name}（{lack.text.zh}）", en=f"{name} ({lack.text.en})")
        for name, lack in list(found.items())[:_MOST_NAMED]
    ]
    told = listed(named)
    if len(found) <= _MOST_NAMED:
        return told
    return Text(
        zh=f"{told.zh}等{len(found)}个单位", en=f"{told.en} and others, {len(found)} bodies in all"
    )
