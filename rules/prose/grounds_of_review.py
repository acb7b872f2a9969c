"""What a report says of reviews and suits that did not grow out of requests of these years."""

import re

from rules.prose.sentences import sentences_of
from rules.report import Report

_REVIEW = re.compile("复议|诉讼|起诉|应诉|[二再]审")
_OTHER_GROUND = re.compile(
    "主动公开|未公开|应公开|上一?年|去年|往年|以前年度|历年|前年|此前|年初|历史|遗留|跨年|结转|续办|延续"
    "|复议机关|共同被告|第三人|[二再]审|上级|因[^。；，]{0,10}(?:举报|投诉|信访)|(?:19|20)\\d\\d年"
)
"""One may go to law over what was not published, and over a request of earlier years."""
_HEADING = re.compile("主动公开政府信息(?:的)?情况")
"""The list of the six parts that many reports open with."""


def tells_other_ground(report: Report) -> bool:
    """A sentence names another ground, or another year, of a review or suit."""
    year = f"{report.year}年"
    texts = (_HEADING.sub("", s.text.replace(" ", "")) for s in sentences_of(report))
    texts = (text.replace(year, "") for text in texts)
    return any(_REVIEW.search(text) and _OTHER_GROUND.search(text) for text in texts)
