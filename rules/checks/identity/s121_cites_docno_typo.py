"""S121: the document that prescribes the form is cited with a slip."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import numbers_obstacle
from rules.labels import distance_within
from rules.language import Text, shortened
from rules.prose.citations import Citation, citations_of, form_names_of
from rules.rule import Rule
from rules.sources import OWN_FORM

_YEAR, _NUMBER = 2021, 30
_NAMES = ("中华人民共和国政府信息公开工作年度报告格式", "政府信息公开工作年度报告格式")
_SLIPS_OF_A_NAME = 2
_ON_REPORTS = re.compile("年度报告|年报|格式|编制|编写")
_IN_FULL = "国办公开办函〔2021〕30号"


def cited_without_slip(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that cites the document or names the form."""
    citations = tuple(citations_of(case.report))
    names = tuple(form_names_of(case.report))
    obstacle = numbers_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="citation", reason=obstacle)
    elif citations or names:
        yield _outcome(citations, names)


def _outcome(citations: tuple[Citation, ...], names: tuple[str, ...]) -> Outcome:
    wrong = next((c for c in citations if _is_near_miss(c)), None)
    if wrong is not None:
        return _violation(wrong.raw, _IN_FULL)
    misnamed = next((name for name in names if _is_misnamed(name)), None)
    return _violation(misnamed, _NAMES[0]) if misnamed else Holds(place="citation")


def _violation(printed: str, meant: str) -> Violation:
    return Violation(
        place="citation", arguments={"printed": shortened(printed), "meant": meant}, quote=printed
    )


def _is_near_miss(citation: Citation) -> bool:
    """Written with 涵, or one of year and number is that of the form and the other is not.

    The office has issued other documents too: the sentence must be about reports or their form.
    """
    if not _ON_REPORTS.search(citation.sentence):
        return False
    right_year, right_number = citation.year == _YEAR, citation.number == _NUMBER
    return (citation.is_misspelt and right_year) or right_number != right_year


def _is_misnamed(name: str) -> bool:
    if name in _NAMES or name.removesuffix("(试行)") in _NAMES:
        return False
    return any(distance_within(name, right, _SLIPS_OF_A_NAME) for right in _NAMES)


RULE = Rule(
    code="S121",
    name="cites-docno-typo",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="引用格式文件有笔误", en="The form's document is cited with a slip"),
    message=Text(
        zh="引用的文件写作“{printed}”，应为“{meant}”",
        en="The report cites “{printed}” for “{meant}”",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh="文号或格式名称写错不影响数据，但说明稿件未经校对。括号形式不同、文号中有空格不算。",
        en=(
            "A slip in the number or the name of the form changes no figure, and shows that nobody "
            "read the text again. Other brackets and spaces are no slip."
        ),
    ),
    fails_example=Text(
        zh="写作“国办公开办涵〔2021〕30号”。",
        en="It reads 国办公开办涵〔2021〕30号, with 涵 for 函.",
    ),
    passes_example=Text(
        zh="写作“国办公开办函[2021]30号”。",
        en="It reads 国办公开办函[2021]30号, with other brackets.",
    ),
    formats=("ogi-2021",),
    check=cited_without_slip,
)
