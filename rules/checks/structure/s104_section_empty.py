"""S104: a section has a heading and nothing under it."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import table_is_found
from rules.language import Text
from rules.report import Report
from rules.rule import Rule
from rules.sources import ARTICLE_50
from rules.spec import SectionSpec

_ATTACHMENT_UNREAD = Text(
    zh="标题下没有内容，另有附件未能读取，可能载于附件",
    en="Nothing stands under the heading, and an attachment that may hold it could not be read",
)


def sections_filled(case: Case) -> Iterator[Outcome]:
    """One outcome for each section that has a heading."""
    for section in case.form.sections:
        if section.key in case.report.sections:
            yield _outcome(case.report, section)


def _outcome(report: Report, section: SectionSpec) -> Outcome:
    if not report.sections[section.key].is_empty or table_is_found(report, section.table):
        return holds(section.key)
    if report.has_unread_attachment:
        return NotAssessable(place=section.key, reason=_ATTACHMENT_UNREAD)
    label = f"{section.numeral}、{section.heading}"
    return Violation(
        place=section.key,
        arguments={"section": Text(zh=label, en=section.label.en)},
        severity=Severity.WARNING if section.key == "other_matters" else None,
        cause=f"section {section.key}",
    )


RULE = Rule(
    code="S104",
    name="section-empty",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="部分有标题而无内容", en="A section is empty"),
    message=Text(
        zh="“{section}”标题下没有任何内容",
        en="Nothing stands under the heading “{section}”",
    ),
    basis=ARTICLE_50,
    explanation=Text(
        zh=(
            "标题之下没有文字、表格、图片、框架页或附件时报出。只有标题等于没有报告该项内容。"
            "第六部分允许无事项可报，故只作疑点；写“无”即为有内容。"
        ),
        en=(
            "The rule fires when no text, table, picture, frame or attachment follows a heading. A "
            "bare heading reports nothing. Section six may have nothing to tell, so there it is a "
            "warning, and the word 无 is content enough."
        ),
    ),
    fails_example=Text(
        zh="“五、存在的主要问题及改进情况”之后紧接“六、其他需要报告的事项”。",
        en="The heading of section six follows directly on the heading of section five.",
    ),
    passes_example=Text(
        zh="“六、其他需要报告的事项”之下写“无”。",
        en="“无” (none) stands under the heading of section six.",
    ),
    check=sections_filled,
)
