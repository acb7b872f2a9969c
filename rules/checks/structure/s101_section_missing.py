"""S101: a section of the form is not in the report."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import table_is_found
from rules.language import Text
from rules.rule import Rule
from rules.sources import ARTICLE_50

_ATTACHMENT_UNREAD = Text(
    zh="页面未见该部分，另有附件未能读取，可能载于附件",
    en="The page lacks the section, and an attachment that may hold it could not be read",
)


def sections_told(case: Case) -> Iterator[Outcome]:
    """One outcome for each section of the form."""
    for section in case.form.sections:
        if section.key in case.report.sections or table_is_found(case.report, section.table):
            yield Holds(place=section.key)
        elif case.report.has_unread_attachment:
            yield NotAssessable(place=section.key, reason=_ATTACHMENT_UNREAD)
        else:
            label = f"{section.numeral}、{section.heading}"
            yield Violation(
                place=section.key,
                arguments={"section": Text(zh=label, en=section.label.en)},
                cause=f"section {section.key}",
            )


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
