"""The words of a report that are its body's own: names and figures masked, form text left out.

Left out is what every report has to say in like words: how it was made and whom to ask, headings
of the parts of section one, and clauses that tell a figure of the form once more, or that there was
no request, review, fee or fault. What is left can be compared by year and by body.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rules.one_width import in_one_width
from rules.prose.overview_substance import is_on_compiling
from rules.prose.sentences import sentences_in
from rules.report import Report

OVERVIEW_AND_PROBLEMS = ("overview", "problems")
"""Sections one and five: what a body tells in its own words."""

_PART = re.compile(r"[^;；]+[;；]?")
_NUMBERED = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|第?[一二三四五六七八九十][是,:要]|[①-⑳])+"
)
_HEADING = re.compile(
    r"(?:做好|加强|推进|强化|规范|深化)?(?:主动公开|依申请公开|政府信息(?:资源)?(?:公开)?管理|监督保障"
    r"|(?:政府信息)?(?:公开)?平台建设|总体(?:情况|概述)|(?:存在的?)?(?:主要)?问题(?:和不足)?"
    r"|(?:下一步)?改进(?:措施|情况))(?:的|及改进)?(?:政府信息)?(?:工作|方面|情况|措施)*"
)
_FIGURE_OF_FORM = re.compile(
    r"(?:申请|复议|诉讼|规范性文件|规章|许可|处罚|强制|收费|处理费)[^0]{0,20}0(?:余|多)?"
    r"(?:件|宗|起|份|项|个|条|次|万?元)|^.{0,12}0(?:件|宗|起)$"
)
_NONE_OF_IT = re.compile(r"(?:没有|未|无|不存在|零).{0,14}(?:申请|复议|诉讼|收费|处理费|责任追究)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*[%‰]?")
_NUMERAL = re.compile(
    r"[一二三四五六七八九十百千万两〇零]+(?=[次件条个篇期份项名场宗起年月日批类])"
)
_MARK = re.compile(r"[^\w]|_")
_PLACE = re.compile(r"[^省市区县州盟旗镇乡]{1,6}?(?:省|市|区|县|州|盟|旗|镇|乡|街道)")
_SELF = re.compile(
    r"[我本全](?:行政|省|市|区|县|州|盟|旗|镇|乡|街道|局|委|办|厅|院|部|中心|机关|单位|系统)+"
)
_FIGURE = "0"
_NAME = "甲"
_SHORTEST_NAME = 2
_LONGEST_NAME = 100


class OwnSentence(NamedTuple):
    """A sentence, or a part of one up to a semicolon."""

    printed: str
    masked: str
    """In one width, without marks and white space, names and figures as one character each."""


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """The own words of some sections, in print order."""

    sentences: tuple[OwnSentence, ...]

    @cached_property
    def text(self) -> str:
        """All of them, masked, a line each."""
        return "\n".join(sentence.masked for sentence in self.sentences)

    @property
    def length(self) -> int:
        """Characters of the masked sentences."""
        return sum(len(sentence.masked) for sentence in self.sentences)


def own_words(report: Report, sections: Collection[str] = OVERVIEW_AND_PROBLEMS) -> OwnWords:
    """The own words of these sections."""
    names = _names(report.body)
    found = (
        OwnSentence(printed, masked)
        for key in OVERVIEW_AND_PROBLEMS
        if key in sections and key in report.sections
        for paragraph in report.sections[key].paragraphs
        for sentence in sentences_in(paragraph)
        for printed in _PART.findall(sentence)
        if (masked := _masked(printed, names))
    )
    return OwnWords(sentences=tuple(found))


def _masked(printed: str, names: re.Pattern[str] | None) -> str:
    """Empty where the sentence is no word of the body's own."""
    plain = _NUMBERED.sub("", "".join(in_one_width(printed).split()))
    if is_on_compiling(plain) or _HEADING.fullmatch(_bare(plain)):
        return ""
    named = _SELF.sub(_NAME, names.sub(_NAME, plain) if names else plain)
    masked = _NUMERAL.sub(_FIGURE, _NUMBER.sub(_FIGURE, named))
    own = (clause for clause in map(_bare, masked.split(",")) if not _is_of_form(clause))
    return "".join(own)


def _bare(clause: str) -> str:
    return _MARK.sub("", clause)


def _is_of_form(clause: str) -> bool:
    """It tells a figure of the tables, or that there was none."""
    return bool(_FIGURE_OF_FORM.search(clause) or _NONE_OF_IT.search(clause))


def _names(body: str | None) -> re.Pattern[str] | None:
    """The body's name, the places in it and what stands behind them, the longest first."""
    whole = "".join(in_one_width(body or "").split())[:_LONGEST_NAME]
    places = _PLACE.findall(whole)
    names = {whole, "".join(places), *places, _PLACE.sub("", whole)}
    usable = sorted((n for n in names if len(n) >= _SHORTEST_NAME), key=lambda n: (-len(n), n))
    return re.compile(f"(?:{'|'.join(map(re.escape, usable))})+") if usable else None
