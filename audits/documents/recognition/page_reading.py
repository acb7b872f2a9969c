"""A picture of a page into a sheet: lines and cells, each cell read twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from audits.documents.recognition.cell_picture import png_of
from audits.documents.recognition.doubt import as_in_figures, second_text, surer_words
from audits.documents.recognition.ink import darkest, ink_in, ink_mask, is_stamped, without_stamp
from audits.documents.recognition.lattice import RuledTable, rules_around, rules_of, tables_of
from audits.documents.recognition.networks import Networks, networks
from audits.documents.recognition.sheet import (
    Picture,
    Reading,
    Region,
    Sheet,
    SheetCell,
    SheetLine,
)
from audits.documents.recognition.straightening import level, upright

_LINE_OF_FOUND = 0.72  # em in the height of what is found as a line
_LEAST_EM = 7
_PIECE = 0.3  # em that a found line must reach into a cell to be of it
_ONE_LINE = 1.45  # em; higher print is more than one line
_STACKED = 1.95  # em; what is found as one line and is higher holds several
_PITCH = 1.3  # em from line to line
_MARGIN = 0.35  # em of paper around print that is read by its ink
_SURE_LINE = 0.9  # probability of the least sure sign of a line of prose
_SAME_LINE = 0.5  # of the lower height, that two pieces on one line share


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The renderings of one page."""

    colours: Picture
    grey: Picture
    """Without stamps."""
    ink: NDArray[np.uint8]
    rules: NDArray[np.uint8]
    em: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """A cell with where its lines stand: as they were found, and as its ink shows them."""

    region: Region
    found: tuple[Region, ...]
    inked: tuple[Region, ...]
    is_certain: bool


def read_page(page: Picture) -> Sheet:
    """The page, read.

    Raises:
        DocumentUnreadable: pictures cannot be read here.
    """
    nets = networks()
    colours, found = upright(level(page), lambda shown: nets.find(_without_stamp(shown)), nets.read)
    em = _em_of(found)
    grey = without_stamp(colours)
    rules = rules_of(grey, em)
    tables = tables_of(rules, em)
    drawn = rules_around(tables, rules, em)
    whole = _Page(
        colours=_without_stamp(colours),
        grey=grey,
        ink=ink_mask(darkest(colours), drawn, em),
        rules=drawn,
        em=em,
    )
    printed = [_printed_in(table, found, whole) for table in tables]
    first = _first_readings(nets, printed, found, whole)
    second = _second_readings(nets, printed, whole)
    prose = _surer_prose(nets, first, [line for line in found if line in first], tables, whole)
    return Sheet(
        width=colours.shape[1],
        height=colours.shape[0],
        em=em,
        lines=tuple(
            SheetLine(text=reading.text, region=region)
            for region, reading in prose.items()
            if reading.text
        ),
        tables=tuple(
            tuple(_cell(cell, first, second, colours) for cell in cells) for cells in printed
        ),
    )


def _without_stamp(page: Picture) -> Picture:
    """The page as it is, or in grey where a stamp would hide print."""
    if not is_stamped(page):
        return page
    return np.asarray(cv2.cvtColor(without_stamp(page), cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def _em_of(found: Sequence[Region]) -> int:
    if not found:
        return _LEAST_EM
    heights = [region.height for region in found if region.width >= region.height / 2]
    return max(_LEAST_EM, round(median(heights or [_LEAST_EM]) * _LINE_OF_FOUND))


def _printed_in(table: RuledTable, found: Sequence[Region], page: _Page) -> list[_Printed]:
    cells = []
    for region in table.cells:
        inner = Region(region.left + 2, region.top + 2, region.right - 1, region.bottom - 1)
        pieces = tuple(
            part for piece in _pieces(inner, found, page.em) for part in _split(piece, page)
        )
        cells.append(
            _Printed(
                region=region,
                found=pieces,
                inked=_inked(inner, pieces, page),
                is_certain=region not in table.doubtful,
            )
        )
    return cells


def _pieces(inner: Region, found: Sequence[Region], em: int) -> tuple[Region, ...]:
    """The found lines as far as they stand in the cell, in the order of reading."""
    pieces = []
    for line in found:
        common = line.common(inner)
        middle = (line.top + line.bottom) / 2
        reaches = common.width > min(_PIECE * em, line.width / 2)
        if reaches and inner.top <= middle < inner.bottom:
            pieces.append(common)
    return tuple(_in_order(pieces))


def _in_order(pieces: Sequence[Region]) -> list[Region]:
    """From left to right on each line, the lines from top to bottom."""
    rows: list[list[Region]] = []
    for piece in sorted(pieces, key=lambda p: p.top + p.bottom):
        if rows and _is_beside(piece, rows[-1][0]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row)]


def _is_beside(one: Region, other: Region) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > _SAME_LINE * min(one.height, other.height)


def _inked(inner: Region, pieces: Sequence[Region], page: _Page) -> tuple[Region, ...]:
    """The lines of print in a cell by its ink; only where there are several by what was found."""
    ink = ink_in(page.ink, inner)
    if ink is None:
        return ()
    if ink.extent.height <= _ONE_LINE * page.em or not pieces:
        return (ink.extent,)
    bands: list[Region] = []
    for piece in pieces:
        if bands and _is_beside(piece, bands[-1]):
            last = bands[-1]
            bands[-1] = Region(
                inner.left, min(last.top, piece.top), inner.right, max(last.bottom, piece.bottom)
            )
        else:
            bands.append(Region(inner.left, piece.top, inner.right, piece.bottom))
    parts = [part for band in bands for part in _split(band.common(inner), page)]
    lines = (ink_in(page.ink, part) for part in parts)
    return tuple(line.extent for line in lines if line is not None)


def _split(region: Region, page: _Page) -> list[Region]:
    """The lines of what was found as one, cut where least is printed between them."""
    count = round(region.height / (_PITCH * page.em))
    if count < 2 or region.height < _STACKED * page.em:
        return [region]
    printed = region.of(page.ink).sum(axis=1)
    near = max(1, page.em // 2)
    cuts = [0]
    for number in range(1, count):
        place = number * region.height // count
        first, last = max(cuts[-1] + 1, place - near), min(region.height - 1, place + near)
        cuts.append(first + int(printed[first:last].argmin()) if last > first else place)
    ends = [*cuts[1:], region.height]
    return [
        region._replace(top=region.top + top, bottom=region.top + end)
        for top, end in zip(cuts, ends, strict=True)
        if end > top
    ]


def _first_readings(
    nets: Networks,
    printed: Sequence[Sequence[_Printed]],
    found: Sequence[Region],
    page: _Page,
) -> Mapping[Region, Reading]:
    """What was found on the page as it is, cut where a rule runs through it."""
    cells = [cell for table in printed for cell in table]
    wanted = dict.fromkeys(found)
    for cell in cells:
        wanted |= dict.fromkeys(cell.found or cell.inked)
    regions = [r for r in wanted if r.width > 1 and r.height > 1]
    readings = nets.read([region.of(page.colours) for region in regions])
    return dict(zip(regions, readings, strict=True))


def _second_readings(
    nets: Networks, printed: Sequence[Sequence[_Printed]], page: _Page
) -> Mapping[Region, Reading]:
    """The print of each cell alone, on paper made white."""
    regions = [line for table in printed for cell in table for line in cell.inked]
    readings = nets.read([_alone(region, page) for region in regions])
    return dict(zip(regions, readings, strict=True))


def _surer_prose(
    nets: Networks,
    first: Mapping[Region, Reading],
    found: Sequence[Region],
    tables: Sequence[RuledTable],
    page: _Page,
) -> Mapping[Region, Reading]:
    """The found lines; unsure ones outside of cells as the surer of two renderings shows them."""
    cells = [cell for table in tables for cell in table.cells]
    unsure = [
        line
        for line in found
        if first[line].surety < _SURE_LINE and not any(line.touches(cell) for cell in cells)
    ]
    again = dict(zip(unsure, nets.read([_alone(line, page) for line in unsure]), strict=True))
    return {
        line: max(first[line], again.get(line, first[line]), key=lambda reading: reading.surety)
        for line in found
    }


def _alone(region: Region, page: _Page) -> Picture:
    """Print without rules and shades of paper, with a margin around it."""
    margin = max(2, round(_MARGIN * page.em))
    height, width = page.grey.shape
    around = Region(
        max(0, region.left - margin),
        max(0, region.top - margin),
        min(width, region.right + margin),
        min(height, region.bottom + margin),
    )
    part = around.of(page.grey).copy()
    paper = int(np.percentile(part, 90))
    part[around.of(page.rules) > 0] = paper
    black = int(part.min())
    span = max(48, paper - black)
    clear = (part.astype(np.int32) - (paper - span)) * 255 // span
    return np.clip(clear, 0, 255).astype(np.uint8)


def _cell(
    cell: _Printed,
    first: Mapping[Region, Reading],
    second: Mapping[Region, Reading],
    colours: Picture,
) -> SheetCell:
    own, others = surer_words(
        [as_in_figures(first[r]) for r in (cell.found or cell.inked) if r in first],
        [as_in_figures(second[r]) for r in cell.inked],
    )
    text = _joined(own)
    last = max((r.right for r in cell.inked[-1:]), default=cell.region.left)
    return SheetCell(
        region=cell.region,
        first=text,
        second=second_text(own, others, has_ink=bool(cell.inked), is_certain=cell.is_certain),
        room=cell.region.right - last,
        picture=png_of(cell.region.of(colours)) if cell.inked else "",
    )


def _joined(readings: Sequence[Reading]) -> str:
    return "".join(reading.text for reading in readings)
