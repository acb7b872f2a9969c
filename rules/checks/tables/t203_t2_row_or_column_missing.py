"""T203: table 2 lacks rows or columns of the form, or keeps rows of the former one."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity, Violation, holds
from rules.gates import table_shape
from rules.language import Text, listed
from rules.report import TableReading
from rules.rule import Rule
from rules.shape import altered_labels, differences
from rules.sources import OWN_FORM
from rules.spec import TableSpec


def disclosure_table_shape(case: Case) -> Iterator[Outcome]:
    """One outcome for table 2."""
    yield from table_shape(case, "t2", _outcome)


def _outcome(table: TableSpec, reading: TableReading) -> Outcome:
    found = differences(table, reading)
    if found.missing or found.merged or found.surplus:
        return Violation(place=table.id, arguments={"differences": found.text})
    altered = listed(altered_labels(table, reading))
    if altered.zh:
        worded = Text(zh=f"行名为{altered.zh}", en=f"it prints {altered.en}")
        return Violation(place=table.id, arguments={"differences": worded}, severity=Severity.INFO)
    return holds(table.id)


RULE = Rule(
    code="T203",
    name="t2-row-or-column-missing",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="主动公开情况表行列与格式不符", en="Table 2 departs from the form"),
    message=Text(
        zh="主动公开政府信息情况表与格式不符：{differences}",
        en="Table 2 departs from the form: {differences}",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "表中应有六行、四个区块。缺行缺列，或沿用旧格式的行，所公布的数据就不完整或不可比。"
            "只是行名措辞不同的，作提示。"
        ),
        en=(
            "The table has six rows in four blocks. Where some are missing, or rows of the former "
            "form are kept, the figures are incomplete or cannot be compared. Where only a label "
            "is worded otherwise, this is information."
        ),
    ),
    fails_example=Text(
        zh="表中没有“行政强制”一行，或仍有“其他对外管理服务事项”一行。",
        en="The row 行政强制 is missing, or the row 其他对外管理服务事项 is still there.",
    ),
    passes_example=Text(
        zh="六行俱全，各区块列名与格式一致。",
        en="All six rows are there, and each block has the columns of the form.",
    ),
    formats=("ogi-2021",),
    check=disclosure_table_shape,
)
