"""What a report says of regulations and normative documents that changes how many are in force."""

import re

from rules.prose.sentences import sentences_of
from rules.report import Report

_PAPERS = re.compile("规章|规范性文件")
_COUNTED_OTHERWISE = re.compile(
    "失效|有效期|届满|到期|移交|划[转入出归]|清理|修[改订正]|重新(?:认定|界定|公布)|不再作为|转为"
)
"""失效 is no 废止, what is amended is replaced, a clean-up strikes off."""


def stock_changes_told(report: Report) -> str | None:
    """The sentence by which the stock may have changed otherwise than by issue and repeal."""
    return next(
        (
            sentence.text
            for sentence in sentences_of(report)
            if _PAPERS.search(sentence.text) and _COUNTED_OTHERWISE.search(sentence.text)
        ),
        None,
    )
