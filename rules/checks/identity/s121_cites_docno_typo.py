"""S121: the document that prescribes the form is cited with a slip."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.labels import distance_within
from rules.language import Text, shortened
from rules.lettering import letters_obstacle
from rules.prose.citations import MISSPELT, Citation, citations_of, form_names_of
from rules.rule import Rule
from rules.sources import FORM_OF_2021

_YEAR, _NUMBER = 2021, 30
_NAMES = ("中华人民共和国政府信息公开工作年度报告格式", "政府信息公开工作年度报告格式")
_SLIPS_OF_A_NAME = 2
_ON_FORM = re.compile(
    "年度报告.{0,6}格式|报告格式|(?:编制|编写|撰写|公布|发布).{0,20}(?:年度报告|年报)"
    "|(?:年度报告|年报|本报告).{0,60}(?:编制|编写|撰写)"
)
_IN_FULL = "国办公开办函〔2021〕30号"


def cited_without_slip(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that cites the document or names the form."""
    citations = tuple(citations_of(case.report))
    names = tuple(form_names_of(case.report))
    obstacle = letters_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="citation", reason=obstacle)
    elif citations or names:
        yield _outcome(citations, names)


def _outcome(citations: tuple[Citation, ...], names: tuple[tuple[str, str], ...]) -> Outcome:
    is_cited = any((c.year, c.number) == (_YEAR, _NUMBER) for c in citations)
    for citation in citations:
        right = citation.year == _YEAR, citation.number == _NUMBER
        is_misspelt = citation.is_misspelt and all(right)
        if is_misspelt or (any(right) and not is_cited and _is_on_form(citation)):
            found = _violation(citation.raw, _IN_FULL, citation.sentence)
            return replace(found, cause=MISSPELT) if is_misspelt else found
    for name, sentence in names:
        if _is_misnamed(name):
            return _violation(name, _NAMES[0], sentence)
    return holds("citation")


def _violation(printed: str, meant: str, sentence: str) -> Violation:
    return Violation(
        place="citation", arguments={"printed": shortened(printed), "meant": meant}, quote=sentence
    )


def _is_on_form(citation: Citation) -> bool:
    """The office has issued other documents too."""
    return _ON_FORM.search("".join(citation.sentence.split())) is not None


def _is_misnamed(name: str) -> bool:
    """Nearly the name; with words before or behind it, it is that of another document."""
    if _NAMES[1] in name:
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
    basis=FORM_OF_2021,
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
