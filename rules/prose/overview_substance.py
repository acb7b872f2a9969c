"""What intro and section one tell of the year's work, without how the report was made."""

import re

from rules.prose.sentences import INTRO, sentences_of
from rules.report import Report

_COMPILING = re.compile(
    r"编制|编写|编撰|撰写|本(?:年度)?报告|年度报告(?:如下|由)|统计期限|(?:现|予以|特)(?:将|公布|向社会)|(?:联系)?(?:电话|地址|邮编|邮箱|传真)"
    r"|个部分|现(?:予)?公布|报告如下|如有疑问|来源[:：]|发布(?:日期|时间)"
)
"""Sentences on how the report was made, what it holds and whom to ask."""
_TITLE = re.compile(r"^.{0,50}政府信息公开(?:工作)?(?:年度报告|年报|工作报告).{0,8}$")


def told_of_the_work(report: Report) -> str:
    """The sentences on the work itself, as one text without white space."""
    sentences = ("".join(s.text.split()) for s in sentences_of(report, (INTRO, "overview")))
    return "".join(s for s in sentences if not _COMPILING.search(s) and not _TITLE.match(s))
