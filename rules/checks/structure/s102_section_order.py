"""S102: the sections do not stand in the order of the form."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity, Violation, holds
from rules.language import Text, listed
from rules.rule import Rule
from rules.sources import OWN_FORM


def section_order(case: Case) -> Iterator[Outcome]:
    """One outcome for the report, when it has two sections or more."""
    sections = case.report.sections
    found = [section for section in case.form.sections if section.key in sections]
    printed = sorted(found, key=lambda section: sections[section.key].position)
    if len(found) < 2:
        return
    if printed == found:
        yield holds("report")
    else:
        yield Violation(
            place="report", arguments={"order": listed(section.label.text for section in printed)}
        )


RULE = Rule(
    code="S102",
    name="section-order",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="各部分顺序与格式不符", en="The sections are out of order"),
    message=Text(
        zh="各部分顺序与格式不符，现为：{order}",
        en="The sections do not follow the form; they stand as: {order}",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh="六个部分的先后由格式规定。顺序不同，读者难以逐项对照，也常是粘贴出错的迹象。",
        en=(
            "The form fixes the order of the six sections. Another order is hard to compare, and "
            "often a sign of text pasted in the wrong place."
        ),
    ),
    fails_example=Text(
        zh="“其他需要报告的事项”排在“存在的主要问题及改进情况”之前。",
        en="“Other matters” stands before “Problems and improvements”.",
    ),
    passes_example=Text(
        zh="开头一句列举六个部分，随后各部分依次展开。",
        en="The opening sentence names the six sections, and they follow in order.",
    ),
    check=section_order,
)
