"""C702: the text is another body's."""

from collections.abc import Iterator

from rules.case import Case, Elsewhere
from rules.finding import Counterpart, NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.prose.own_words import OVERVIEW_AND_PROBLEMS
from rules.report import Report
from rules.rule import Rule
from rules.sources import form_that_says
from rules.two_texts import TwoTexts, alone, two_texts

ALIKE = 0.90
"""From this likeness on two texts are told to be the same."""

LEAST = 100
"""Texts with fewer characters of own words are not compared."""

_SHORT = 300
_PLACE = "report"


def text_not_of_others(case: Case) -> Iterator[Outcome]:
    """One outcome, when the reports of other bodies were searched."""
    elsewhere = case.elsewhere
    if elsewhere is None:
        return
    if elsewhere.report is None:
        obstacle = alone(case.report, OVERVIEW_AND_PROBLEMS, least=LEAST)
        yield NotAssessable(place=_PLACE, reason=obstacle) if obstacle else holds(_PLACE)
        return
    found = two_texts(
        case.report, elsewhere.report, OVERVIEW_AND_PROBLEMS, least=LEAST, alike=ALIKE
    )
    if isinstance(found, Text):
        yield NotAssessable(place=_PLACE, reason=found)
    elif found.likeness < ALIKE:
        yield holds(_PLACE)
    else:
        yield _violation(found, elsewhere, elsewhere.report)


def _violation(found: TwoTexts, elsewhere: Elsewhere, other: Report) -> Violation:
    year = str(other.year)
    return Violation(
        place=_PLACE,
        arguments={
            "percent": found.percent,
            "other": elsewhere.name,
            "year": year,
            "cluster": _cluster(elsewhere),
        },
        quote=found.quote,
        counterpart=Counterpart(
            report=Text(
                zh=f"{elsewhere.name}{year}年报告", en=f"The report of {elsewhere.name} for {year}"
            ),
            quote=found.other_quote,
            address=elsewhere.address,
            text=elsewhere.text,
        ),
        severity=found.severity(Severity.WARNING, short=_SHORT),
    )


def _cluster(elsewhere: Elsewhere) -> Text:
    if elsewhere.bodies < 2:
        return Text(zh="", en="")
    names, more = elsewhere.names, elsewhere.bodies > len(elsewhere.names)
    return Text(
        zh=(
            f"；同组雷同的其他单位共{elsewhere.bodies}个：{'、'.join(names)}{'等' if more else ''}"
        ),
        en=(
            f"; {elsewhere.bodies} other bodies belong to the same cluster: {', '.join(names)}"
            f"{' and others' if more else ''}"
        ),
    )


RULE = Rule(
    code="C702",
    name="same-as-other-body",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="文字与其他单位雷同", en="Same text as another body"),
    message=Text(
        zh="第一、五部分的文字有{percent}%与{other}{year}年报告相同（套话、名称和数字不计）{cluster}",
        en=(
            "{percent} % of the text of sections 1 and 5 is that of {other} for {year} (form text, "
            "names and figures left out){cluster}"
        ),
    ),
    basis=form_that_says("内容雷同"),
    explanation=Text(
        zh=(
            "在所有单位、所有年度的报告中查找第一、五部分相近的文字，比对方法与C701相同，达到90%时报出，只与"
            "同年或更早的报告比。彼此雷同的报告归为一组，台账和通知中一组只算一个问题。上级下发的范文会使一组"
            "单位文字相同，谁抄谁无从判断，请人工核实。政府与其办公室视为同一单位。自有文字不足300字，或据图片"
            "识别的，只作提示；不足100字、文本残缺的，无法核验。"
        ),
        en=(
            "Sections 1 and 5 are sought in the reports of all bodies and years, compared as in "
            "C701; from 90 % on it is told, against reports of the same year or earlier. Reports "
            "that are alike form a cluster, which ledger and notices count as one fault. A model "
            "text from above makes many alike; who copied from whom cannot be told, so a person "
            "must look. A government and its office are one body. Fewer than 300 characters of own "
            "words, or text read off pictures, give a hint only; fewer than 100, or a damaged "
            "text, cannot be told."
        ),
    ),
    fails_example=Text(
        zh="两个镇的工作情况和存在问题逐句相同，只换了镇名和数字。",
        en="Two towns tell of work and problems in the same sentences, but for name and figures.",
    ),
    passes_example=Text(
        zh="两个镇按同一提纲，各写各的工作和问题。",
        en="Two towns follow one outline, and each tells of its own work and problems.",
    ),
    across_bodies=True,
    check=text_not_of_others,
)
