"""C706: a slip of the pen that reports are known for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text, listed
from rules.lettering import letters_obstacle
from rules.naming.places import plain_name
from rules.prose.citations import MISSPELT
from rules.prose.misspellings import MISSPELLINGS, Misspelling
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SHOWN = 5


class _Found(NamedTuple):
    slip: Misspelling
    printed: str
    sentence: str


def no_known_slip(case: Case) -> Iterator[Outcome]:
    """One outcome for the citation of the form where that has a slip, and one for all the rest."""
    obstacle = letters_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
        return
    found = tuple(_slips_of(case.report))
    cited = [each for each in found if each.slip.in_citation]
    others = [each for each in found if not each.slip.in_citation]
    if cited:
        yield replace(_violation("citation", cited), cause=MISSPELT)
    yield _violation("report", others) if others else Holds(place="report")


def _violation(place: str, found: Sequence[_Found]) -> Violation:
    told = dict.fromkeys((each.printed, each.slip.meant) for each in found)
    return Violation(
        place=place,
        arguments={
            "slips": listed(
                Text(zh=f"“{printed}”（应为“{meant}”）", en=f"“{printed}” for “{meant}”")
                for printed, meant in list(told)[:_SHOWN]
            )
        },
        quote=found[0].sentence,
    )


def _slips_of(report: Report) -> Iterator[_Found]:
    for passage in sentences_of(report):
        plain = plain_name(passage.text)
        for slip in MISSPELLINGS:
            printed = slip.printed.search(plain)
            if printed is not None:
                yield _Found(slip, printed[0], passage.text)


RULE = Rule(
    code="C706",
    name="known-typo",
    version=2,
    severity=Severity.INFO,
    title=Text(zh="常见错别字", en="A known slip of the pen"),
    message=Text(zh="文字有误：{slips}", en="The text has {slips}"),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "只查一份固定的清单，都是年报中实际出现过、在任何通顺的句子里都不成立的写法，如“公开办涵”“公开工作工作”"
            "“（四）府信息”；“信息公开工作工作人员”一类通顺的写法不算。不作一般的错别字检查。"
        ),
        en=(
            "A fixed list of slips that were seen in reports and that no sound sentence can hold, "
            "such as 公开办涵 and （四）府信息. 信息公开工作工作人员 and the like are "
            "sound. There is no general check of spelling."
        ),
    ),
    fails_example=Text(
        zh="“根据国办公开办涵〔2021〕30号的要求……”",
        en="The text cites 国办公开办涵〔2021〕30号.",
    ),
    passes_example=Text(
        zh="“根据国办公开办函〔2021〕30号的要求……”",
        en="The text cites 国办公开办函〔2021〕30号.",
    ),
    check=no_known_slip,
)
