"""N513: the prose denies reviews or suits of the year, and table 4 has some."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.denials import denials_of_reviews
from rules.prose.grounds_of_review import tells_other_ground
from rules.prose.review_counts import ReviewKind, review_counts
from rules.review_cells import REVIEW_NAMES, review_cells
from rules.rule import Rule
from rules.sentence_reach import reach_obstacle
from rules.sources import COMMON_PRACTICE
from rules.told_figures import cause_in, printed_figures

_ONE_CAUSE = "依申请公开"
"""Reviews over requests alone may be none while others are not."""
_MAY_BE_OF_LAST_YEAR = Text(
    zh="表中案件可能是上年未审结的，或另有缘由",
    en="The cases of the table may be pending ones of last year, or have another ground",
)


def reviews_agree_on_none(case: Case) -> Iterator[Outcome]:
    """One outcome for reviews and one for suits, where the prose denies them."""
    counts = review_counts(case.report)
    denials = tuple(denials_of_reviews(case.report))
    for kind in ReviewKind:
        of_kind = [c.number for c in counts if c.kind is kind]
        denied = [s for s, review, suit in denials if (review, suit)[kind is ReviewKind.SUIT]]
        denied += [n.sentence for n in of_kind if n.value == 0 and _ONE_CAUSE not in n.sentence]
        if denied and not any(number.value > 0 for number in of_kind):
            yield _outcome(case, kind, denied)


def _outcome(case: Case, kind: ReviewKind, denied: Sequence[str]) -> Outcome:
    cells = review_cells(kind)
    suspect = prose_numbers_obstacle(case.report)
    if suspect is not None:
        return NotAssessable(place=cells[0], reason=suspect)
    printed = printed_figures(case, cells)
    if isinstance(printed, NotAssessable):
        return printed
    some = sum(printed.values(), Decimal(0))
    if some <= 0:
        return holds(cells[0])
    reasons = {sentence: reach_obstacle(case, sentence) for sentence in denied}
    clear = [sentence for sentence, reason in reasons.items() if reason is None]
    if not clear:
        reason = next(r for r in reasons.values() if r is not None)
        return NotAssessable(place=cells[0], reason=reason, cells=cells)
    if tells_other_ground(case.report) or some <= _pending_before(case, kind):
        return NotAssessable(place=cells[0], reason=_MAY_BE_OF_LAST_YEAR, cells=cells)
    counted = tuple(cell for cell in cells if printed[cell] > 0)
    return Violation(
        place=counted[0],
        arguments={"kind": REVIEW_NAMES[kind], "printed": figure_text(some)},
        cells=counted,
        quote=clear[0],
        cause=cause_in(clear[0]),
    )


def _pending_before(case: Case, kind: ReviewKind) -> Decimal:
    """How many were still open in the report of the year before, as far as it is held."""
    cells = {} if case.previous is None else case.previous.cells
    read = (cells.get(cell) for cell in review_cells(kind, "pending"))
    return sum((cell.value or Decimal(0) for cell in read if cell is not None), Decimal(0))


RULE = Rule(
    code="N513",
    name="reviews-zero-contradiction",
    version=1,
    severity=Severity.ERROR,
    title=Text(
        zh="文字称无复议诉讼而表格有",
        en="The prose denies reviews or suits that table 4 has",
    ),
    message=Text(
        zh="文字称没有{kind}，表四总计为{printed}件",
        en="The prose says that there were no {kind}; table 4 has {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字写明本年没有因政府信息公开引起的复议或诉讼，而表四相应总计大于零，二者必有一误。"
            "没有提及不是否认；称没有被纠错、没有败诉的，也不是否认有复议诉讼。"
            "表中案件可能是上年未审结的、或报告另述缘由的，不予判定。"
        ),
        en=(
            "The prose says that disclosure led to no reconsideration or suit in the year, and "
            "table 4 has some: one of them is wrong. Silence is no denial, and neither is saying "
            "that none was lost. Where the cases may be pending ones of last year, or the report "
            "names another ground of them, nothing is decided."
        ),
    ),
    fails_example=Text(
        zh="文字：没有发生因政府信息公开引起的行政复议；表四行政复议总计为6。",
        en="The prose denies any reconsideration; table 4 has 6.",
    ),
    passes_example=Text(
        zh="文字：没有发生因政府信息公开引起的行政复议；表四行政复议总计为0。",
        en="The prose denies any reconsideration; table 4 has 0.",
    ),
    check=reviews_agree_on_none,
)
