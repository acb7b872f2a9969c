"""N508: a sentence gives what came in and what became of it, and the two differ."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.numbers import numbers_where
from rules.prose.request_counts import REQUEST_UNITS, TAKEN_IN, CountKind, request_counts
from rules.rule import Rule
from rules.sentence_reach import MAY_BE_PART, may_be_of_a_part
from rules.sources import meaning_of
from rules.told_balance import Told, sentences_told, sides
from rules.told_figures import cause_in

_ALL = frozenset({CountKind.BROUGHT_FORWARD, CountKind.ANSWERED, CountKind.CARRIED_FORWARD})
_OTHERS_TOLD = Text(
    zh="句中还有其他件数，可能也是办理去向",
    en="The sentence has other counts, which may tell of more that became of the requests",
)


def prose_balances(case: Case) -> Iterator[Outcome]:
    """One outcome for each sentence that gives all four counts."""
    for sentence, told in sentences_told(request_counts(case.report)).items():
        if told.keys() >= _ALL and sides(told):
            yield _outcome(case, sentence, told)


def _outcome(case: Case, sentence: str, told: Told) -> Outcome:
    place = told[CountKind.ANSWERED].section
    suspect = prose_numbers_obstacle(case.report)
    if suspect is not None:
        return NotAssessable(place=place, reason=suspect)
    found = sides(told)
    if found is None or found[1] in found[0]:
        return holds(place)
    if may_be_of_a_part(sentence):
        return NotAssessable(place=place, reason=MAY_BE_PART)
    if _counts_of_requests(case, sentence) > len(told):
        return NotAssessable(place=place, reason=_OTHERS_TOLD)
    received = next(told[kind] for kind in told if kind in TAKEN_IN)
    named = {
        "received": received,
        "brought": told[CountKind.BROUGHT_FORWARD],
        "answered": told[CountKind.ANSWERED],
        "carried": told[CountKind.CARRIED_FORWARD],
    }
    return Violation(
        place=place,
        arguments={name: figure_text(number.value) for name, number in named.items()},
        quote=sentence,
        cause=cause_in(sentence),
    )


def _counts_of_requests(case: Case, sentence: str) -> int:
    """How many numbers of a sentence, of those that may count requests."""
    told = set(numbers_where(case.report, sentence.__eq__))
    return sum(number.unit in REQUEST_UNITS for number in told)


RULE = Rule(
    code="N508",
    name="text-self-balance",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述收办数量自身不平衡",
        en="The counts told in the prose do not balance",
    ),
    message=Text(
        zh=(
            "同一句中收到{received}件、上年结转{brought}件，答复{answered}件、结转下年{carried}件："
            "无论收到数是否已含上年结转，收与办都不相等"
        ),
        en=(
            "One sentence has {received} received and {brought} brought forward, {answered} "
            "answered and {carried} carried on: they do not balance, whether or not those brought "
            "forward are among those received"
        ),
    ),
    basis=meaning_of("第一项加第二项之和，等于第三项加第四项之和"),
    explanation=Text(
        zh=(
            "同一句写明收到、上年结转、答复和结转下年四个数时，收到（或收到加上年结转）"
            "应等于答复加结转下年。"
        ),
        en=(
            "Where one sentence gives received, brought forward, "
            "answered and carried forward, what came in, "
            "with or without the brought forward, is what was answered and carried on."
        ),
    ),
    fails_example=Text(
        zh="收到30件，上年结转1件，办结24件，结转下年度9件。",
        en="30 received, 1 brought forward, 24 concluded, 9 carried forward.",
    ),
    passes_example=Text(
        zh="收到30件，上年结转1件，办结24件，结转下年度7件。",
        en="30 received, 1 brought forward, 24 concluded, 7 carried forward.",
    ),
    check=prose_balances,
)
