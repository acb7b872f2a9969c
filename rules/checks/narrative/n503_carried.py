"""N503: the prose tells of another number of requests carried over than table 3 has."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity
from rules.language import Text
from rules.prose.request_counts import CountKind, CountTold, request_counts
from rules.requests_told import tells_requests_of_none
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.told_balance import balanced_sentences
from rules.told_figures import printed_figures, told_against

_CELLS = {
    CountKind.BROUGHT_FORWARD: "t3/brought_forward/total",
    CountKind.CARRIED_FORWARD: "t3/carried_forward/total",
}
_NAMES = {
    CountKind.BROUGHT_FORWARD: Text(zh="上年结转", en="brought forward from last year"),
    CountKind.CARRIED_FORWARD: Text(zh="结转下年", en="carried on to the next"),
}


def carried_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for what came from last year and one for what went to the next, where told."""
    if tells_requests_of_none(case):
        return
    counts = request_counts(case.report)
    for kind in _CELLS:
        if any(c.kind is kind for c in counts):
            yield _outcome(case, counts, kind)


def _outcome(case: Case, counts: Sequence[CountTold], kind: CountKind) -> Outcome:
    cell = _CELLS[kind]
    printed = printed_figures(case, (cell,))
    if isinstance(printed, NotAssessable):
        return printed
    told = [c for c in counts if c.kind is kind]
    balanced = balanced_sentences(counts)
    sure = all(c.number.sentence in balanced for c in told)
    return told_against(
        case,
        [c.number for c in told],
        cells=(cell,),
        readings=(printed[cell],),
        printed=printed[cell],
        severity=Severity.ERROR if sure else None,
        names={"kind": _NAMES[kind]},
    )


RULE = Rule(
    code="N503",
    name="carried",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述结转数与表格不符",
        en="Requests carried over: prose and table differ",
    ),
    message=Text(
        zh="文字所述{kind}的申请为{told}件，表三为{printed}件",
        en="The prose has {told} requests {kind}; table 3 has {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字所述上年结转、结转下年的申请数，应与表三相应行的总计相同。"
            "答复期限的延长不是结转。文字自身收办平衡而仍与表不符的为错误。"
        ),
        en=(
            "What the prose says came from last year or went "
            "to the next is the total of that row. A longer "
            "term for an answer is none. Where the sentence balances "
            "and differs all the same, it is an error."
        ),
    ),
    fails_example=Text(
        zh="文字：结转下年度3件；表三结转下年度为1。",
        en="The prose carries 3 on; table 3 has 1.",
    ),
    passes_example=Text(
        zh="文字：结转下年度1件；表三结转下年度为1。",
        en="The prose carries 1 on; table 3 has 1.",
    ),
    check=carried_as_told,
)
