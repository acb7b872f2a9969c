"""Whether digits or brackets were lost on the way to us: then no figure may be trusted.

Source: copies seen with ``2025  1  1  日`` and ``国办公开办函202130 号``; whether the portal or the
copy lost them cannot be known from the copy.
"""

import re
import unicodedata
from collections.abc import Sequence

from rules.language import Text

_DIGITS_OF_DATE = Text(zh="日期中缺少数字", en="a date lacks its digits")
_WORDS_OF_DATE = Text(zh="日期中缺少“年”“月”", en="a date lacks 年 and 月")
_DIGITS_OF_NUMBER = Text(zh="文号中缺少数字", en="a document number lacks its digits")
_BRACKETS_OF_NUMBER = Text(zh="文号中缺少括号", en="a document number lacks its brackets")
_DIGITS_OF_PERIOD = Text(zh="统计期限中缺少数字", en="the period lacks its digits")
_SIGNS = (
    (re.compile(r"(?<!\d)年(?:\s*)月(?:\s*)日"), _DIGITS_OF_DATE),
    (re.compile(r"20\d\d\s+\d{1,2}\s+\d{1,2}\s*日"), _WORDS_OF_DATE),
    (re.compile(r"公开办函(?:〔?\s*〕?)?\s*号"), _DIGITS_OF_NUMBER),
    (re.compile(r"公开办函20(?:19|21)\d{2}\s*号"), _BRACKETS_OF_NUMBER),
    (re.compile(r"期限为年1?月"), _DIGITS_OF_PERIOD),
)


def sign_of_damage(paragraphs: Sequence[str]) -> Text | None:
    """What shows that the text lost characters; ``None`` when nothing does."""
    for text in paragraphs:
        normal = unicodedata.normalize("NFKC", text)
        for pattern, sign in _SIGNS:
            if pattern.search(normal):
                return sign
    return None
