"""What findings on a region tell of it: the cell, the bodies and their figures."""

from collections.abc import Sequence
from decimal import Decimal

from rules.case import Case
from rules.finding import Counterpart
from rules.language import Text
from rules.printed_figures import figure_text
from rules.region import Region
from rules.region_sums import CellSum, Part, bodies_lacking

_MOST_PARTS = 12


def cell_told(case: Case, told: CellSum) -> dict[str, str | Text]:
    """Arguments ``table``, ``cell``, ``own`` and ``sum`` of a message."""
    low, high = figure_text(told.least), figure_text(told.most)
    within = Text(zh=f"{low}至{high}", en=f"{low} to {high}")
    return {
        "table": case.form.table(told.cell.partition("/")[0]).label.text,
        "cell": case.form.cell_label(told.cell),
        "own": figure_text(told.own),
        "sum": within if told.aside else low,
    }


def how_many(sums: Sequence[CellSum], region: Region) -> dict[str, str | Text]:
    """Arguments ``count`` of cells and ``bodies`` of the region."""
    return {"count": str(len(sums)), "bodies": str(len(region.members))}


def parts_told(case: Case, told: CellSum) -> Counterpart:
    """The figures of a cell, body by body, with what is not known."""
    label = case.form.cell_label(told.cell)
    parts = [_listed(told.parts) or "无"]
    if told.aside:
        parts.append(f"是否计入不明：{_listed(told.aside)}")
    if told.lacking:
        parts.append(f"数字不明：{bodies_lacking((told,)).zh}")
    return Counterpart(
        report=Text(
            zh=f"各单位年报中的“{label.zh}”（其余为0）",
            en=f"{label.en} in the reports of the bodies (0 where not named)",
        ),
        quote="；".join(parts),
    )


def _listed(parts: Sequence[Part]) -> str:
    told = [f"{part.member.name} {figure_text(part.figure)}" for part in parts[:_MOST_PARTS]]
    rest = parts[_MOST_PARTS:]
    if rest:
        left = sum((part.figure for part in rest), Decimal(0))
        told.append(f"其余{len(rest)}个单位 {figure_text(left)}")
    return "、".join(told)
