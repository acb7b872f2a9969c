"""Whether a text says of itself that it was corrected."""

import re
from collections.abc import Collection, Iterator

from rules.prose.revised import all_letters, plain_letters
from rules.report import Report

_NOTICE = re.compile(
    "更正|订正|勘误|重新发布|重新公布|(?:调整|更新|补充|修订|修正|变更)说明|修订版|修订稿|修正版"
    "|(?:现|已|予以|进行)(?:了)?(?:修订|修正|修改|更改|调整)|(?:修订|修改|更改|调整)(?:为|如下|于)"
    "|校正|有误|笔误|误[写填报录]"
)
"""The Regulations of 2019 were 修订 as well, and most reports say so."""


def correction_told(before: Report, now: Report, page_titles: Collection[str] = ()) -> bool:
    """A title or the opening says so, or a paragraph that the earlier text does not hold."""
    if any(_NOTICE.search(text) for text in (*page_titles, *_opening(now))):
        return True
    known = all_letters(before)
    return any(
        _NOTICE.search(text) and plain_letters(text) not in known
        for section in now.sections.values()
        for text in (section.heading, *section.paragraphs)
    )


def _opening(report: Report) -> Iterator[str]:
    yield from (report.title or "", report.list_title or "", *report.named_by_page, *report.intro)
