"""P607: the page holds nothing of the report, and its file can be looked at but not searched."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text, shortened
from rules.report import Report, TableState
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_MORE_UNREAD = Text(
    zh="页面另有未能读取的附件，其中可能有可以检索的报告",
    en="The page offers another file that was not read and may hold the report as text",
)
_PROSE_TOO = Text(zh="是图片或扫描件", en="it is pictures or scans")
_TABLES = Text(zh="中的表格都是图片", en="all tables are pictures")


def text_stands_somewhere(case: Case) -> Iterator[Outcome]:
    """One outcome for a report whose page was seen."""
    page, report = case.page, case.report
    if page is None:
        return
    if page.holds_report or page.audited_file is None or not _is_pictured(report):
        yield Holds(place="report")
    elif report.has_unread_attachment:
        yield NotAssessable(place="report", reason=_MORE_UNREAD)
    else:
        kept = _PROSE_TOO if report.recognised else _TABLES
        yield Violation(
            place="report", arguments={"file": shortened(page.audited_file, 80), "kept": kept}
        )


def _is_pictured(report: Report) -> bool:
    """Its prose was read off pictures, or none of its tables stands in it as text."""
    if report.recognised:
        return True
    states = [table.state for table in report.tables.values()]
    return bool(states) and all(state is TableState.PICTURE for state in states)


RULE = Rule(
    code="P607",
    name="attachment-only",
    version=2,
    severity=Severity.INFO,
    title=Text(zh="报告只在附件中，且不是文字", en="The report is a picture in a file only"),
    message=Text(
        zh="页面没有报告正文，报告只在附件“{file}”中，而附件{kept}，不能检索、复制",
        en=(
            "The page holds nothing of the report, which stands in the file “{file}” only, where "
            "{kept} that can be neither searched nor copied"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "报告只放在附件里、页面没有正文，而附件又是扫描件的，读者和检索系统都取不到文字。附件是可以读取"
            "文字的Word、PDF等文件的，不算问题；页面上另有正文的，也不算。"
        ),
        en=(
            "Where a page has nothing of the report and the file that it offers is a scan, neither "
            "readers nor search engines get at its words. A file whose text can be read is no "
            "fault, nor is a file beside a page that has the text."
        ),
    ),
    fails_example=Text(
        zh="页面只有标题和“附件：年度报告.pdf”，该PDF为扫描件。",
        en="The page has a title and 附件：年度报告.pdf, and that file is a scan.",
    ),
    passes_example=Text(
        zh="页面只有标题和附件，附件为文字可以复制的Word文件。",
        en="The page has a title and a Word file whose text can be copied.",
    ),
    check=text_stands_somewhere,
)
