"""T210: the tables have the labels of no known form."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import may_be_pictured
from rules.language import Text
from rules.lettering import LETTERS_RECOGNISED, letters_obstacle
from rules.report import TableState
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_FIRST_YEAR = 2019
_YEAR_UNKNOWN = Text(
    zh="未能判定报告年度，2018年以前的报告没有这些表格",
    en="The year that the report is on is not known, and reports before 2019 have other tables",
)
_MAY_BE_UNREAD = Text(
    zh="表格可能在图片、框架页或未能读取的附件中",
    en="The tables may be in a picture, a frame or an attachment that was not read",
)
_TABLES_UNREAD = Text(
    zh="表格未能读取，其格式无从判断",
    en="The tables could not be read, so their form is not known",
)


def format_told(case: Case) -> Iterator[Outcome]:
    """One outcome for a report on 2019 or later, or on no known year."""
    year = case.report.year
    if year is not None and year < _FIRST_YEAR:
        return
    if case.spec is not None:
        yield holds("report")
    elif (obstacle := _obstacle(case)) is not None:
        yield NotAssessable(place="report", reason=obstacle)
    elif _holds_tables(case):
        yield Violation(place="report")


def _holds_tables(case: Case) -> bool:
    """Where the form has its tables; none at all is told by T201."""
    places = [case.report.sections.get(table.section) for table in case.form.tables]
    return any(section is not None and section.tables for section in places)


def _obstacle(case: Case) -> Text | None:
    known = [table for table in case.form.tables if table.id in case.report.tables]
    if case.report.has_unread_attachment or any(may_be_pictured(case.report, t) for t in known):
        return _MAY_BE_UNREAD
    if TableState.UNREAD in {case.report.tables[table.id].state for table in known}:
        return _TABLES_UNREAD
    if any(reading.recognised for reading in case.report.tables.values()):
        return LETTERS_RECOGNISED
    return _YEAR_UNKNOWN if case.report.year is None else letters_obstacle(case.report)


RULE = Rule(
    code="T210",
    name="format-unknown",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="未能识别报告格式", en="The format could not be told"),
    message=Text(
        zh="各表的行列名称与已知的年度报告格式都不符",
        en="The tables have the row and column labels of no known form",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "表格既没有2019年格式、也没有2021年格式特有的行列名称时报出。可能用了自制表格，"
            "也可能启用了新格式，须人工查看。表格为图片或在附件中的不报。"
        ),
        en=(
            "The rule fires when the tables have the labels of neither the form of 2019 nor that "
            "of 2021: tables of the body's own, or a new form. A person must look. Tables in "
            "pictures or attachments are not judged."
        ),
    ),
    fails_example=Text(
        zh="各部分下是单位自制的统计表。",
        en="The sections hold tables that the body made up itself.",
    ),
    passes_example=Text(
        zh="表格有“本年制发件数”“本年收费金额”等名称。",
        en="The tables have the labels 本年制发件数 and 本年收费金额.",
    ),
    check=format_told,
)
