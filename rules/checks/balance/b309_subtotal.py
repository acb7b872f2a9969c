"""B309: a subtotal that a report adds to a group of outcomes is not the sum of its items."""

from collections.abc import Iterator

from rules.balance import assess
from rules.case import Case
from rules.figures import DISPUTED
from rules.finding import NotAssessable, Outcome, Severity
from rules.language import Text
from rules.report import TableReading, TableState
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import TableSpec
from rules.subtotal_labels import subtotal_labels

_TABLE = "t3"
_GROUP_UNKNOWN = Text(
    zh="表中有小计行，未能判定是哪一项的小计",
    en="A row of the table is a subtotal, and of which group could not be told",
)


def subtotals_add_up(case: Case) -> Iterator[Outcome]:
    """One outcome for each column of each subtotal that is printed; the form has none."""
    reading = case.report.tables.get(_TABLE)
    if case.spec is None or reading is None or reading.state is not TableState.READ:
        return
    yield from assess(case, "B309")
    table = case.spec.table(_TABLE)
    disputed = _found_by_one_reader(case, table, reading)
    if disputed:
        yield NotAssessable(place=_TABLE, reason=DISPUTED, cells=disputed)
    labels = subtotal_labels(table)
    if any(labels.is_alone(text) or labels.named(text) for text in reading.rows_surplus):
        yield NotAssessable(place=_TABLE, reason=_GROUP_UNKNOWN)


def _found_by_one_reader(case: Case, table: TableSpec, reading: TableReading) -> tuple[str, ...]:
    """Cells of subtotals that the reading of rows and columns did not find."""
    known = subtotal_labels(table).parts.keys() - set(reading.subtotals)
    cells = (cell.split("/") for cell in case.report.disputed)
    return tuple("/".join(cell) for cell in cells if cell[0] == _TABLE and cell[1] in known)


RULE = Rule(
    code="B309",
    name="subtotal",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="小计与分项之和不符", en="A subtotal is not the sum of its items"),
    message=Text(
        zh="{column}：{row}为{right}，各分项之和为{left}",
        en="{column}: {row} is {right}, and the items make {left}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "格式没有小计行，有的报告为（三）不予公开等各项加了小计，或在该项的标题行填了数。"
            "所加的小计应等于其下各分项之和，逐列核验。小计为空、两次读取不一致、"
            "分不清是哪一项的小计的，不予判定。"
        ),
        en=(
            "The form has no subtotals. Some reports add a row of them to a group such as "
            "(三)不予公开, or put figures beside its heading. Such a row is the sum of the items "
            "of its group, column by column. Where it is blank, read in two ways, or of no clear "
            "group, the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="（三）不予公开八项合计3，小计填4。",
        en="The eight items of (三)不予公开 make 3; the subtotal holds 4.",
    ),
    passes_example=Text(
        zh="（三）不予公开八项合计3，小计填3。",
        en="The eight items of (三)不予公开 make 3, and so does the subtotal.",
    ),
    check=subtotals_add_up,
)
