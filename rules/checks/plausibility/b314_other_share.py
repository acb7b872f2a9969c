"""B314: more than half of all outcomes are 其他."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import figures_at
from rules.language import Text
from rules.printed_figures import figure_text
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_OTHER = "t3/other.other/total"
_ALL = "t3/total/total"
_FEWEST = 20


def few_others(case: Case) -> Iterator[Outcome]:
    """One outcome, when the year has enough outcomes for a share to mean something."""
    table = case.report.tables.get("t3")
    if table is not None and "other" in table.rows_merged:
        return
    found = figures_at(case, (_OTHER, _ALL))
    if isinstance(found, NotAssessable):
        yield found
        return
    other, all_of_them = found.values[_OTHER], found.values[_ALL]
    if all_of_them < _FEWEST:
        return
    if other * 2 <= all_of_them or other > all_of_them:
        yield holds(_OTHER)
        return
    yield Violation(
        place=_OTHER,
        arguments={"other": figure_text(other), "all": figure_text(all_of_them)},
        cells=(_OTHER, _ALL),
    )


RULE = Rule(
    code="B314",
    name="other-share",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="办理结果过半为“其他”", en="More than half of the outcomes are 其他"),
    message=Text(
        zh="办理结果共{all}件，其中“其他处理·其他”有{other}件，超过一半",
        en="Of {all} outcomes {other} are 其他处理, 其他: more than half",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "表格列出了各种办理结果，“其他”过半时多数结果看不出如何办理。办结不足20件的不报；"
            "大于总计的由B302报出。"
        ),
        en=(
            "The form names the outcomes one by one; with most of them in 其他 nobody sees how "
            "requests were handled. Below 20 outcomes nothing is said, and a share above the "
            "whole is left to B302."
        ),
    ),
    fails_example=Text(zh="总计50件，“其他”30件。", en="50 outcomes, 30 of them 其他."),
    passes_example=Text(zh="总计50件，“其他”4件。", en="50 outcomes, 4 of them 其他."),
    formats=("ogi-2021",),
    check=few_others,
)
