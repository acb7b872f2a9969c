"""S109: section one says how the report was made and next to nothing of the work."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.prose.aspects import ASPECTS, aspects_missing
from rules.prose.overview_substance import told_of_the_work
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SECTION = "overview"
_FEWEST_CHARACTERS = 80
_MAY_BE_UNREAD = Text(
    zh="第一部分的图片、框架页、表格或报告的附件未能读取，内容可能在其中",
    en="A picture, frame, table or attachment that may hold more of section one was not read",
)


def overview_tells_of_work(case: Case) -> Iterator[Outcome]:
    """One outcome, when section one stands and holds something."""
    section = case.report.sections.get(_SECTION)
    if section is None or section.is_empty:
        return
    text = told_of_the_work(case.report)
    if len(text) >= _FEWEST_CHARACTERS and len(aspects_missing(text)) < len(ASPECTS):
        yield Holds(place=_SECTION)
    elif section.may_hold_unread_content or section.tables or case.report.has_unread_attachment:
        yield NotAssessable(place=_SECTION, reason=_MAY_BE_UNREAD)
    else:
        yield Violation(place=_SECTION, arguments={"length": str(len(text))})


RULE = Rule(
    code="S109",
    name="overview-without-substance",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="总体情况没有实质内容", en="The overview has no substance"),
    message=Text(
        zh="“总体情况”除编制说明外，讲工作的文字只有{length}字，或没有提到任何一项工作",
        en=(
            "Besides how it was made, the report's overview has {length} characters on the work, "
            "or names none of it"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "总体情况应讲全年的公开工作。去掉编制依据、统计期限、联系方式等句子后，不足80字或没有"
            "一项工作的，常被视为敷衍。写在第一部分之前的工作内容也算。"
        ),
        en=(
            "Section one tells of the year's work. Without the sentences on how the report was "
            "made, fewer than 80 characters, or none on any part of the work, is taken for "
            "perfunctory. What stands above section one counts too."
        ),
    ),
    fails_example=Text(
        zh="总体情况只写“本报告根据条例编制，统计期限为……”。",
        en="Section one says by which regulations the report was made, and its period.",
    ),
    passes_example=Text(
        zh="总体情况先写编制依据，再分五个方面写全年工作。",
        en="It says how the report was made, and then tells of the work in five parts.",
    ),
    formats=("ogi-2021",),
    check=overview_tells_of_work,
)
