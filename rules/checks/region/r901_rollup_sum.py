"""R901: a government's figures are not the sum of those of its bodies."""

from collections.abc import Iterator

from rules.case import BodyKind, Case
from rules.counted_figures import Lack, Reach
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import FORMAT_UNKNOWN
from rules.language import Text
from rules.region import Region, Role, units_told
from rules.region_sums import CellSum, RegionSums, bodies_lacking, region_sums
from rules.region_told import cell_told, how_many, parts_told
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.summed_cells import leading, summed_cells

_SCOPE_UNTOLD = Text(
    zh="报告没有说明其数据是否汇总了全区域各单位，与各单位年报之和不同",
    en="the report does not tell whether its figures are those of all bodies of its region, and "
    "they are not the sum of these",
)
_NO_OFFICE = Text(
    zh="名录中没有该政府办公室的年报，政府本身的数据无从知道",
    en="the register has no office of the government, so what the government itself did is unknown",
)
_REGISTER_THIN = Text(
    zh="名录中该政府的单位似不齐全（缺部门，或既无乡镇街道又无下级政府）",
    en="the register seems to lack bodies of the government: departments, or towns or lower"
    " governments",
)


def figures_are_the_sum(case: Case) -> Iterator[Outcome]:
    """One outcome a table, where the register has bodies below the government."""
    region = case.region
    if region is None or not region.members or region.reach is Reach.OWN:
        return
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    obstacle = _register_obstacle(region)
    for cells in summed_cells(case.spec):
        if obstacle is not None:
            yield NotAssessable(place=cells.table, reason=obstacle)
        else:
            yield _of_table(case, region, region_sums(region, case.spec, cells))


def _register_obstacle(region: Region) -> Text | None:
    if region.office is None:
        return _NO_OFFICE
    roles = {member.role for member in region.members}
    if Role.DEPARTMENT not in roles or not roles & {Role.TOWNSHIP, Role.GOVERNMENT}:
        return _REGISTER_THIN
    told, listed = units_told(region.own.sentence), len(region.members)
    if told is not None and abs(told - listed) > 1:
        return Text(
            zh=f"报告称汇总{told}个单位，名录中有{listed}个",
            en=f"the report tells of {told} bodies added up, and the register has {listed}",
        )
    return None


def _holds_all_told(region: Region) -> bool:
    """The report says how many bodies it adds up, and the register has no fewer.

    The office may be none of them.
    """
    return units_told(region.own.sentence) in (len(region.members) - 1, len(region.members))


def _of_table(case: Case, region: Region, found: RegionSums) -> Outcome:
    table = found.cells.table
    sums = [each for each in found.adding_up() if Lack.MERGED not in each.lacking.values()]
    if not sums:
        reason = next(iter(found.own_lacking.values()), Lack.MERGED).text
        return NotAssessable(place=table, reason=reason)
    wrong = [each for each in sums if not each.agrees and not each.lacking]
    open_ = [each for each in sums if not (each.agrees and each.only_blanks_lack)]
    if wrong and region.reach.is_region:
        return _violation(case, region, table, wrong)
    if wrong:
        return NotAssessable(place=table, reason=_SCOPE_UNTOLD)
    if open_:
        return NotAssessable(place=table, cells=_cells(open_), reason=_lacking(open_))
    return Holds(place=table)


def _lacking(sums: list[CellSum]) -> Text:
    bodies = bodies_lacking(sums)
    return Text(
        zh=f"以下单位的数字不明，无法求和：{bodies.zh}",
        en=f"no sum, since figures of these bodies are not known: {bodies.en}",
    )


def _violation(case: Case, region: Region, table: str, wrong: list[CellSum]) -> Violation:
    cells = _cells(wrong)
    told = next(each for each in wrong if each.cell == leading(cells))
    return Violation(
        place=table,
        cells=cells,
        arguments={
            **cell_told(case, told),
            **how_many(wrong, region),
        },
        quote=region.own.sentence or None,
        counterpart=parts_told(case, told),
        severity=_severity(region, wrong),
    )


def _severity(region: Region, wrong: list[CellSum]) -> Severity:
    """More than the bodies have may be that of bodies which the register lacks: a hint."""
    sure = any(each.own < each.least for each in wrong) or _holds_all_told(region)
    return Severity.WARNING if sure else Severity.INFO


def _cells(sums: list[CellSum]) -> tuple[str, ...]:
    return tuple(each.cell for each in sums)


RULE = Rule(
    code="R901",
    name="rollup-sum",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="汇总数与各单位之和不符", en="Figures are not the sum of those of the bodies"),
    message=Text(
        zh="{table}有{count}格与名录所列{bodies}个单位年报之和不符，如“{cell}”：本报告为{own}，"
        "各单位之和为{sum}",
        en="{count} cells of {table} are not the sum of the reports of the {bodies} bodies on the "
        "register, such as {cell}: {own} here, {sum} in sum",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "政府的年报说明其数据汇总了全区域各单位时，逐格与名录中各单位（政府办公室、部门、乡镇街"
            "道、下级政府）当年年报之和比较。政府报告未说明范围或只含本级的，单位名单不全、缺年报、"
            "数字空白、两次读取不一致、残缺或据图片识别的，无法核验，并列出所缺单位。下级政府只计其"
            "自身汇总数，其所属单位不再重复计入。垂直管理单位、分局、部门的下设单位、管委会，以及报"
            "告未点名的下级政府是否计入不明，两种算法均不符才报出。规章、规范性文件、收费、复议后起"
            "诉等不宜相加的数据，以及有单位合并填写的行，不作比较。合计仅作线索：大于各单位之和，可"
            "能是名录不全，除报告所称单位数与名录一致外只作提示；单位自身填错也会不符，请人工核实。"
        ),
        en=(
            "Where a government's report says that its figures are those of all bodies of its "
            "region, they are compared cell by cell with the sum over the reports of the bodies on "
            "the register (its office, departments, towns, lower governments) for the year. It "
            "cannot be told where the report does not say so or covers the government alone, or "
            "where bodies lack, have no report, or have blank, disputed, damaged or pictured "
            "figures; these are listed. Of a lower government its own sum counts, and its bodies "
            "do not count again. Bodies of higher levels, branches, units of a department, zones, "
            "and lower governments that the report does not name may be in the figures or not: "
            "only what fits neither way is told. 规章, documents, fees and suits after "
            "reconsideration do not add up and are left out, as are rows that some body prints "
            "merged. The sum is a hint: more than the bodies have may be an incomplete register, "
            "and is told as information only unless the report tells of as many bodies as the "
            "register has; a body's own mistake shows the same, so a person must look."
        ),
    ),
    fails_example=Text(
        zh="报告称汇总全县各单位，新收申请总计120件；县政府办、各部门和乡镇年报合计118件。",
        en="The report says that it adds up the county and has 120 requests received; the reports "
        "of its bodies have 118.",
    ),
    passes_example=Text(
        zh="新收申请总计118件，与县政府办、各部门和乡镇年报之和相同。",
        en="It has 118 requests received, as have the reports of its bodies in sum.",
    ),
    kinds=(BodyKind.GOVERNMENT,),
    across_bodies=True,
    check=figures_are_the_sum,
)
