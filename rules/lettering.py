"""Whether the letters of a report are surely those that were printed."""

from rules.gates import numbers_obstacle
from rules.language import Text
from rules.report import Report

LETTERS_RECOGNISED = Text(
    zh="文字据图片识别，个别字词是否与原文一致不能确定，不予核验",
    en="The text was read off pictures and may have letters wrong, so its wording is not judged",
)


def letters_obstacle(report: Report) -> Text | None:
    """Why no rule may rest on single letters, marks or numerals of the prose; else ``None``."""
    return numbers_obstacle(report) or (LETTERS_RECOGNISED if report.recognised else None)
