"""What intro and section one tell of the year's work, without how the report was made."""

import re
from collections.abc import Collection

from rules.language import Text
from rules.once_a_report import once_a_report
from rules.prose.pointers import points_elsewhere
from rules.prose.sentences import INTRO, plain_sentences_of
from rules.report import Report

_WRITTEN = "(?:编制|编写|编撰|撰写|形成|制作)"
_COMPILING = re.compile(
    r"(?<![基根])本(?:年度)?报告(?!期内|期间|年度内)|年度报告(?:如下|由)|报告如下|统计期限"
    rf"|^(?:根据|按照|依据|依照|遵照|为)[^;]*(?:{_WRITTEN}|公布|发布)[^,;]{{0,40}}(?:报告|年报)"
    rf"|^(?:根据|按照|依据|依照|遵照|由)[^;]*{_WRITTEN}(?:而成|完成)?。?$|特{_WRITTEN}"
    r"|(?:^|[,;])(?:现|特)(?:将|予|公布|发布|向社会)|[\d一二三四五六七八九十]个?部分"
    r"|如[^,]{0,10}疑问|(?:联系)?(?:电话|地址|邮编|邮箱|传真)[:是为]|来源:|发布(?:日期|时间):"
)
"""Sentences in one width on how the report was made, what it holds and whom to ask.

Offices also 编制公开目录, 公布受理电话 and work 本报告期内: these tell of the work.
"""
_ORDER = re.compile("《[^《》]*(?:通知|意见|办法|方案|要点)》")
_MAY_BE_UNREAD = Text(
    zh="第一部分的图片、框架页、表格或报告的附件未能读取，内容可能在其中",
    en="A picture, frame, table or attachment that may hold more of section one was not read",
)
_TITLE = re.compile(r"^.{0,50}政府信息公开(?:工作)?(?:年度报告|年报|工作报告).{0,8}$")


def told_of_the_work(report: Report, beside: Collection[str] = ()) -> str:
    """The sentences on the work itself, in one width, as one text without white space.

    ``beside`` are sections whose prose is taken, too.
    """
    return _told_without_others(report) if not beside else _told_in(report, beside)


@once_a_report
def _told_without_others(report: Report) -> str:
    return _told_in(report, ())


def _told_in(report: Report, beside: Collection[str]) -> str:
    sections = (INTRO, "overview", *beside)
    return "".join(
        text
        for text, passage in plain_sentences_of(report)
        if passage.section in sections and not is_on_compiling(text)
    )


def is_on_compiling(sentence: str) -> bool:
    """A sentence in one width without white space tells how the report was made, and no work.

    The names of orders that it follows do not count: 《关于发布年度报告的通知》.
    """
    plain = _ORDER.sub("", sentence) if "《" in sentence else sentence
    return _COMPILING.search(plain) is not None or _TITLE.match(sentence) is not None


def unread_of_the_work(report: Report) -> Text | None:
    """Why section one may tell of more than was read; else ``None``."""
    section = report.sections.get("overview")
    held = section is not None and (
        section.may_hold_unread_content
        or section.tables > 0
        or any(points_elsewhere(text) for text in section.paragraphs)
    )
    return _MAY_BE_UNREAD if held or report.has_unread_attachment else None
