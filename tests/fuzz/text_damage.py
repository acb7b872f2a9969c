"""Damage to lines of a flattened text; no figure changes its place but with its row."""

import random
import re
from collections.abc import Callable, Sequence

LineDamage = Callable[[list[str], random.Random], list[str]]
_FIGURE = re.compile(r"\d{5}")


def _at(lines: Sequence[str], chance: random.Random) -> int:
    return chance.randrange(len(lines))


def drop_line(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return lines[:at] + lines[at + 1 :]


def drop_lines(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return lines[:at] + lines[at + chance.randint(2, 12) :]


def double_line(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return lines[: at + 1] + lines[at:]


def double_lines(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    end = at + chance.randint(2, 30)
    return lines[:end] + lines[at:end] + lines[end:]


def blank_in(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return [*lines[:at], chance.choice(("", " ", "|", "　", "\t", "\f")), *lines[at:]]


def blanks_out(lines: list[str], chance: random.Random) -> list[str]:
    return [line for line in lines if line.strip() or chance.random() < 0.5]


def page_number_in(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return [*lines[:at], chance.choice(("- 3 -", "4", "第 5 页", "—6—", "7 / 9")), *lines[at:]]


def figure_in(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return [*lines[:at], chance.choice(("0", "0 |", "| 0 |", "无", "/")), *lines[at:]]


def join_lines(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return [
        *lines[:at],
        chance.choice(("", " ", " | ", "\t")).join(lines[at : at + 2]),
        *lines[at + 2 :],
    ]


def break_line(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    cut = chance.randint(0, len(lines[at]))
    return [*lines[:at], lines[at][:cut], lines[at][cut:], *lines[at + 1 :]]


def bar_in(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    cut = chance.randint(0, len(lines[at]))
    bar = chance.choice(("|", " | ", "\t", "  ", ",", "\\|", "｜", "│"))
    return [*lines[:at], lines[at][:cut] + bar + lines[at][cut:], *lines[at + 1 :]]


def bar_out(lines: list[str], chance: random.Random) -> list[str]:
    at = _at(lines, chance)
    return [*lines[:at], re.sub(r"[|\t,]", "", lines[at], count=1), *lines[at + 1 :]]


def figure_out(lines: list[str], chance: random.Random) -> list[str]:
    with_figures = [n for n, line in enumerate(lines) if _FIGURE.search(line)]
    if not with_figures:
        return lines
    at = chance.choice(with_figures)
    found = chance.choice(list(_FIGURE.finditer(lines[at])))
    return [*lines[:at], lines[at][: found.start()] + lines[at][found.end() :], *lines[at + 1 :]]


LINE_DAMAGES: tuple[LineDamage, ...] = (
    drop_line,
    drop_lines,
    double_line,
    double_lines,
    blank_in,
    blanks_out,
    page_number_in,
    figure_in,
    join_lines,
    break_line,
    bar_in,
    bar_out,
    figure_out,
)
