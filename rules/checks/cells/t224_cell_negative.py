"""T224: a count is negative."""

from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import Outcome, Severity, Violation
from rules.language import Text
from rules.read_table import each_figure_table
from rules.rule import Rule
from rules.sources import meaning_of
from rules.table_cells import ReadTable


def negative_cells(case: Case) -> Iterator[Outcome]:
    """One violation for each such cell; one outcome for a table without any."""
    yield from each_figure_table(case, _violations)


def _violations(table: ReadTable) -> Sequence[Violation]:
    return [
        table.cell_violation(name)
        for name, value in table.unplain.items()
        if value < 0 and not table.column_of(name).signed
    ]


RULE = Rule(
    code="T224",
    name="cell-negative",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="数量为负数", en="A count is negative"),
    message=Text(
        zh="{cell}填写为“{raw}”，数量不应为负数",
        en="{cell} holds “{raw}”; a count is never negative",
    ),
    basis=meaning_of("数量"),
    explanation=Text(
        zh="件数和金额不会小于0，负数必有误。2019年格式“本年增/减”一栏可以为负，不在此列。",
        en=(
            "Counts and amounts are never below zero, so a negative one is wrong. The column "
            "本年增/减 of the 2019 form may be negative and is left out."
        ),
    ),
    fails_example=Text(zh="“部分公开”自然人一栏填“-1”。", en="部分公开, 自然人 holds “-1”."),
    passes_example=Text(zh="“本年增/减”填“-3”。", en="本年增/减 holds “-3”."),
    check=negative_cells,
)
