"""C701: the text is last year's."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity
from rules.language import Text
from rules.own_last_year import last_years_text
from rules.prose.own_words import OVERVIEW_AND_PROBLEMS
from rules.rule import Rule
from rules.sources import form_that_says

_LEAST = 100
_SHORT = 300
_STEPS = ((0.98, Severity.ERROR), (0.90, Severity.WARNING))


def text_not_last_years(case: Case) -> Iterator[Outcome]:
    """One outcome, when last year's report is held."""
    yield from last_years_text(
        case, "report", OVERVIEW_AND_PROBLEMS, least=_LEAST, short=_SHORT, steps=_STEPS
    )


RULE = Rule(
    code="C701",
    name="same-as-last-year",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="文字与上年雷同", en="Same text as last year"),
    message=Text(
        zh="{year}年报告第一、五部分的文字有{percent}%与{year_before}年报告相同（套话、名称和数字不计）",
        en=(
            "{percent} % of the text of sections 1 and 5 of the {year} report is that of "
            "{year_before} (form text, names and figures left out)"
        ),
    ),
    basis=form_that_says("内容雷同"),
    explanation=Text(
        zh=(
            "把两年报告第一、五部分的文字去掉编制说明、标题、与表格重复的数字和“没有申请、复议、收费”一类"
            "表述，名称和数字一律遮去，再按每三个字逐一比对。相同部分达到90%为疑点，达到98%为错误。"
            "自有文字不足300字，或据图片识别的，只作提示；不足100字、文本残缺的，无法核验。"
        ),
        en=(
            "Sections 1 and 5 of both years are taken without the statement on how the report was "
            "made, headings, figures of the tables told again and words such as that there was no "
            "request, review or fee; names and figures are masked; then every run of three "
            "characters is compared. From 90 % on it is a warning, from 98 % on an error. Fewer "
            "than 300 characters of own words, or text read off pictures, give a hint only; fewer "
            "than 100, or a damaged text, cannot be told."
        ),
    ),
    fails_example=Text(
        zh="两年的工作情况和存在问题一字不差，只换了年份和数字。",
        en="Work and problems word for word the same, but for years and figures.",
    ),
    passes_example=Text(
        zh="格式相同，各写当年的工作和问题。",
        en="The same outline, and each year's own work and problems.",
    ),
    check=text_not_last_years,
)
