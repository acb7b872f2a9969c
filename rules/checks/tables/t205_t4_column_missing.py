"""T205: table 4 does not have its fifteen values."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity, Violation, holds
from rules.gates import table_shape
from rules.language import Text
from rules.report import TableReading
from rules.rule import Rule
from rules.shape import differences
from rules.sources import OWN_FORM
from rules.spec import TableSpec


def review_table_shape(case: Case) -> Iterator[Outcome]:
    """One outcome for table 4."""
    yield from table_shape(case, "t4", _outcome)


def _outcome(table: TableSpec, reading: TableReading) -> Outcome:
    found = differences(table, reading)
    if not found.missing and not found.merged:
        return holds(table.id)
    return Violation(place=table.id, arguments={"differences": found.text})


RULE = Rule(
    code="T205",
    name="t4-column-missing",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="复议诉讼情况表栏目不全", en="Table 4 lacks columns"),
    message=Text(
        zh="政府信息公开行政复议、行政诉讼情况表不足十五栏：{differences}",
        en="Table 4 does not have its fifteen columns: {differences}",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh="表中复议一组、诉讼两组，每组五栏，共十五栏。缺栏时其余数字归属不明，总计也无从核验。",
        en=(
            "One group for reconsideration and two for suits have five columns each. Where one is "
            "missing, the others cannot be told apart for certain, nor can a total be checked."
        ),
    ),
    fails_example=Text(
        zh="“未经复议直接起诉”之下没有“尚未审结”一栏。",
        en="The column 尚未审结 is missing under 未经复议直接起诉.",
    ),
    passes_example=Text(
        zh="表头第二行文字缺失，十五个数字俱全。",
        en="The second line of the head is lost, and all fifteen figures are there.",
    ),
    check=review_table_shape,
)
