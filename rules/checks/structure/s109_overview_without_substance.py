"""S109: section one says how the report was made and next to nothing of the work."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import numbers_obstacle
from rules.language import Text
from rules.prose.aspects import ASPECTS, aspects_missing
from rules.prose.overview_substance import told_of_the_work, unread_of_the_work
from rules.report import Report
from rules.rule import Rule
from rules.sources import form_that_says

_SECTION = "overview"
_WITH_TABLES = ("proactive", "requests", "reviews")
_FEWEST_CHARACTERS = 80
_TOLD_ELSEWHERE = Text(
    zh="全年工作写在表格所在的部分，第一部分是否符合要求未能判定",
    en="The work is told beside the tables; whether that is enough is not clear",
)


def overview_tells_of_work(case: Case) -> Iterator[Outcome]:
    """One outcome, when section one stands and holds something."""
    section = case.report.sections.get(_SECTION)
    if section is None or section.is_empty:
        return
    text = told_of_the_work(case.report)
    fault = _fault(text)
    if fault is None:
        yield holds(_SECTION)
    elif (obstacle := _obstacle(case.report)) is not None:
        yield NotAssessable(place=_SECTION, reason=obstacle)
    else:
        quote = next((p for p in section.paragraphs if p.strip()), None)
        yield Violation(
            place=_SECTION, arguments={"fault": fault}, quote=quote, cause=f"section {_SECTION}"
        )


def _fault(text: str) -> Text | None:
    if len(text) < _FEWEST_CHARACTERS:
        return Text(
            zh=f"讲工作的文字只有{len(text)}字",
            en=f"has {len(text)} characters on the work besides how it was made",
        )
    return _NO_ASPECT if len(aspects_missing(text)) == len(ASPECTS) else None


def _obstacle(report: Report) -> Text | None:
    told = _fault(told_of_the_work(report, _WITH_TABLES)) is None
    elsewhere = _TOLD_ELSEWHERE if told else None
    return unread_of_the_work(report) or elsewhere or numbers_obstacle(report)


_NO_ASPECT = Text(zh="没有提到任何一项公开工作", en="names no part of the work on disclosure")

RULE = Rule(
    code="S109",
    name="overview-without-substance",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="总体情况没有实质内容", en="The overview has no substance"),
    message=Text(
        zh="“总体情况”除编制说明外，{fault}",
        en="The report's overview {fault}",
    ),
    basis=form_that_says("不能遗漏，也不宜泛化"),
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
