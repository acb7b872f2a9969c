"""Y407: fewer reviews or suits this year than were pending at the end of the last."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import not_printed
from rules.language import Text
from rules.printed_figures import figure_text
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.two_years import TwoYears

_ROWS = ("reconsideration", "direct_suit", "suit_after_reconsideration")


def pending_cases_come_again(case: Case) -> Iterator[Outcome]:
    """One outcome for each group of table 4, when the report of the year before is held."""
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield years
        return
    yield from (_outcome(years, row) for row in _ROWS)


def _outcome(years: TwoYears, row: str) -> Outcome:
    total, pending = f"t4/{row}/total", f"t4/{row}/pending"
    before = years.figures_before((pending,), total)
    if isinstance(before, NotAssessable):
        return before
    now = years.figures_now((total,), total)
    if isinstance(now, NotAssessable):
        return NotAssessable(place=total, cells=now.cells, reason=now.reason)
    if now.values[total] >= before.values[pending]:
        return holds(total)
    if not now.printed:
        return not_printed(total, (total,))
    label = years.now.form.table("t4").row(row)
    return Violation(
        place=total,
        arguments={
            "row": Text(zh=label.label, en=label.en),
            "pending": figure_text(before.values[pending]),
            "total": figure_text(now.values[total]),
            **years.years,
        },
        cells=(total,),
    )


RULE = Rule(
    code="Y407",
    name="pending-vanished",
    version=1,
    severity=Severity.INFO,
    title=Text(
        zh="上年尚未审结的案件本年没有全部体现", en="Not all cases pending last year come again"
    ),
    message=Text(
        zh=(
            "{row}：{year_before}年尚未审结{pending}件，{year}年总计{total}件；"
            "上年案件是否再次计入，格式没有规定"
        ),
        en=(
            "{row}: {pending} pending at the end of {year_before}, {total} in all in {year}; the "
            "form does not say whether old cases are counted again"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "上年尚未审结的案件一般在本年审结并计入。格式没有写明是否再次计入，所以只作提示，供核对填报口径。"
        ),
        en=(
            "Cases pending at the end of one year mostly end in the next and are counted there. "
            "The form does not say so; this is a hint to check how cases are counted."
        ),
    ),
    fails_example=Text(
        zh="上年行政复议尚未审结2件，本年总计0件。",
        en="2 reconsiderations pending last year, none this year.",
    ),
    passes_example=Text(
        zh="上年行政复议尚未审结2件，本年总计3件。",
        en="2 reconsiderations pending last year, 3 this year.",
    ),
    check=pending_cases_come_again,
)
