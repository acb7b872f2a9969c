"""T226: figures are printed in full-width digits, or with letters for digits."""

import re
from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation
from rules.language import Text, shortened
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.table_cells import ReadTable

_FULL_WIDTH = re.compile("[０-９]")
_LETTERS = re.compile(r"[OoＯｏ]|(?=[\dOolI,]*[Ool])(?=[\dOolI,]*\d)[\dOolI,]{2,}")
"""A lone letter O stands for 0; beside digits l and I stand for 1. A lone l may be any mark."""
_SUSPECTS = re.compile("[０-９OoＯｏlI]")

_PICTURED = Text(
    zh="数字由图片识别，原文用何种字符不可知",
    en="The figures were read off a picture, which does not show what characters they were",
)


def odd_digits(case: Case) -> Iterator[Outcome]:
    """One outcome for each table that holds something."""
    yield from each_figure_table(case, _outcomes)


def _outcomes(table: ReadTable) -> Sequence[Outcome]:
    if not _SUSPECTS.search("\n".join([cell.raw for cell in table.cells.values()])):
        return []
    odd = tuple(name for name, cell in table.cells.items() if _is_odd(cell.raw))
    if not odd:
        return []
    if table.figures.report.tables[table.id].recognised:
        return [NotAssessable(place=table.id, cells=odd, reason=_PICTURED)]
    return [_violation(table, odd)]


def _violation(table: ReadTable, odd: tuple[str, ...]) -> Violation:
    return Violation(
        place=table.id,
        arguments={
            "table": table.spec.label.text,
            "count": str(len(odd)),
            "raw": shortened(table.cells[odd[0]].raw),
        },
        cells=odd,
        cause="T226",
    )


def _is_odd(raw: str) -> bool:
    if raw.isdecimal() and raw.isascii():
        return False
    text = raw.strip()
    return bool(_FULL_WIDTH.search(text) or _LETTERS.fullmatch(text))


RULE = Rule(
    code="T226",
    name="cell-fullwidth",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="数字为全角或以字母代替", en="Full-width digits, or letters for digits"),
    message=Text(
        zh="{table}有{count}个单元格使用全角数字或以字母代替数字，如“{raw}”",
        en="{table}: full-width digits or letters for digits, such as “{raw}”, {count} in all",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "全角数字、以字母O代0、以字母l代1，检索和汇总时不被识别为数字。全角数字仍按其数值核验；"
            "单独的字母l可能是竖线，不报。"
        ),
        en=(
            "Full-width digits, O for 0 and l for 1 are no figures to a search or a sum. "
            "Full-width digits are judged by their value all the same; a lone l may be a bar and "
            "is not told."
        ),
    ),
    fails_example=Text(zh="本年新收填“２５”或“1O”。", en="“２５” or “1O” for 本年新收."),
    passes_example=Text(zh="本年新收填“25”。", en="“25” for 本年新收."),
    check=odd_digits,
)
