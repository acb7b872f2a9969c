"""T202: where a table should stand there is a picture, frame or attachment."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity, Violation, holds
from rules.gates import may_be_pictured, table_obstacle
from rules.language import Text
from rules.report import TableState
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import TableSpec

_UNCHECKED = Text(zh="，表中数据未能核验", en=", and its figures were not checked")
_RECOGNISED = Text(zh="", en="")


def tables_as_text(case: Case) -> Iterator[Outcome]:
    """One outcome for each table of the form, save those that are missing (T201)."""
    for table in case.form.tables:
        outcome = _outcome(case, table)
        if outcome is not None:
            yield outcome


def _outcome(case: Case, table: TableSpec) -> Outcome | None:
    reading = case.report.tables.get(table.id)
    if reading is None or reading.state is TableState.UNREAD:
        return table_obstacle(case, table, figures=False)
    if reading.recognised:
        return _violation(table, _RECOGNISED)
    if reading.state is TableState.READ:
        return holds(table.id)
    if may_be_pictured(case.report, table):
        return _violation(table, _UNCHECKED)
    return None


def _violation(table: TableSpec, told: Text) -> Violation:
    return Violation(place=table.id, arguments={"table": table.label.text, "told": told})


RULE = Rule(
    code="T202",
    name="table-as-picture",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="表格不是文字形式", en="A table is not text"),
    message=Text(
        zh="{table}没有文字形式，该部分只有图片、框架页或附件{told}",
        en="{table} is not there as text: its section holds a picture, frame or attachment only"
        "{told}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "表格所在部分只有图片、框架页或附件而没有单元格时报出，从图片中识别出数字的也报。图片中的数字不能检索、复制和核对。"
            "有此情形的，不再报缺表、缺行列和空表。"
        ),
        en=(
            "The rule fires when the section of a table holds a picture, frame or attachment and "
            "no cells, also where its figures could be read off the picture. Figures in a picture "
            "cannot be searched, copied or checked. No rule then says that the table, its rows or "
            "its figures are missing."
        ),
    ),
    fails_example=Text(
        zh="第四部分只有一张图片。",
        en="Section four holds one picture and nothing else.",
    ),
    passes_example=Text(
        zh="第四部分有文字表格，旁边另有一幅装饰图片。",
        en="Section four holds the table as text, with a decorative picture beside it.",
    ),
    check=tables_as_text,
)
