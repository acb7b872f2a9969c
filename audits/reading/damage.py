"""Whether digits or brackets were lost on the way to us: then no figure may be trusted.

Source: copies seen with ``2025  1  1  日`` and ``国办公开办函202130 号``; whether the portal or the
copy lost them cannot be known from the copy. A date left blank on a line of its own, a missing
period and a document number typed with other brackets or a space are the office's own.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rules.language import Text
from rules.one_width import in_one_width

_DIGITS_OF_DATE = Text(zh="日期中缺少数字", en="a date lacks its digits")
_WORDS_OF_DATE = Text(zh="日期中缺少“年”“月”", en="a date lacks 年 or 月")
_DIGITS_OF_NUMBER = Text(zh="文号中缺少数字", en="a document number lacks its digits")
_BRACKETS_OF_NUMBER = Text(zh="文号中缺少括号", en="a document number lacks its brackets")
_DIGITS_OF_PERIOD = Text(zh="统计期限中缺少数字", en="the period lacks its digits")
_DIGITS_OF_TITLE = Text(zh="标题的年份中缺少数字", en="the year in the title lacks its digits")
_ALL_DIGITS = Text(zh="正文中的数字全部缺失", en="the prose lacks all its digits")


class _Sign(NamedTuple):
    needs: str
    """Two characters without which the pattern cannot match."""
    pattern: re.Pattern[str]
    meaning: Text


_DAY = r"日(?![常前后均期程报志])"
_FROM = r"(?:自|至|到|从|期限为|时间为)"
_SIGNS = tuple(
    _Sign(needs, re.compile(pattern), meaning)
    for needs, pattern, meaning in (
        ("年月", rf"{_FROM}\s*年\s*\d{{0,2}}\s*月", _DIGITS_OF_PERIOD),
        (
            "月日",
            rf"{_FROM}\s*(?:20\d\d\s*年\s*)?(?:\d{{0,2}}\s*月\s*|月\s*\d{{1,2}}\s*){_DAY}",
            _DIGITS_OF_PERIOD,
        ),
        ("至止", r"[自从]\s*(?:起\s*)?至\s*止", _DIGITS_OF_PERIOD),
        ("年日", rf"年\s*月\s*\d{{0,2}}\s*{_DAY}\s*[起至止前印发]", _DIGITS_OF_DATE),
        ("月日", rf"20\d\d\s*年\s*(?:月\s*\d{{0,2}}|\d{{1,2}}\s*月)\s*{_DAY}", _DIGITS_OF_DATE),
        ("年月", r"\d{3}(?<!\d{4})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日", _DIGITS_OF_DATE),
        ("日日", rf"20\d\d\s+\d{{1,2}}\s+\d{{1,2}}\s*{_DAY}", _WORDS_OF_DATE),
        ("至至", r"20\d\d\s+\d{1,2}\s+\d{1,2}\s*起?\s*至", _WORDS_OF_DATE),
        ("年日", rf"20\d\d\s*年\s*(?:\d{{1,2}}|\d{{4}})\s*{_DAY}", _WORDS_OF_DATE),
        ("至日", rf"至\s*(?:1231|12\s+31)\s*{_DAY}", _WORDS_OF_DATE),
        ("月日", r"20(?<!\d20)\d\d(?:0?[1-9]|1[0-2])\s*月\s*\d{1,2}\s*日", _WORDS_OF_DATE),
        (
            "办号",
            r"公开办[函涵]\s*(?:[〔\[(【]\s*\d{0,3}\s*)?[〕\])】]?\s*第?\s*号",
            _DIGITS_OF_NUMBER,
        ),
        (
            "办号",
            r"公开办[函涵]\s*[\[(【]\s*(?:\d{0,3}\s*[\])】]\s*\d*|\d{4}\s*[\])】])\s*号",
            _DIGITS_OF_NUMBER,
        ),
        ("〕号", r"〔\s*(?:\d{0,3}\s*〕\s*第?\s*\d*|\d{4}\s*〕\s*第?)\s*号", _DIGITS_OF_NUMBER),
        ("令号", r"令\s*\(?\s*第\s*号", _DIGITS_OF_NUMBER),
        ("办号", r"公开办[函涵]\s*20(?:19|21)\d{2}\s*号", _BRACKETS_OF_NUMBER),
        ("年报", r"[局府室委厅镇乡道处心会]\s*年政府信息公开工作(?:年度)?报告", _DIGITS_OF_TITLE),
    )
)
_BLANK_DATE = re.compile(r"\W*(?:20\d\d)?\s*年\s*\d{0,2}\s*月\s*日\W*(?:印章|盖章)?\W*")
_GAP = re.compile(
    r"(?:共计?|收到|发布|受理|办结|办理|答复|公开|信息|申请|开展|召开|解读|率|为|达)\s*"
    r"(?:件|条|次|篇|期|场|%|万?元)(?=\s|[,.;、。，；)]|$)"
)
_DIGIT = re.compile(r"\d")
_FEWEST_GAPS = 2


def sign_of_damage(paragraphs: Sequence[str]) -> Text | None:
    """What shows that the text lost characters; ``None`` when nothing does."""
    for text in paragraphs:
        sign = _sign_in(text)
        if sign is not None:
            return sign
    return _ALL_DIGITS if _has_only_gaps(paragraphs) else None


def _sign_in(text: str) -> Text | None:
    if not ("日" in text or "号" in text or "止" in text or "年" in text):
        return None
    normal = in_one_width(text)
    if _BLANK_DATE.fullmatch(normal):
        return None
    for needs, pattern, meaning in _SIGNS:
        if needs[0] in normal and needs[1] in normal and pattern.search(normal):
            return meaning
    return None


def _has_only_gaps(paragraphs: Sequence[str]) -> bool:
    """Units of counts stand without their numbers, and there is no digit anywhere."""
    gaps = 0
    for text in paragraphs:
        if _DIGIT.search(text):
            return False
        gaps += len(_GAP.findall(text))
    return gaps >= _FEWEST_GAPS
