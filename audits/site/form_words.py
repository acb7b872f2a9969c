"""Words that the form prints and that no row or column of a spec carries, with their English."""

from rules.language import Text

CONTENT = Text(zh="信息内容", en="Content")
APPLICANTS = Text(zh="申请人情况", en="Applicants")
ORGANISATIONS = Text(zh="法人或其他组织", en="Legal persons and other organisations")
RESULTS = Text(zh="三、本年度办理结果", en="三、Outcomes this year")

_ENGLISH = {
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和": (
        "Balance of each column: item 一 plus item 二 equals item 三 plus item 四"
    ),
    "第二十条第（一）项": "Article 20, item (1)",
    "第二十条第（五）项": "Article 20, item (5)",
    "第二十条第（六）项": "Article 20, item (6)",
    "第二十条第（八）项": "Article 20, item (8)",
    "第二十条第（九）项": "Article 20, item (9)",
    "（三）不予公开": "（三）Refused",
    "（四）无法提供": "（四）Cannot be provided",
    "（五）不予处理": "（五）Not processed",
    "（六）其他处理": "（六）Otherwise handled",
    "行政诉讼": "Administrative litigation",
}

_BRACKETS = {
    "部分公开": Text(
        zh="（区分处理的，只计这一情形，不计其他情形）",
        en=" (where treated in parts, counted only here)",
    ),
}
"""What the form prints behind a row's label; many reports leave it out."""


def form_word(printed: str) -> Text:
    """A printed word with its English; words not known here stay Chinese in both languages."""
    return Text(zh=printed, en=_ENGLISH.get(printed, printed))


def bracket_behind(label: str) -> Text:
    """The words in brackets that the form prints behind a row's label; empty for most rows."""
    return _BRACKETS.get(label, Text(zh="", en=""))
