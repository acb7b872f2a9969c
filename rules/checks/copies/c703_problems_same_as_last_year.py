"""C703: the problems are last year's."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.own_last_year import last_years_text
from rules.rule import Rule
from rules.sources import form_that_says

_SECTION = "problems"
_LEAST = 40
_SHORT = 60
_STEPS = ((0.95, Severity.WARNING),)


def problems_not_last_years(case: Case) -> Iterator[Outcome]:
    """One outcome, when last year's report is held."""
    yield from last_years_text(
        case, _SECTION, (_SECTION,), least=_LEAST, short=_SHORT, steps=_STEPS
    )


RULE = Rule(
    code="C703",
    name="problems-same-as-last-year",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="存在问题与上年雷同", en="Same problems as last year"),
    message=Text(
        zh="{year}年报告“存在的主要问题及改进情况”的文字有{percent}%与{year_before}年报告相同（名称和数字不计）",
        en=(
            "{percent} % of what the {year} report says on problems and improvement is the text of "
            "{year_before} (names and figures left out)"
        ),
    ),
    basis=form_that_says("内容雷同"),
    explanation=Text(
        zh=(
            "比对方法与C701相同，只比第五部分。相同部分达到95%时报出：上年说要改进的，今年原样再说一遍。"
            "自有文字不足60字，或据图片识别的，只作提示；不足40字、文本残缺的，无法核验。"
        ),
        en=(
            "Compared as in C701, section 5 alone. From 95 % on it is told: what was to be "
            "improved last year is said again in the same words. Fewer than 60 characters of own "
            "words, or text read off pictures, give a hint only; fewer than 40, or a damaged text, "
            "cannot be told."
        ),
    ),
    fails_example=Text(
        zh="两年都写“一是栏目更新不够及时，二是解读形式偏少，下一步按月检查、多用图表”。",
        en="Columns late, few charts, monthly checks next: the same words in both years.",
    ),
    passes_example=Text(
        zh="上年写栏目更新不及时，今年写已按月检查，新的不足是解读偏长。",
        en="Late columns last year; checked monthly now, and interpretations are too long.",
    ),
    check=problems_not_last_years,
)
