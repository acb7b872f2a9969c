"""What a report says of regulations and normative documents that changes how many are in force."""

import re

from rules.prose.sentences import squeezed_sentences_of
from rules.report import Report

_PAPERS = re.compile("规章(?!制度)|规范性文件")
_COUNTED_OTHERWISE = re.compile(
    "失效|有效期|届满|到期|延期|继续有效|继续执行|不再|移交|划[转入出归]|清理|修[改订正]|转为|调整出"
    "|(?:重新|统一)(?:认定|界定|公布|发布|登记|编号)|自[动行然](?:废止|终止)|口径"
    "|名义|代[^。；，]{0,4}政府|联合[印制]|试行期|当年有效|年内有效"
)
"""失效 is no 废止, what is amended is replaced, a clean-up strikes off, and what was issued in the
name of another body is in force with that body."""
_POLICIES = re.compile("(?:政策|行政|企)性?文件")
_STRUCK_OFF = re.compile("失效|届满|到期|继续有效|清理")
"""Papers that are not called normative documents, some of which may be."""


def stock_changes_told(report: Report) -> str | None:
    """The sentence by which the stock may have changed otherwise than by issue and repeal."""
    changes = (s.passage.text for s in squeezed_sentences_of(report) if _changes_stock(s.text))
    return next(changes, None)


def _changes_stock(text: str) -> bool:
    return bool(_PAPERS.search(text) and _COUNTED_OTHERWISE.search(text)) or bool(
        _POLICIES.search(text) and _STRUCK_OFF.search(text)
    )
