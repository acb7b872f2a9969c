"""R904: a report in the name of a government has the figures of its office."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import BodyKind, Case
from rules.counted_figures import Counted, Lack, Reach
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import FORMAT_UNKNOWN
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.scope import is_government, is_office_of_government
from rules.region import Member, Region, Role
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import FormatSpec
from rules.summed_cells import leading, summed_cells

_PLACE = "report"
_FEWEST = 3
_OTHERS = (Role.DEPARTMENT, Role.TOWNSHIP)
_OTHERS_UNKNOWN = Text(
    zh="数据与其办公室年报相同，而其他单位的数字不明，无法判断范围",
    en="its figures are those of its office, and no other body's figures are known to tell by",
)


def figures_are_not_the_offices(case: Case) -> Iterator[Outcome]:
    """One outcome, where a report bears the name of a government whose office reports as well."""
    region = case.region
    if region is None or region.office is None or region.reach is Reach.OWN:
        return
    if not is_government(case.report.body) or is_office_of_government(case.report.body):
        return
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    yield _outcome(region, region.office, case.spec, case)


def _outcome(region: Region, office: Member, spec: FormatSpec, case: Case) -> Outcome:
    found = office.counted
    if found is None or found.form != spec.id:
        return _office_unknown(office.lack if found is None else Lack.FORM)
    if found.reach.is_region:
        return Holds(place=_PLACE)
    same, lacks = _same_cells(region.own, found, spec)
    if same is not None and len(same) < _FEWEST and lacks:
        return NotAssessable(place=_PLACE, reason=lacks[0].text)
    if same is None or len(same) < _FEWEST:
        return Holds(place=_PLACE)
    return _of_the_same(case, region, same, spec)


def _of_the_same(case: Case, region: Region, same: tuple[str, ...], spec: FormatSpec) -> Outcome:
    """All figures are the office's: whether other bodies have any that should be in them."""
    more = _told_apart(region, same, spec)
    if more is not None:
        return _violation(case, region, same, more)
    if any(_is_unknown(member, spec) for member in region.members if member.role in _OTHERS):
        return NotAssessable(place=_PLACE, reason=_OTHERS_UNKNOWN)
    return Holds(place=_PLACE)


def _office_unknown(lack: Lack) -> NotAssessable:
    why = lack.text
    return NotAssessable(
        place=_PLACE,
        reason=Text(
            zh=f"办公室年报的数字不明，无法比较：{why.zh}",
            en=f"the figures of its office are not known: {why.en}",
        ),
    )


def _same_cells(
    own: Counted, office: Counted, spec: FormatSpec
) -> tuple[tuple[str, ...] | None, tuple[Lack, ...]]:
    """The cells above zero that both have alike, and why others cannot be compared.

    ``None`` for the cells where some differ.
    """
    same, lacks = [], []
    for cells in summed_cells(spec):
        for cell in cells.all:
            pair = own.figure(cell), office.figure(cell)
            lacking = [figure for figure in pair if isinstance(figure, Lack)]
            if lacking:
                lacks += [lack for lack in lacking if lack is not Lack.BLANK]
            elif pair[0] != pair[1]:
                return None, ()
            elif pair[0]:
                same.append(cell)
    return tuple(same), tuple(lacks)


def _told_apart(
    region: Region, same: tuple[str, ...], spec: FormatSpec
) -> tuple[str, Member, Decimal] | None:
    """A cell in which another body has something, so that the region has more than the office."""
    adding_up = {cell for cells in summed_cells(spec) for cell in cells.adding_up}
    compared = {cell for cell in adding_up if not isinstance(region.own.figure(cell), Lack)}
    for member in region.members:
        if member.role not in _OTHERS or member.counted is None or member.counted.form != spec.id:
            continue
        if member.counted.reach.is_region:
            continue
        more = tuple(c for c in member.counted.figures if c in compared)
        if more:
            cell = leading(tuple(c for c in more if c in same) or more)
            return cell, member, member.counted.figures[cell]
    return None


def _is_unknown(member: Member, spec: FormatSpec) -> bool:
    return member.counted is None or member.counted.form != spec.id or bool(member.counted.lacking)


def _violation(
    case: Case, region: Region, same: tuple[str, ...], more: tuple[str, Member, Decimal]
) -> Violation:
    cell, member, figure = more
    office = region.office.name if region.office else ""
    return Violation(
        place=_PLACE,
        cells=same,
        arguments={
            "count": str(len(same)),
            "office": office,
            "cell": case.form.cell_label(cell),
            "member": member.name,
            "figure": figure_text(figure),
        },
        quote=region.own.sentence or None,
    )


RULE = Rule(
    code="R904",
    name="scope-unclear",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="政府年报的统计范围不清", en="Whose figures the report gives is unclear"),
    message=Text(
        zh="标题为政府，而{count}格数字（0除外）与{office}年报全部相同，没有一格不同；{member}年报的"
        "“{cell}”为{figure}，是否计入其中看不出",
        en="The report is in the name of the government, and its {count} figures above zero are "
        "all those of {office}; {member} has {figure} in {cell}, and nothing shows "
        "that these are in them",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "以政府名义公开的年报，各表数字与政府办公室自己的年报完全相同，而名录中其他部门、乡镇另有数字，"
            "说明它可能只反映办公室一家，又没有说明范围。标题或文字写明只含本级的、办公室的年报本身就是全区域"
            "汇总的、政府与办公室合并公开一份的，不报。其他单位各项均为0的小地方，二者本应相同；其他单位数字"
            "不明的，无法核验。相同的数字（0除外）不足3个的不报。"
        ),
        en=(
            "A report in the name of a government has in all tables the figures of its office's "
            "own report, while other departments or towns on the register have figures of their "
            "own: it may tell of the office alone, and does not say so. Nothing is told where "
            "title or text say that only the government itself is covered, where the office's "
            "report is that of the whole region, or where both publish one report. In a small "
            "place whose other bodies have nothing but zeros both are rightly the same; where "
            "their figures are not known, it cannot be told. Fewer than three figures above zero "
            "do not count."
        ),
    ),
    fails_example=Text(
        zh="县政府与县政府办公室的年报新收申请均为5件、各格相同，而县公安局年报有30件。",
        en="County and county office both have 5 requests and the same figures throughout, and the "
        "police have 30.",
    ),
    passes_example=Text(
        zh="县政府年报新收申请120件，县政府办公室年报5件。",
        en="The county's report has 120 requests, its office's 5.",
    ),
    kinds=(BodyKind.GOVERNMENT,),
    across_bodies=True,
    check=figures_are_not_the_offices,
)
