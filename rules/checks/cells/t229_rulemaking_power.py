"""T229: a body without the power to make 规章 reports some as made."""

import re
from collections.abc import Iterator

from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import figures_at
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.scope import Scope, scope_of
from rules.prose.sentences import squeezed_sentences_of
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_ISSUED, _REPEALED, _IN_FORCE = (
    f"t2/regulations/{column}" for column in ("issued", "repealed", "in_force")
)
_CELLS = (_ISSUED, _REPEALED, _IN_FORCE)
_DISTRICT = "".join(f"(?<!{w})" for w in ("自治", "开发", "合作", "实验", "示范", *"新地社特园景"))
"""A 区 that is no region, town quarter or zone is a district of a city."""
_COUNTY = re.compile(rf"(?:县|{_DISTRICT}区|旗)(?:人民)?(?:政府)?$")
_OF_CITY_OR_COUNTY = re.compile(rf".(?:(?<![城都])市|县|{_DISTRICT}区|旗|自治州)(?![场容政级])")
_MAY_HAVE_POWER = re.compile("(?:省|市|州|自治区)(?:(?:人民)?政府)?$")
"""Whatever kind of body it is taken for: a title may name the government of its office."""
_ABOVE_THE_CITY = re.compile(
    "国家|国务院|中国|中央|省|自治区|兵团|^(?:北京|上海|天津|重庆)|部$|总局$"
)
_FOR_ITS_GOVERNMENT = re.compile("(?:人民政府)?办公|政府办|府办|司法")
"""Offices that may report the 规章 of the government they serve."""
_BINDING = Text(
    zh="只填写现行有效件数，可能指对其适用的规章",
    en="Only a number in force is given, which may be that of 规章 that bind the body",
)
_POWER_UNKNOWN = Text(
    zh="未能判定该单位是否有规章制定权",
    en="Whether the body has the power to make 规章 could not be told",
)
_THIS_BODY = Text(zh="该单位", en="This body")
_DRAFTED = re.compile("(?:起草|代拟|拟[订定]|提请|报请|政府)[^。；]{0,20}规章(?!制度)|政府令")
_OF_ITS_GOVERNMENT = Text(
    zh="文中提到起草或由政府发布的规章，可能计入本单位",
    en="The text tells of 规章 drafted for, or issued by, a government; they may be counted here",
)
_REGION = Text(
    zh="数据汇总了全区域单位，其中可能有规章制定主体",
    en="The figures are those of a region, some body of which may make 规章",
)


def no_rules_without_power(case: Case) -> Iterator[Outcome]:
    """One outcome, unless the body may make 规章."""
    found = figures_at(case, _CELLS, place=_ISSUED)
    if isinstance(found, NotAssessable):
        yield found
        return
    if all(value == 0 for value in found.values.values()):
        yield holds(_ISSUED)
        return
    made = tuple(c for c in (_ISSUED, _REPEALED) if found.values[c] > 0)
    if not _has_no_power(case):
        yield NotAssessable(place=_ISSUED, reason=_POWER_UNKNOWN)
    elif not made:
        yield NotAssessable(place=_ISSUED, cells=(_IN_FORCE,), reason=_BINDING)
    elif _adds_up_a_region(case):
        yield NotAssessable(place=_ISSUED, reason=_REGION)
    elif case.kind is BodyKind.DEPARTMENT and _drafts_for_its_government(case):
        yield NotAssessable(place=_ISSUED, reason=_OF_ITS_GOVERNMENT)
    else:
        yield Violation(
            place=made[0],
            arguments={
                "body": case.report.body or _THIS_BODY,
                "issued": figure_text(found.values[_ISSUED]),
                "repealed": figure_text(found.values[_REPEALED]),
            },
            cells=made,
        )


def _has_no_power(case: Case) -> bool:
    """Towns, counties, and offices of cities and counties, as far as the name tells."""
    body = re.split("[(（]", case.report.body or "")[0]
    if _MAY_HAVE_POWER.search(body):
        return False
    if case.kind is BodyKind.TOWNSHIP:
        return True
    if case.kind is BodyKind.GOVERNMENT:
        return _COUNTY.search(body) is not None
    if case.kind is None or _ABOVE_THE_CITY.search(body):
        return False
    if _FOR_ITS_GOVERNMENT.search(body):
        return _COUNTY.search(_FOR_ITS_GOVERNMENT.split(body)[0]) is not None
    return _OF_CITY_OR_COUNTY.search(body) is not None


def _adds_up_a_region(case: Case) -> bool:
    scope = scope_of(case.report)
    return case.kind is BodyKind.DEPARTMENT and scope is not None and scope.scope is Scope.REGION


def _drafts_for_its_government(case: Case) -> bool:
    return any(_DRAFTED.search(sentence.text) for sentence in squeezed_sentences_of(case.report))


RULE = Rule(
    code="T229",
    name="rulemaking-power",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="通常无规章制定权的单位填报规章", en="规章 from a body that mostly makes none"),
    message=Text(
        zh="{body}填报规章制发{issued}件、废止{repealed}件，乡镇、县级政府和市县部门通常没有规章制定权",
        en=(
            "{body} reports {issued} 规章 issued and {repealed} repealed; towns, counties and "
            "offices of cities and counties mostly have no power to make them"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "规章通常由国务院部门、省级和设区的市级政府制定，其他单位填报制发或废止，多是把规范性文件填入了规章一行。"
            "只填现行有效的，可能指对其适用的规章，不予判定；文中提到为政府起草规章的部门也不予判定。"
        ),
        en=(
            "规章 mostly come from ministries, provinces and larger cities; others "
            "that report some have often put normative documents into the row. Where "
            "only a number in force is given, it may be that of 规章 that bind the body, "
            "and the rule does not judge, nor where an office tells of 规章 that it drafted for "
            "its government."
        ),
    ),
    fails_example=Text(zh="某镇填报规章制发2件。", en="A town reports 2 规章 issued."),
    passes_example=Text(zh="某镇规章一行均为0。", en="A town has 0 in the row 规章."),
    formats=("ogi-2021",),
    check=no_rules_without_power,
)
