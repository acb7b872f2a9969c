"""Y406: items of last year are not last year's items with their change."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import not_printed
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.changes_told import lists_cleaned
from rules.rule import Rule
from rules.sources import meaning_of
from rules.two_years import TwoYears

_FORM = "ogi-2019"
_ROWS = ("licensing", "other_services", "penalties", "coercion", "fees")
_CLEANED = Text(
    zh="报告提到清单、事项调整或机构调整，项目数量可能因此变化",
    en="The text tells of lists gone over or bodies reorganised, which may have changed the count",
)


def project_counts_flow(case: Case) -> Iterator[Outcome]:
    """One outcome for each row that counts items, when both reports follow the 2019 form."""
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield years
    elif years.before.report.format == _FORM:
        yield from (_outcome(years, row) for row in _ROWS)


def _outcome(years: TwoYears, row: str) -> Outcome:
    items, change = f"t2/{row}/items_last_year", f"t2/{row}/change"
    now = years.figures_now((items,), items)
    if isinstance(now, NotAssessable):
        return NotAssessable(place=items, cells=now.cells, reason=now.reason)
    before = years.figures_before((items, change), items)
    if isinstance(before, NotAssessable):
        return before
    if not (now.printed and before.printed.issuperset((items, change))):
        return not_printed(items, (items,))
    expected = before.values[items] + before.values[change]
    if now.values[items] == expected:
        return holds(items)
    if lists_cleaned(years.now.report) or lists_cleaned(years.before.report):
        return NotAssessable(place=items, reason=_CLEANED)
    label = years.now.form.table("t2").row(row)
    return Violation(
        place=items,
        arguments={
            "row": Text(zh=label.label, en=label.en),
            "items": figure_text(before.values[items]),
            "change": figure_text(before.values[change]),
            "expected": figure_text(expected),
            "found": figure_text(now.values[items]),
            **years.years,
        },
        cells=(items,),
    )


RULE = Rule(
    code="Y406",
    name="project-count-flow",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="上一年项目数量与上年报告不衔接", en="Items of last year do not follow"),
    message=Text(
        zh=(
            "{row}：{year_before}年报告上一年项目{items}项、本年增/减{change}项，推算{expected}项，"
            "{year}年报告“上一年项目数量”为{found}项"
        ),
        en=(
            "{row}: the {year_before} report has {items} items and a change of {change}, which "
            "make {expected}; the {year} report has {found} items of last year"
        ),
    ),
    basis=meaning_of("上一年项目数量"),
    explanation=Text(
        zh=(
            "2019年格式中，上年报告的项目数量加上其“本年增/减”，应为本年报告的“上一年项目数量”。清单清理可以解释"
            "差异，文中提到的不予判定；单元格空白的也不予判定。"
        ),
        en=(
            "In the 2019 form last year's items with their change are this year's 上一年项目数量. "
            "A clean-up of lists explains a gap: where the text tells of one, or a cell is blank, "
            "the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="上年120项、增加4项，本年“上一年项目数量”120项。",
        en="120 items and a change of +4, then 120 items of last year.",
    ),
    passes_example=Text(
        zh="上年120项、增加4项，本年“上一年项目数量”124项。",
        en="120 items and a change of +4, then 124 items of last year.",
    ),
    formats=(_FORM,),
    check=project_counts_flow,
)
