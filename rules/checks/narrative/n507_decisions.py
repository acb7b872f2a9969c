"""N507: the prose tells of more decisions than table 2 has."""

import re
from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, holds
from rules.language import Text
from rules.prose.numbers import NumberTold, may_be_subject, numbers_where
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.told_figures import printed_figures, told_against

_UNITS = frozenset("件项宗起例个")
_DECISIONS = {
    "许可": "t2/licensing/decisions",
    "处罚": "t2/penalties/decisions",
    "强制": "t2/coercion/decisions",
}
_NAMES = {
    "许可": Text(zh="行政许可", en="licensing"),
    "处罚": Text(zh="行政处罚", en="penalty"),
    "强制": Text(zh="行政强制", en="coercion"),
}
_MADE = re.compile(
    r"(?:20\d\d年度?|共|依法|全年)*(?:作出|做出|下达)(?:的)?行政(许可|处罚|强制)(?:处理)?决定(?:书)?(?:共)?"
)
_MADE_WORDS = ("决定",)
_OTHERWISE_COUNTED = re.compile("撤销|变更|累计|历年|当场|简易|委托|授权|检查|公示|双公示|执法")
"""A count with these may take in decisions that the table leaves to another body or year."""


def decisions_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for each kind of decision that the prose counts."""
    told: dict[str, list[NumberTold]] = {}
    for number in numbers_where(case.report, _may_count_decisions):
        made = _MADE.fullmatch("".join(number.subject.split()))
        if made and _counts_decisions(number, case.report.year):
            told.setdefault(made[1], []).append(number)
    for kind, numbers in told.items():
        yield _outcome(case, numbers, kind)


def _counts_decisions(number: NumberTold, year: int | None) -> bool:
    if number.unit not in _UNITS or number.is_approximate or number.is_part:
        return False
    return number.is_of(year)


def _may_count_decisions(sentence: str) -> bool:
    return may_be_subject(_MADE_WORDS, sentence) and not _OTHERWISE_COUNTED.search(sentence)


def _outcome(case: Case, told: Sequence[NumberTold], kind: str) -> Outcome:
    cell = _DECISIONS[kind]
    printed = printed_figures(case, (cell,))
    if isinstance(printed, NotAssessable):
        return printed
    figure = printed[cell]
    if any(number.value <= figure for number in told):
        return holds(cell)
    return told_against(
        case,
        told,
        cells=(cell,),
        readings=(figure,),
        printed=figure,
        names={"kind": _NAMES[kind]},
    )


RULE = Rule(
    code="N507",
    name="decisions",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述处理决定数多于表格",
        en="The prose has more decisions than table 2",
    ),
    message=Text(
        zh="文字所述作出的{kind}决定为{told}件，表二为{printed}件",
        en="The prose has {told} {kind} decisions; table 2 has {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "表二的处理决定数量包括已公开和依法未公开的全部决定，"
            "所以文字写明作出的许可、处罚、强制决定件数不应更多；少于表中的不予追究。"
        ),
        en=(
            "The figure of table 2 takes in all decisions, made public or not, so the licences, "
            "penalties and coercive measures that the prose says were decided are no more. Fewer "
            "are no fault."
        ),
    ),
    fails_example=Text(
        zh="文字：作出行政处罚决定90件；表二行政处罚为9件。",
        en="The prose has 90 penalties; table 2 has 9.",
    ),
    passes_example=Text(
        zh="文字：作出行政处罚决定9件；表二行政处罚为12件。",
        en="The prose has 9 penalties; table 2 has 12.",
    ),
    formats=("ogi-2021",),
    check=decisions_as_told,
)
