"""S101: a section of the form is not in the report."""

import re
from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import table_is_found
from rules.language import Text
from rules.report import Report
from rules.rule import Rule
from rules.sources import ARTICLE_50
from rules.spec import FormatSpec, SectionSpec

_ATTACHMENT_UNREAD = Text(
    zh="页面未见该部分，另有附件未能读取，可能载于附件",
    en="The page lacks the section, and an attachment that may hold it could not be read",
)
_CONTENT_UNTOLD = Text(
    zh="未见该部分的标题，其应在位置有文字，是否为该部分内容未能判定",
    en="Its heading is not found; text stands in its place, which may be the section or not",
)
_OPENING = re.compile("条例|格式|编制|统计期限|组成|联系|电话|地址|邮编")
_NOTE = re.compile("^(?:备?注|说明|填表)")
_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．是]")
_OTHER_MATTERS = re.compile("处理费|收取.{0,30}费|其[他它].{0,8}(?:事项|情况)")
_LONGEST_LINE = 30
"""A line without a full stop up to this length may be a heading."""
_LONGEST_OPENING = 80
"""What is left of an opening once its usual sentences are taken away."""


def sections_told(case: Case) -> Iterator[Outcome]:
    """One outcome for each section of the form."""
    for section in case.form.sections:
        if section.key in case.report.sections or table_is_found(case.report, section.table):
            yield holds(section.key)
        elif case.report.has_unread_attachment:
            yield NotAssessable(place=section.key, reason=_ATTACHMENT_UNREAD)
        elif _may_be_content(case.form, section, case.report):
            yield NotAssessable(place=section.key, reason=_CONTENT_UNTOLD)
        else:
            label = f"{section.numeral}、{section.heading}"
            yield Violation(
                place=section.key,
                arguments={"section": Text(zh=label, en=section.label.en)},
                cause=f"section {section.key}",
            )


def _may_be_content(form: FormatSpec, missed: SectionSpec, report: Report) -> bool:
    """Between the neighbours of a section stands text that need not belong to the one before."""
    place = form.sections.index(missed)
    earlier = reversed(form.sections[:place])
    before = next((s for s in earlier if s.key in report.sections), None)
    if before is None:
        return _exceeds_an_opening(report.intro)
    texts = report.sections[before.key].paragraphs
    if before.table is not None:
        return any("。" in text and not _NOTE.match(text.strip()) for text in texts)
    return any(_may_be_heading(text.strip()) or _OTHER_MATTERS.search(text) for text in texts)


def _exceeds_an_opening(paragraphs: Sequence[str]) -> bool:
    sentences = (s for text in paragraphs for s in text.split("。") if not _OPENING.search(s))
    return sum(map(len, sentences)) > _LONGEST_OPENING


def _may_be_heading(text: str) -> bool:
    is_line = 0 < len(text) <= _LONGEST_LINE and text[-1] not in "。；;！!"
    return is_line and not _NUMBERED.match(text)


RULE = Rule(
    code="S101",
    name="section-missing",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="缺少规定部分", en="A section is missing"),
    message=Text(
        zh="报告中没有“{section}”部分，既无标题也无内容",
        en="The report has no section “{section}”: neither its heading nor its content",
    ),
    basis=ARTICLE_50,
    explanation=Text(
        zh="格式规定报告分为六个部分。某一部分的标题与内容都找不到时报出。缺一部分，就有一类法定内容没有向社会说明。",
        en=(
            "The form has six sections. The rule fires when neither the heading of a section nor "
            "its content is found: then something that the law wants told is not told."
        ),
    ),
    fails_example=Text(
        zh="第四部分之后直接是“其他需要报告的事项”，没有“存在的主要问题及改进情况”。",
        en="“Other matters” follows section four, and problems and improvements come nowhere.",
    ),
    passes_example=Text(
        zh="标题写作“存在的问题及改进措施”，措辞不同，内容齐全。",
        en="The heading reads “Problems and measures”: other words, and the content is there.",
    ),
    check=sections_told,
)
