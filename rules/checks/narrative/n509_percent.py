"""N509: a percentage in the prose is not that of the counts beside it."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.numbers import numbers_told
from rules.prose.sentences import Passage, sentences_of
from rules.prose.shares import Share, SharesTold, has_share, shares_in
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_PLACE = "report"
_TOLERANCE = Decimal(1)
_HALF = Decimal("0.5")
_WHOLE = Decimal(100)
_ALL_REQUESTS = frozenset(
    f"t3/{row}/total" for row in ("received", "brought_forward", "carried_forward", "total")
)
_UNCLEAR = Text(
    zh="文中百分比所指的总数未能判定",
    en="Of what whole the percentages in the prose are could not be told",
)


def percentages_fit(case: Case) -> Iterator[Outcome]:
    """One outcome for each section with wrong shares; one for the report where none is wrong."""
    passages = [p for p in sentences_of(case.report) if has_share(p.text)]
    if not passages:
        return
    obstacle = prose_numbers_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place=_PLACE, reason=obstacle)
        return
    told = ((p, shares_in(p.text, case.report.year)) for p in passages)
    clear = [(p, s) for p, s in told if s is not None and _wholes_known(case, p.text)]
    faults: dict[str, Violation] = {}
    for passage, shares in clear:
        fault = _fault(case, shares)
        if fault is not None:
            faults.setdefault(passage.section, _violation(passage, fault))
    yield from faults.values()
    if not faults:
        yield holds(_PLACE) if clear else NotAssessable(place=_PLACE, reason=_UNCLEAR)


def _fault(case: Case, told: SharesTold) -> Text | None:
    """A share of no number that the prose gives, or shares of all parts that are no whole."""
    wholes = _wholes(case, told)
    for share in told.shares:
        if not _fits(share, wholes):
            return _wrong_share(told, share)
    if told.are_all and all(_fits(share, {told.whole.value}) for share in told.shares):
        return _wrong_sum(told)
    return None


def _wholes(case: Case, told: SharesTold) -> frozenset[Decimal]:
    """All that a share may be of.

    Any number of the unit and those of table 3, the whole with or without it, the parts named.
    """
    whole = told.whole
    told_in_unit = {n.value for n in numbers_told(case.report) if n.unit == whole.unit}
    parts = sum((s.counts[-1] for s in told.shares), Decimal(0))
    others = told_in_unit | _requests(case)
    joined = {whole.value + n for n in others} | {whole.value - n for n in others}
    return frozenset({whole.value, parts, *others, *joined})


def _wholes_known(case: Case, sentence: str) -> bool:
    """Shares of requests may be of those that table 3 alone counts, so that must have been read."""
    return "申请" not in sentence or case.report.cells.keys() >= _ALL_REQUESTS


def _requests(case: Case) -> set[Decimal]:
    """What table 3 counts in its last column: shares may be of all that were dealt with."""
    cells = case.report.cells.items()
    return {c.value for name, c in cells if name in _ALL_REQUESTS and c.value is not None}


def _fits(share: Share, wholes: Collection[Decimal]) -> bool:
    told = share.percent.value
    return any(
        abs(part * _WHOLE / whole - told) <= _TOLERANCE
        for part in share.numerators
        for whole in wholes
        if whole > 0
    )


def _wrong_share(told: SharesTold, share: Share) -> Text:
    part, whole = share.counts[-1], told.whole.value
    actual = figure_text((part * _WHOLE / whole).quantize(Decimal("0.1")))
    printed, unit = figure_text(share.percent.value), told.whole.unit
    return Text(
        zh=f"{figure_text(whole)}{unit}中的{figure_text(part)}{unit}为{actual}%，文中写{printed}%",
        en=f"{figure_text(part)} of {figure_text(whole)} are {actual}%, and the prose has "
        f"{printed}%",
    )


def _wrong_sum(told: SharesTold) -> Text | None:
    percents = [share.percent.value for share in told.shares]
    total = sum(percents, Decimal(0))
    step = max(Decimal(1).scaleb(_exponent(value)) for value in percents)
    if abs(total - _WHOLE) <= max(_TOLERANCE, len(percents) * _HALF * step):
        return None
    printed = figure_text(total)
    return Text(
        zh=f"各部分件数合计等于总数，百分比合计为{printed}%",
        en=f"The parts make up the whole, and their percentages make {printed}%",
    )


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _violation(passage: Passage, fault: Text) -> Violation:
    return Violation(
        place=passage.section,
        arguments={"fault": fault},
        quote=passage.text,
        cause=f"N509 {passage.text}",
    )


RULE = Rule(
    code="N509",
    name="percent",
    version=2,
    severity=Severity.INFO,
    title=Text(zh="百分比与件数不符", en="A percentage is not that of its counts"),
    message=Text(zh="{fault}", en="{fault}"),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "同一句中写明总数、“其中”各项的件数和占比的，占比与件数之比相差不应超过1个百分点；"
            "各项件数合计等于总数的，占比合计应为100%左右，四舍五入的差不计。约数、增减幅度、"
            "另有所指的总数不予比较；与文中任何同一单位的数相比能成立的，也不报。"
        ),
        en=(
            "Where a sentence gives a whole, the counts of its parts and their percentages, each "
            "percentage is that of its count within one point, and where the counts make up the "
            "whole the percentages make about 100, but for rounding. Rounded numbers, growth and "
            "shares of another whole are not compared, and a share that fits any number of that "
            "unit in the report is not told."
        ),
    ),
    fails_example=Text(
        zh="公开信息20条，其中动态5条，占35%。",
        en="20 items, of which 5, or 35%, are news.",
    ),
    passes_example=Text(
        zh="公开信息7条，其中动态2条，占29%；其他5条，占71%。",
        en="7 items: 2 (29%) news and 5 (71%) others.",
    ),
    check=percentages_fit,
)
