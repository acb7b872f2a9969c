"""Characters of PDF fonts as the text means them.

Fonts often map a glyph back to the radical that looks like the character, so that ``一`` comes out
as U+2F00. The Kangxi radicals have compatibility decompositions; of the supplement those that are
characters in use are listed (Unicode Character Database, EquivalentUnifiedIdeograph.txt).
"""

import re
import unicodedata

_KANGXI = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3)
}
_SUPPLEMENT = {
    0x2E81: "厂",
    0x2E8B: "卩",
    0x2E92: "巳",
    0x2EA0: "民",
    0x2EA6: "丬",
    0x2EB6: "羊",
    0x2EC1: "虎",
    0x2EC4: "西",
    0x2EC5: "见",
    0x2EC6: "角",
    0x2EC9: "贝",
    0x2ECB: "车",
    0x2ED3: "长",
    0x2ED4: "门",
    0x2ED8: "青",
    0x2ED9: "韦",
    0x2EDA: "页",
    0x2EDB: "风",
    0x2EDC: "飞",
    0x2EDD: "食",
    0x2EE2: "马",
    0x2EE3: "骨",
    0x2EE4: "鬼",
    0x2EE5: "鱼",
    0x2EE6: "鸟",
    0x2EE8: "麦",
    0x2EE9: "黄",
    0x2EEC: "齐",
    0x2EEE: "齿",
    0x2EF0: "龙",
}
_SIMPLIFIED = {0x2F3E: "户", 0x2FAD: "青"}
"""Where the decomposition is the traditional form of what is printed."""
_OF_RADICAL = _KANGXI | _SUPPLEMENT | _SIMPLIFIED
_RADICAL = re.compile(r"[\u2e80-\u2fdf]")
_FIRST_IDEOGRAPHIC = "\u2e80"
_OF_NUMBERS = "0123456789.,-"


def characters_meant(text: str) -> str:
    """The text with look-alike radicals as the characters they stand for."""
    return text.translate(_OF_RADICAL) if _RADICAL.search(text) else text


def is_ideographic(character: str) -> bool:
    """Whether no space belongs beside it: Chinese characters and full-width marks."""
    return character >= _FIRST_IDEOGRAPHIC or character in "“”‘’…—·"


def continued(text: str, more: str, *, is_full: bool) -> str:
    """Two lines of one cell or paragraph as one text.

    Args:
        text: the upper line.
        more: the lower line.
        is_full: whether the upper line fills its width, so that a number may go on below.
    """
    if not text or not more:
        return text or more
    if is_ideographic(text[-1]) or is_ideographic(more[0]):
        return text + more
    if is_full and text[-1] in _OF_NUMBERS and more[0] in _OF_NUMBERS:
        return text + more
    return f"{text} {more}"
