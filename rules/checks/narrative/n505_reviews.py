"""N505: the prose tells of more reviews or suits than table 4 has, or of other ends of them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, holds
from rules.language import Text
from rules.prose.review_counts import ReviewKind, ReviewTold, review_counts
from rules.review_cells import END_NAMES, REVIEW_NAMES, review_cells
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.told_figures import printed_figures, told_against

_MAY_BE_NEW = Text(
    zh="文中数字小于表中总计，可能只计本年新收，不计上年未结",
    en="The prose has fewer than the table; it may count only the new ones of the year",
)
_ALL_OF_THE_YEAR = re.compile(
    r"(?:本年度?|全年|20\d\d年度?)[^。；]{0,30}被(?:申请|提起)行政(?:复议|诉讼)"
)


def reviews_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for reviews and one for suits, where the prose counts them.

    And one for each way they ended, where a sentence tells them all and has the table's total.
    """
    counts = review_counts(case.report)
    for kind in ReviewKind:
        told = [c for c in counts if c.kind is kind and c.number.value > 0]
        if told:
            outcome = _outcome(case, kind, told)
            yield outcome
            if len(told) == 1 and told[0].adds_up and isinstance(outcome, Holds):
                yield from _ends(case, told[0])


def _ends(case: Case, told: ReviewTold) -> Iterator[Outcome]:
    for column, number in told.outcomes.items():
        cells = review_cells(told.kind, column)
        printed = printed_figures(case, cells)
        if isinstance(printed, NotAssessable):
            yield printed
            continue
        total = sum(printed.values(), Decimal(0))
        what, name = REVIEW_NAMES[told.kind], END_NAMES[column]
        yield told_against(
            case,
            [number],
            cells=cells,
            readings=(total,),
            printed=total,
            names={"kind": Text(zh=f"{what.zh}{name.zh}", en=f"{what.en} {name.en}")},
        )


def _outcome(case: Case, kind: ReviewKind, told: Sequence[ReviewTold]) -> Outcome:
    cells = review_cells(kind)
    printed = printed_figures(case, cells)
    if isinstance(printed, NotAssessable):
        return printed
    total = sum(printed.values(), Decimal(0))
    if any(count.number.value == total for count in told):
        return holds(cells[0])
    if any(count.number.value < total for count in told):
        return NotAssessable(place=cells[0], reason=_MAY_BE_NEW, cells=cells)
    return told_against(
        case,
        [count.number for count in told],
        cells=cells,
        readings=(total,),
        printed=total,
        severity=Severity.ERROR if all(_is_sure(count) for count in told) else None,
        names={"kind": REVIEW_NAMES[kind]},
    )


def _is_sure(told: ReviewTold) -> bool:
    """Its sentence tells all outcomes and balances, or says that it counts the whole year."""
    sentence = "".join(told.number.sentence.split())
    return told.adds_up or _ALL_OF_THE_YEAR.search(sentence) is not None


RULE = Rule(
    code="N505",
    name="reviews",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述复议诉讼数与表格不符",
        en="Reviews and suits: prose and table differ",
    ),
    message=Text(
        zh="文字所述{kind}为{told}件，表四为{printed}件",
        en="The prose has {told} {kind}; table 4 has {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字所述因政府信息公开引起的复议、诉讼件数，不应多于表四的总计。"
            "少于总计的可能只计本年新收，备案、审结等数另有口径，均不予判定。"
            "句中写明四种结果且合计相符，或者写明全年被申请、被提起总数的，为错误。"
            "四种结果俱全、总数与表四相符的，再逐项核对结果。"
        ),
        en=(
            "The reviews and suits over disclosure that the prose counts are no more than the "
            "totals of table 4. Fewer may be the new ones of the year, and cases registered or "
            "closed are counted otherwise; neither is decided. It is an error where the sentence "
            "gives all four outcomes and balances, or counts all of the year. Where all four are "
            "given and the total agrees, each of them is compared."
        ),
    ),
    fails_example=Text(
        zh="文字：政府信息公开行政复议13件；表四行政复议总计为6。",
        en="The prose has 13 reconsiderations; table 4 has 6.",
    ),
    passes_example=Text(
        zh="文字：政府信息公开行政复议6件；表四行政复议总计为6。",
        en="The prose has 6 reconsiderations; table 4 has 6.",
    ),
    check=reviews_as_told,
)
