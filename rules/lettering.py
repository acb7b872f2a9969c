"""Whether the letters of a report are surely those that were printed."""

from rules.case import Case
from rules.finding import NotAssessable
from rules.gates import numbers_obstacle, table_obstacle
from rules.language import Text
from rules.report import Report
from rules.spec import TableSpec

LETTERS_RECOGNISED = Text(
    zh="文字据图片识别，个别字词是否与原文一致不能确定，不予核验",
    en="The text was read off pictures and may have letters wrong, so its wording is not judged",
)


def letters_obstacle(report: Report) -> Text | None:
    """Why no rule may rest on single letters, marks or numerals of the prose; else ``None``."""
    return numbers_obstacle(report) or (LETTERS_RECOGNISED if report.recognised else None)


def labels_obstacle(case: Case, table: TableSpec) -> NotAssessable | None:
    """Why the words of a table's labels cannot be judged; ``None`` when they can."""
    obstacle = table_obstacle(case, table, figures=False)
    if obstacle is not None:
        return obstacle
    if case.report.tables[table.id].recognised or case.report.recognised:
        return NotAssessable(place=table.id, reason=LETTERS_RECOGNISED)
    return None
