"""N512: the prose tells of requests where table 3 has none, or of none where it has some."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.denials import denials_of_requests
from rules.prose.numbers import NumberTold
from rules.prose.request_counts import TAKEN_IN, request_counts
from rules.requests_told import MAIN_CELLS, RECEIVED, has_no_requests
from rules.rule import Rule
from rules.sentence_reach import reach_obstacle
from rules.sources import COMMON_PRACTICE
from rules.told_figures import Printed, cause_in, printed_figures


def requests_agree_on_none(case: Case) -> Iterator[Outcome]:
    """One outcome, when the prose says how many requests came in, or that none did."""
    counts = [c for c in request_counts(case.report) if c.kind in TAKEN_IN]
    some = [c.number for c in counts if c.number.value > 0]
    none = [c.number.sentence for c in counts if c.number.value == 0]
    none += denials_of_requests(case.report)
    if not some and not none:
        return
    suspect = prose_numbers_obstacle(case.report)
    if suspect is not None:
        yield NotAssessable(place=RECEIVED, reason=suspect)
        return
    printed = printed_figures(case, MAIN_CELLS)
    yield printed if isinstance(printed, NotAssessable) else _outcome(case, printed, some, none)


def _outcome(case: Case, printed: Printed, some: list[NumberTold], none: list[str]) -> Outcome:
    if some and none:
        return holds(RECEIVED)
    zero = Decimal(0)
    if some and has_no_requests(case, printed):
        return _contradicted(case, some[0].sentence, figure_text(some[0].value), zero)
    if none and printed[RECEIVED] > zero:
        return _contradicted(case, none[0], figure_text(zero), printed[RECEIVED])
    return holds(RECEIVED)


def _contradicted(case: Case, sentence: str, told: str, printed: Decimal) -> Outcome:
    reason = reach_obstacle(case, sentence)
    if reason is not None:
        return NotAssessable(place=RECEIVED, reason=reason, cells=MAIN_CELLS)
    return Violation(
        place=RECEIVED,
        arguments={"told": told, "printed": figure_text(printed)},
        cells=MAIN_CELLS if printed == 0 else (RECEIVED,),
        quote=sentence,
        cause=cause_in(sentence),
    )


RULE = Rule(
    code="N512",
    name="requests-zero-contradiction",
    version=1,
    severity=Severity.ERROR,
    title=Text(
        zh="文字与表格对有无申请说法相反",
        en="Prose and table contradict each other on whether there were requests",
    ),
    message=Text(
        zh="文字所述收到或办理的申请为{told}件，表三本年新收为{printed}件",
        en="The prose tells of {told} requests; table 3 has {printed} received",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字写明收到申请而表三新收、结转、办理均为零"
            "，或者文字写明没有收到申请而表三新收大于零，"
            "二者必有一误。统计范围可能不同的，不予判定。"
        ),
        en=(
            "The prose tells of requests while table 3 has zero received, brought forward, handled "
            "and carried on, or says that none came while table 3 has some: one of them is wrong. "
            "Where they may count for different bodies, nothing is decided."
        ),
    ),
    fails_example=Text(
        zh="文字：收到政府信息公开申请12件；表三各项均为0。",
        en="The prose has 12 requests; every figure of table 3 is 0.",
    ),
    passes_example=Text(
        zh="文字：没有收到政府信息公开申请；表三各项均为0。",
        en="The prose has no request; every figure of table 3 is 0.",
    ),
    check=requests_agree_on_none,
)
