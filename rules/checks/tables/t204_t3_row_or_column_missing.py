"""T204: table 3 lacks rows or columns of the form."""

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


def request_table_shape(case: Case) -> Iterator[Outcome]:
    """One outcome for table 3."""
    yield from table_shape(case, "t3", _outcome)


def _outcome(table: TableSpec, reading: TableReading) -> Outcome:
    found = differences(table, reading)
    if not found.missing and not found.merged:
        return holds(table.id)
    return Violation(
        place=table.id,
        arguments={"differences": found.text},
        severity=None if found.missing else Severity.WARNING,
    )


RULE = Rule(
    code="T204",
    name="t3-row-or-column-missing",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="申请情况表行列不全", en="Table 3 lacks rows or columns"),
    message=Text(
        zh="收到和处理政府信息公开申请情况表与格式不符：{differences}",
        en="Table 3 departs from the form: {differences}",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "2021年格式的表有二十五行、七列，2019年格式为二十三行。缺行则办理结果分项之和无从核验。"
            "“（六）其他处理”未分三项、只列一行的，作疑点，其数字仍计入合计。"
        ),
        en=(
            "The table has 25 rows and 7 columns, 23 rows in the 2019 form. Where a row is "
            "missing, the sum of the outcomes cannot be checked. Where (六)其他处理 is one "
            "row, this is a warning, and its figures still count in the sum."
        ),
    ),
    fails_example=Text(
        zh="“（五）不予处理”之下没有“2.重复申请”一行。",
        en="The row 2.重复申请 is missing under (五)不予处理.",
    ),
    passes_example=Text(
        zh="行名折成两行印出，二十五行俱全。",
        en="Labels are broken over two lines, and all 25 rows are there.",
    ),
    check=request_table_shape,
)
