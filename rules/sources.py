"""The texts that rules rest on, each named once."""

from rules.language import Text
from rules.rule import Basis, BasisKind

_REGULATIONS = Text(
    zh="《中华人民共和国政府信息公开条例》",
    en="Regulations on Open Government Information",
)

ARTICLE_49 = Basis(
    kind=BasisKind.LAW,
    document=_REGULATIONS,
    article=Text(zh="第四十九条", en="Article 49"),
)
"""By when a report must be published: departments by 31 January, governments by 31 March."""

ARTICLE_50 = Basis(
    kind=BasisKind.LAW,
    document=_REGULATIONS,
    article=Text(zh="第五十条", en="Article 50"),
)
"""What a report must contain."""

OWN_FORM = Basis(kind=BasisKind.FORMAT)
"""The form that the report itself follows."""

FORM_OF_2021 = Basis(
    kind=BasisKind.FORMAT,
    document=Text(
        zh="《中华人民共和国政府信息公开工作年度报告格式》",
        en="Form of the annual report on government information disclosure",
    ),
    number="国办公开办函〔2021〕30号",
)
"""The form for 2021 and later, whatever form a report follows."""

COMMON_PRACTICE = Basis(kind=BasisKind.PRACTICE)


def form_that_says(words: str) -> Basis:
    """The report's own form, with the words of it that the rule applies."""
    return Basis(kind=BasisKind.FORMAT, words=words)


def meaning_of(words: str) -> Basis:
    """What words of the form mean in figures."""
    return Basis(kind=BasisKind.ARITHMETIC, words=words)
