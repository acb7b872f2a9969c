"""What a report says of being there to be downloaded."""

import re

from rules.prose.sentences import sentences_of
from rules.report import Report

_TOLD = re.compile(
    r"本(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)(?:的)?(?:全文|电子版|电子文本|文本)?(?!中|里|期|所)"
    r"[^。;；]{0,20}(?:可|能|供|提供|支持|请|登录|登陆)[^。;；]{0,40}下载"
    r"|(?:点击|点此|点按)[^。;；,，]{0,6}下载[^。;；,，]{0,6}(?:报告|年报|全文|电子版|word|pdf|附件)",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    "(?:[不未无]|没有)[^。；，,]{0,6}下载|(?:报告|年报)(?:期内|期间|内容|所列|中所|公开|发布|指出|显示|涵盖)[^。]*下载"
    "|下载(?:量|次数|率|安装|便利|体验|数|人次|功能|服务|专区)"
    "|指南|目录|申请表|提供[^。；，,]{0,12}下载|累计[^。；，,]{0,12}下载|客户端|APP|app|表格|文件均"
)


def download_told(report: Report) -> str | None:
    """The sentence that says the report itself can be downloaded; ``None`` where none does."""
    for sentence in sentences_of(report):
        plain = "".join(sentence.text.split())
        if _TOLD.search(plain) and not _OF_SOMETHING_ELSE.search(plain):
            return sentence.text
    return None
