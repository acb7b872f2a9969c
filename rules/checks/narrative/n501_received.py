"""N501: the prose tells of another number of requests received than table 3 has."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, holds
from rules.language import Text
from rules.prose.request_counts import TAKEN_IN, CountKind, CountTold, request_counts
from rules.prose.scope import is_office_of_government
from rules.requests_told import MAIN_CELLS, RECEIVED
from rules.rule import Rule
from rules.sentence_reach import is_of_government
from rules.sources import COMMON_PRACTICE
from rules.told_figures import Printed, printed_figures, told_against

_EXACT = re.compile("新?收到|新收")
_WITH_THE_REST = re.compile("结转|转入|[含加]")


def received_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome, when the prose says how many requests came in and either has any."""
    counts = [c for c in request_counts(case.report) if c.kind in TAKEN_IN]
    counts = [c for c in counts if c.number.value > 0 and not _may_be_one_of_many(c)]
    if not counts:
        return
    printed = printed_figures(case, MAIN_CELLS)
    if isinstance(printed, NotAssessable):
        yield printed
    elif any(printed.values()):
        yield _outcome(case, counts, printed)


def _may_be_one_of_many(count: CountTold) -> bool:
    """其中 stands before it, or it is 一件, with which the story of a single request begins."""
    return count.number.is_part or count.number.raw.startswith("一件")


def _outcome(case: Case, counts: Sequence[CountTold], printed: Printed) -> Outcome:
    readings = _readings(printed, counts)
    if sum(count.number.value for count in counts) in readings:
        return holds(RECEIVED)
    return told_against(
        case,
        [count.number for count in counts],
        cells=(RECEIVED,),
        readings=readings,
        printed=printed[RECEIVED],
        severity=_severity(case, counts),
    )


def _readings(printed: Printed, counts: Sequence[CountTold]) -> set[Decimal]:
    """New, new with those brought forward, or concluded; 办理 may also mean new and concluded."""
    received, brought_forward, concluded, carried_forward = printed.values()
    readings = {received, received + brought_forward, concluded}
    if any(count.kind is CountKind.HANDLED for count in counts):
        readings |= {concluded - brought_forward, received - carried_forward}
    return readings


def _severity(case: Case, counts: Sequence[CountTold]) -> Severity:
    """An error where one exact phrase tells it, a body alone reports, and no count is mixed in.

    The office of a government may tell of the government's requests as its own.
    """
    is_another = is_of_government(case) or is_office_of_government(case.report.body)
    if len(counts) > 1 or is_another:
        return Severity.WARNING
    number = counts[0].number
    exact = _EXACT.search(number.subject) and not _WITH_THE_REST.search(number.subject)
    return Severity.ERROR if exact else Severity.WARNING


RULE = Rule(
    code="N501",
    name="received",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述收到申请数与表格不符",
        en="Requests received: prose and table differ",
    ),
    message=Text(
        zh=(
            "文字所述收到或办理的申请为{told}件，表三本年新收为"
            "{printed}件，与新收加上年结转、办理总计也不相符"
        ),
        en=(
            "The prose has {told} requests, table 3 {printed} received; nor "
            "is it those with the ones brought forward, nor all handled"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字所述收到、受理或办理的申请数，应是表三的"
            "本年新收、新收加上年结转或办理结果总计之一。"
            "统计范围可能不同，或可能只是一部分的，不予判定。"
        ),
        en=(
            "What the prose says was received or handled is the "
            "figure received, that with the one brought "
            "forward, or the total handled. What may be of "
            "other bodies or of a part is left undecided."
        ),
    ),
    fails_example=Text(
        zh="文字：收到申请31件；表三：新收27，结转3，总计28。",
        en="The prose has 31 received; table 3 has 27, with 3 brought forward, and 28 handled.",
    ),
    passes_example=Text(
        zh="文字：收到申请30件（含上年结转3件）；表三：新收27，结转3。",
        en="The prose has 30 with 3 brought forward; table 3 has 27 and 3.",
    ),
    check=received_as_told,
)
