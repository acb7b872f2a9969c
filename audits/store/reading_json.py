"""A report as the JSON that the store holds: several times as fast as what walks through types."""

import json
from dataclasses import dataclass, replace
from functools import lru_cache

from audits.store.encoding import READINGS
from rules.printed_figures import figure_text
from rules.report import Cell, Origin, Report

_ORIGINS_REMEMBERED = 8_192
"""Reports made from one template have their cells at the same places."""

_json_of = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=str
).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingJson:
    """A report in both forms that are stored."""

    cells: str
    """Cell id to raw text where that is the figure, else to raw text and figure."""
    whole: bytes
    """Everything; ``READINGS`` reads it."""


def reading_json(report: Report) -> ReadingJson:
    """A report as JSON.

    Raises:
        UnicodeEncodeError: a text holds half a character.
    """
    texts: list[str] = []
    cells: list[str] = []
    for name, cell in report.cells.items():
        raw, value, form, origins, recognised, picture = cell
        if raw.isdecimal() and raw == str(value) and not recognised and not picture:
            texts.append(f'"{name}":"{raw}"')
            cells.append(f'"{name}":["{raw}","{raw}","{form}",{_origins_json(origins)}]')
        else:
            texts.append(f'"{name}":{_json_of(_raw_and_figure(cell))}')
            cells.append(f'"{name}":{_json_of(cell)}')
    rest = READINGS.dump_json(replace(report, cells={}), exclude_defaults=True)
    whole = b'%b,"cells":{%b}}' % (rest[:-1], ",".join(cells).encode())
    return ReadingJson(cells=f"{{{','.join(texts)}}}", whole=whole)


@lru_cache(maxsize=_ORIGINS_REMEMBERED)
def _origins_json(origins: tuple[Origin, ...]) -> str:
    return _json_of(origins)


def _raw_and_figure(cell: Cell) -> str | tuple[str, str | None]:
    figure = None if cell.value is None else figure_text(cell.value)
    return cell.raw if cell.raw == figure else (cell.raw, figure)
