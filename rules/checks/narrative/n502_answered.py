"""N502: the prose tells of another number of requests answered than table 3 has."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from rules.case import Case
from rules.figures import Unread
from rules.finding import NotAssessable, Outcome, Severity
from rules.language import Text
from rules.prose.request_counts import CountKind, request_counts
from rules.requests_told import MAIN_CELLS
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.told_figures import Printed, printed_figures, told_against

_TOTAL = "t3/total/total"
_NO_ANSWERS = re.compile(r"t3/(not_processed|other)(?:\.[^/]+)?/total")


def answered_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome, when the prose says how many requests were concluded or answered."""
    counts = [c for c in request_counts(case.report) if c.kind is CountKind.ANSWERED]
    if not counts:
        return
    main = printed_figures(case, MAIN_CELLS)
    if isinstance(main, NotAssessable):
        yield main
        return
    if not any(main.values()):
        return
    unanswered = _unanswered(case)
    if isinstance(unanswered, NotAssessable):
        yield unanswered
        return
    yield told_against(
        case,
        [c.number for c in counts],
        cells=(_TOTAL,),
        readings=_readings(main, unanswered),
        printed=main[_TOTAL],
    )


def _readings(main: Printed, unanswered: Collection[Decimal]) -> set[Decimal]:
    """All concluded, those of the year alone, and either without what was closed unanswered."""
    received, brought_forward, total, carried_forward = main.values()
    concluded = {total, total - brought_forward, received - carried_forward}
    less = {Decimal(0), *unanswered, sum(unanswered, Decimal(0))}
    return {figure - part for figure in concluded for part in less}


def _unanswered(case: Case) -> Collection[Decimal] | NotAssessable:
    """How many were not processed, and how many otherwise handled."""
    table, figures = case.tables.get("t3"), case.figures
    if table is None or figures is None:
        return ()
    sums: dict[str, Decimal] = {}
    for cell in (*table.cells, *table.unread):
        found = _NO_ANSWERS.fullmatch(cell)
        if found is None:
            continue
        figure = figures.figure(cell)
        if isinstance(figure, Unread):
            return NotAssessable(place=_TOTAL, cells=figure.cells, reason=figure.reasons[0])
        sums[found[1]] = sums.get(found[1], Decimal(0)) + figure.value
    return sums.values()


RULE = Rule(
    code="N502",
    name="answered",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述答复办结数与表格不符",
        en="Requests answered: prose and table differ",
    ),
    message=Text(
        zh="文字所述答复或办结的申请为{told}件，表三办理结果总计为{printed}件",
        en=(
            "The prose has {told} requests answered or concluded; "
            "table 3 has {printed} handled in all"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字所述答复、办结的申请数，应是表三的办理结果总计；只计本年新收，"
            "或不计不予处理和其他处理的，也视为相符。"
        ),
        en=(
            "What the prose says was answered or concluded is "
            "the total handled in table 3. Counts of the "
            "year's own requests, or without those closed unanswered, are accepted."
        ),
    ),
    fails_example=Text(
        zh="文字：办结40件；表三办理结果总计为30。",
        en="The prose has 40 concluded; table 3 has 30 in all.",
    ),
    passes_example=Text(
        zh="文字：办结30件；表三办理结果总计为30。",
        en="The prose has 30 concluded; table 3 has 30 in all.",
    ),
    check=answered_as_told,
)
