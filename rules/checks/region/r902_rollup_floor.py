"""R902: a government's figure is smaller than those of its bodies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.case import BodyKind, Case
from rules.counted_figures import Lack, Reach
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import FORMAT_UNKNOWN
from rules.language import Text
from rules.printed_figures import figure_text
from rules.region import Region
from rules.region_sums import CellSum, Part, RegionSums, bodies_lacking, region_sums
from rules.region_told import cell_told, how_many, parts_told
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.summed_cells import leading, summed_cells

_MUCH_LESS = Decimal("0.9")
_HARMLESS = frozenset({Lack.BLANK, Lack.SCOPE, Lack.MERGED})
"""A blank counts as zero, a figure of unknown scope is still one that the body has, and what a
merged row holds is in the totals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shortfall:
    told: CellSum
    adds_up: bool
    """The figure is the sum of those of all bodies."""
    single: Part | None
    """A body whose figure alone is larger."""


def figures_hold_those_of_bodies(case: Case) -> Iterator[Outcome]:
    """One outcome a table, where the register has bodies below the government."""
    region = case.region
    if region is None or not region.members or region.reach is Reach.OWN:
        return
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    for cells in summed_cells(case.spec):
        yield _of_table(case, region, region_sums(region, case.spec, cells))


def _of_table(case: Case, region: Region, found: RegionSums) -> Outcome:
    table = found.cells.table
    if not found.sums:
        reason = next(iter(found.own_lacking.values())).text
        return NotAssessable(place=table, reason=reason)
    short = _shortfalls(found)
    if short and region.reach.is_region:
        return _violation(case, region, table, short)
    if short:
        return _scope_untold(case, table, short)
    open_ = [each for each in found.sums if not _HARMLESS.issuperset(each.lacking.values())]
    if open_:
        return _not_all_known(table, open_)
    return Holds(place=table)


def _not_all_known(table: str, sums: Sequence[CellSum]) -> NotAssessable:
    bodies = bodies_lacking(sums)
    return NotAssessable(
        place=table,
        cells=tuple(each.cell for each in sums),
        reason=Text(
            zh=f"不小于已知各单位的数字，但以下单位的数字不明：{bodies.zh}",
            en=f"no smaller than the bodies that are known; figures of these are not: {bodies.en}",
        ),
    )


def _shortfalls(found: RegionSums) -> tuple[_Shortfall, ...]:
    adding_up = frozenset(found.cells.adding_up)
    short = []
    for each in found.sums:
        single = each.parts[0] if each.parts and each.parts[0].figure > each.own else None
        adds_up = each.cell in adding_up
        if single is not None or (adds_up and each.least > each.own):
            short.append(_Shortfall(told=each, adds_up=adds_up, single=single))
    return tuple(short)


def _violation(case: Case, region: Region, table: str, short: Sequence[_Shortfall]) -> Violation:
    told = _first(short)
    sums = [each.told for each in short]
    return Violation(
        place=table,
        cells=tuple(each.cell for each in sums),
        arguments={
            **cell_told(case, told.told),
            **how_many(sums, region),
            "bodies_figure": _bodies_figure(told),
        },
        quote=region.own.sentence or None,
        counterpart=parts_told(case, told.told),
        severity=Severity.ERROR if _is_beyond_doubt(region, short) else Severity.WARNING,
    )


def _scope_untold(case: Case, table: str, short: Sequence[_Shortfall]) -> NotAssessable:
    told = _first(short)
    cell, figure = case.form.cell_label(told.told.cell), _bodies_figure(told)
    own = figure_text(told.told.own)
    return NotAssessable(
        place=table,
        cells=tuple(each.told.cell for each in short),
        reason=Text(
            zh=(
                f"报告没有说明其数据是否汇总了全区域各单位；如为汇总，则偏小："
                f"“{cell.zh}”为{own}，{figure.zh}"
            ),
            en=(
                "the report does not tell whether its figures are those of all bodies of its "
                f"region; if they are, they are too small: {cell.en} is {own}, and {figure.en}"
            ),
        ),
    )


def _first(short: Sequence[_Shortfall]) -> _Shortfall:
    """A cell in which a single body has more, where there is one; among these a total."""
    single = [each for each in short if each.single is not None] or list(short)
    cell = leading(tuple(each.told.cell for each in single))
    return next(each for each in single if each.told.cell == cell)


def _bodies_figure(short: _Shortfall) -> Text:
    least = figure_text(short.told.least)
    if short.single is None:
        return Text(
            zh=f"而已知各单位年报之和为{least}", en=f"the bodies that are known have {least}"
        )
    name, figure = short.single.member.name, figure_text(short.single.figure)
    return Text(
        zh=f"而仅{name}一家年报就有{figure}，已知各单位之和为{least}",
        en=f"{name} alone has {figure}, the bodies that are known have {least}",
    )


def _is_beyond_doubt(region: Region, short: Sequence[_Shortfall]) -> bool:
    """A sentence says that the bodies are added up, and one of them alone has far more."""
    return region.reach is Reach.STATED and any(
        each.adds_up and each.single is not None and each.told.own < each.single.figure * _MUCH_LESS
        for each in short
    )


RULE = Rule(
    code="R902",
    name="rollup-floor",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="汇总数小于所属单位的数", en="Figures smaller than those of the bodies"),
    message=Text(
        zh="{table}有{count}格小于名录所列单位年报的数字，如“{cell}”：本报告为{own}，{bodies_figure}",
        en="{count} cells of {table} are smaller than in the reports of bodies on the register, "
        "such as {cell}: {own} here, and {bodies_figure}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "政府的年报说明其数据汇总了全区域各单位时，任何一格都不应小于其中一个单位的数字，也不应小于已知"
            "各单位之和。报告用文字说明汇总方式、而仅一个单位的数字就超出一成以上的，为错误；其余为疑点，政府"
            "与单位的年报都可能有误。报告只含本级的不适用；没有说明范围的，无法核验。垂直管理单位、分局、"
            "部门的下设单位、管委会和报告未点名的下级政府不计。规范性文件可能联合发文，复议后起诉可能由复议机关与原机关共同应诉，"
            "只与单个单位比较；规章和收费不比较。"
        ),
        en=(
            "Where a government's report says that its figures are those of all bodies of its "
            "region, no cell may be smaller than that of one body, or than the sum of those that "
            "are known. Where a sentence says how the figures were put together, and one body "
            "alone has over a tenth more, it is an error; else a doubt, since either report may "
            "be wrong. It does not apply where the report covers the government alone, and cannot "
            "be told where the report says nothing. Bodies of higher levels, branches, units of a "
            "department, zones, and lower governments that the report does not name are left out. "
            "Documents may be issued together, and suits after reconsideration may count at two "
            "bodies: these are compared with single bodies only; 规章 and fees are not compared."
        ),
    ),
    fails_example=Text(
        zh="报告称汇总全县各单位，新收申请总计20件，而县自然资源局一家年报就有35件。",
        en="The report says that it adds up the county and has 20 requests received; one "
        "department's report has 35.",
    ),
    passes_example=Text(
        zh="新收申请总计120件，各单位年报之和118件。",
        en="It has 120 requests received, and the reports of its bodies have 118 in sum.",
    ),
    kinds=(BodyKind.GOVERNMENT,),
    across_bodies=True,
    check=figures_hold_those_of_bodies,
)
