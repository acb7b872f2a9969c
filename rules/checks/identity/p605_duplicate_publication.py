"""P605: a page and its own attachment print different figures."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN, numbers_obstacle
from rules.language import Text, listed
from rules.report import Difference
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SHOWN = 3


def sources_that_differ(case: Case) -> Iterator[Outcome]:
    """One outcome for each other source of the report that has cells in common with it."""
    if not case.report.compared_with:
        return
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    obstacle = numbers_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
        return
    for source in case.report.compared_with:
        differing = [d for d in case.report.differences if d.other == source]
        yield _violation(case, source, differing) if differing else holds("report")


def _violation(case: Case, source: str, differing: list[Difference]) -> Violation:
    return Violation(
        place="report",
        arguments={
            "other": source,
            "count": str(len(differing)),
            "differences": listed(_told(case, d) for d in differing[:_SHOWN]),
            "more": _AND_MORE if len(differing) > _SHOWN else _NO_MORE,
        },
        cells=tuple(difference.cell for difference in differing),
    )


def _told(case: Case, difference: Difference) -> Text:
    label = case.form.cell_label(difference.cell)
    return Text(
        zh=f"{label.zh}“{difference.raw}”与“{difference.other_raw}”",
        en=f"{label.en} “{difference.raw}” and “{difference.other_raw}”",
    )


_AND_MORE = Text(zh="等", en=" and others")
_NO_MORE = Text(zh="", en="")

RULE = Rule(
    code="P605",
    name="duplicate-publication",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="页面与附件数字不一致", en="A page and its file print different figures"),
    message=Text(
        zh="同一报告在{other}中另有一份，有{count}处数字不一致：{differences}{more}",
        en="the same report stands in {other} with other figures, {count} in all: "
        "{differences}{more}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "同一年度报告的页面正文与所附文件都有表格、而同一单元格数字不同时报出。空白按0计，"
            "非数字的内容不比较。何者为准，须由发布单位说明并更正。"
        ),
        en=(
            "The rule fires when a page and the file it offers both print the tables of one "
            "report, with different figures in a cell. A blank cell counts as 0, and words are "
            "not compared. Which of them holds is for the publisher to say and to correct."
        ),
    ),
    fails_example=Text(
        zh="网页“本年新收”自然人一栏为“25”，所附PDF为“52”。",
        en="The page has 25 for 本年新收, 自然人; the PDF that it offers has 52.",
    ),
    passes_example=Text(
        zh="网页该栏为“25”，所附Word文件也为“25”。",
        en="The page has 25, and so has the Word file that it offers.",
    ),
    check=sources_that_differ,
)
