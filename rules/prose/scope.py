"""Whether the figures of a report are those of its body alone or of every body of its region."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rules.prose.sentences import INTRO, Passage, sentences_of
from rules.report import Report


class Scope(StrEnum):
    """Whose figures a report gives."""

    OWN = "own"
    """Those of the body alone."""
    REGION = "region"
    """Those of all bodies of the region, added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeTold:
    """The scope with the sentence that shows it."""

    scope: Scope
    sentence: str
    section: str
    by_count: bool = False
    """The sentence counts requests of the whole region; how the figures were put together is not
    told."""


_REGION = r"(?:全[省市区县州盟旗]|本行政区域)"
_UNITS_OF_ITS_OWN = "[^。；，]{0,10}(?:直属|所属|下属|科室|股室)"
_MEMBERS = rf"各(?!{_UNITS_OF_ITS_OWN})[^。；，]{{0,24}}?(?:部门|单位|机关|镇|乡|街道|县|区)"
_ABOUT_FIGURES = re.compile(
    "本(?:年度)?报告|报告(?:中)?(?:所列|的)?(?:统计)?数据|统计(?:数据|范围)|所列数据|数据(?:统计)?(?:范围|期限)"
)
_OF_ONE = re.compile(r"(?:不含|不包括|不包含)[^。；]{0,20}(?:部门|镇|乡|街道|下级|县|区)")
_STATED_IN = (INTRO, "overview", "other_matters")
_COUNTED = re.compile(
    rf"{_REGION}(?!政府)[^。；，,]{{0,20}}[，,]?(?:新?收到|受理|办理)[^。；，,]{{0,15}}申请[^。；，,]{{0,8}}?\d"
)
_GOVERNMENT = re.compile(r"(?:[省市区县州盟旗](?:人民)?政府|[省市县州盟旗区]|管委会|管理委员会)$")
_OFFICE = re.compile("政府.{0,3}办|办公[室厅]")
_ALONE = re.compile(r"(?:[省市区县州盟旗](?:人民)?政府|本)本级(?!以)")
_ITSELF = re.compile(
    "本机关|本单位|[本我](?:局|委(?!员)|办|厅|镇|乡|街道|中心|院|处|所|队|站|行|校)"
)


def _compiled(members: str) -> re.Pattern[str]:
    gathered = "(?:汇总|汇集|综合)"
    return re.compile(
        rf"{gathered}[^。；]{{0,30}}{members}|{members}[^。；]{{0,40}}{gathered}"
        rf"|(?<!不)(?:包括|包含|涵盖|含)[^。；]{{0,20}}{members}"
    )


_COMPILED_BY_GOVERNMENT = _compiled(f"(?:{_REGION}|{_MEMBERS})")
_COMPILED_BY_OTHERS = _compiled(_REGION)
"""A department too has units whose figures it adds up."""


def scope_of(report: Report) -> ScopeTold | None:
    """The scope where the text shows one and nothing speaks for the other; else ``None``.

    A sentence on how the figures were put together shows it. Without one, a government that counts
    the requests of the whole region reports for it, and a body that is no government and speaks of
    itself reports for itself. A title alone shows nothing.
    """
    if is_government(report.body):
        return _of_government(report)
    compiled = _stated(report, _COMPILED_BY_OTHERS)
    if compiled:
        return _told(Scope.REGION, compiled)
    itself = _first(report, _ITSELF) if report.body else None
    if itself is None or _first(report, _COUNTED):
        return None
    return _told(Scope.OWN, itself)


def count_of_region(report: Report) -> str | None:
    """The first sentence that counts the requests of a whole region, whoever writes it."""
    found = _first(report, _COUNTED)
    return found.text if found else None


def is_government(body: str | None) -> bool:
    """A name is that of a government or of a committee that governs a zone, and of no town."""
    return body is not None and bool(_GOVERNMENT.search(re.split("[(（]", body)[0]))


def is_office_of_government(body: str | None) -> bool:
    """A name is that of an office that also works for a government: 政府办公室."""
    return body is not None and _OFFICE.search(body) is not None


def _of_government(report: Report) -> ScopeTold | None:
    compiled = _stated(report, _COMPILED_BY_GOVERNMENT)
    region = compiled or _first(report, _COUNTED)
    alone = _stated(report, _ALONE) or _stated(report, _OF_ONE)
    if (region is None) == (alone is None):
        return None
    by_count = compiled is None
    return _told(Scope.REGION, region, by_count=by_count) if region else _told(Scope.OWN, alone)


def _told(scope: Scope, passage: Passage | None, *, by_count: bool = False) -> ScopeTold | None:
    if passage is None:
        return None
    return ScopeTold(scope=scope, sentence=passage.text, section=passage.section, by_count=by_count)


def _stated(report: Report, wording: re.Pattern[str]) -> Passage | None:
    """The first sentence on the figures of the report itself that has the wording."""
    found = (s for s in sentences_of(report, _STATED_IN) if _ABOUT_FIGURES.search(s.text))
    return next((s for s in found if wording.search(s.text)), None)


def _first(report: Report, wording: re.Pattern[str]) -> Passage | None:
    return next((s for s in sentences_of(report) if wording.search(s.text)), None)
