"""T201: a table of the form is not in the report."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import may_be_pictured, table_obstacle
from rules.language import Text
from rules.report import TableState
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.spec import TableSpec

_ATTACHMENT_UNREAD = Text(
    zh="页面未见该表，另有附件未能读取，可能载于附件",
    en="The page lacks the table, and an attachment that may hold it could not be read",
)


def tables_present(case: Case) -> Iterator[Outcome]:
    """One outcome for each table of the form, save those that a picture may hold (T202)."""
    for table in case.form.tables:
        outcome = _outcome(case, table)
        if outcome is not None:
            yield outcome


def _outcome(case: Case, table: TableSpec) -> Outcome | None:
    reading = case.report.tables.get(table.id)
    if reading is None or reading.state is TableState.UNREAD:
        return table_obstacle(case, table, figures=False)
    if reading.state is TableState.READ:
        return holds(table.id)
    if may_be_pictured(case.report, table):
        return None
    if case.report.has_unread_attachment:
        return NotAssessable(place=table.id, reason=_ATTACHMENT_UNREAD)
    return Violation(
        place=table.id,
        arguments={"table": table.label.text},
        cause=f"section {table.section}",
    )


RULE = Rule(
    code="T201",
    name="table-missing",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="缺少规定表格", en="A table is missing"),
    message=Text(
        zh="报告中没有{table}，也没有可能载有此表的图片、框架页或附件",
        en="The report lacks {table}, and holds no picture, frame or attachment that may be it",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh=(
            "格式规定三张表。找不到表格文字、也没有可能是表格的图片、框架页或附件时报出。"
            "缺表则各项数据无从公布，也无从核对。"
        ),
        en=(
            "The form has three tables. The rule fires when neither the table nor a picture, frame "
            "or attachment that may be it is found: then the figures are not published at all."
        ),
    ),
    fails_example=Text(
        zh="第三部分只有一句“本部分数据另行公布”。",
        en="Section three has one sentence: its figures will be published elsewhere.",
    ),
    passes_example=Text(
        zh="第三部分载有申请情况表，单元格全为0。",
        en="Section three holds the table of requests, with zeros throughout.",
    ),
    check=tables_present,
)
