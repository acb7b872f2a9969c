"""P604: the page of the report bears no date of publication."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_FILE_ALONE = Text(
    zh="未见发布页面，可能只有文件本身，文件中本无发布日期",
    en="No page was seen; there may be a file alone, and a file bears no date of publication",
)


def date_told(case: Case) -> Iterator[Outcome]:
    """One outcome for the report."""
    if case.report.published_on is not None:
        yield holds("published_on")
    elif case.report.list_title is None or _is_in_pages(case.report):
        yield NotAssessable(place="published_on", reason=_FILE_ALONE)
    else:
        yield Violation(place="published_on")


def _is_in_pages(report: Report) -> bool:
    """Its cells stand on numbered pages, as in a PDF file and never on a web page."""
    places = (origin.place for cell in report.cells.values() for origin in cell.origins)
    return any(place.page is not None for place in places)


RULE = Rule(
    code="P604",
    name="date-unknown",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="未标发布日期", en="No date of publication"),
    message=Text(
        zh="页面上没有找到发布日期，是否按时发布无从判断",
        en="No date of publication was found on the page, so whether it was in time is not known",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh="报告有法定的公布期限。页面没有发布日期，社会公众和主管部门都无法判断是否按时公布。",
        en=(
            "A report is due by a day. Where the page bears no date, nobody can tell whether it "
            "was published in time."
        ),
    ),
    fails_example=Text(
        zh="年报页面只有标题和正文，没有“发布日期”。",
        en="The page has the title and the text, and no date of publication.",
    ),
    passes_example=Text(
        zh="标题下方标注“发布日期：2024-01-15”。",
        en="Under the title stands 发布日期：2024-01-15.",
    ),
    check=date_told,
)
