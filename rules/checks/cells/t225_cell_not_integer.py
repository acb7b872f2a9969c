"""T225: a count has a fraction."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.case import Case
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import meaning_of
from rules.table_cells import ReadTable


def fractional_cells(case: Case) -> Iterator[Outcome]:
    """One violation for each such cell; one outcome for a table without any."""
    yield from each_figure_table(case, _violations)


def _violations(table: ReadTable) -> Sequence[Violation]:
    return [
        table.cell_violation(name)
        for name, value in table.unplain.items()
        if _has_fraction(value) and not table.column_of(name).decimals
    ]


def _has_fraction(value: Decimal) -> bool:
    return value != value.to_integral_value()


RULE = Rule(
    code="T225",
    name="cell-not-integer",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="件数不是整数", en="A count is not a whole number"),
    message=Text(
        zh="{cell}填写为“{raw}”，件数应为整数",
        en="{cell} holds “{raw}”; a count is a whole number",
    ),
    basis=meaning_of("件数"),
    explanation=Text(
        zh="件数只能是整数，出现小数必有误。金额栏可以有小数，不在此列。",
        en=(
            "A count is whole, so a fraction is wrong. Amounts of money may have decimals and are "
            "left out."
        ),
    ),
    fails_example=Text(zh="行政许可处理决定数量填“120.5”。", en="行政许可 holds “120.5”."),
    passes_example=Text(zh="收费金额填“7730.28”（万元）。", en="收费金额 holds “7730.28”."),
    check=fractional_cells,
)
