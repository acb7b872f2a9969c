"""S122: section one is longer than its region allows."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.language import Text
from rules.lettering import letters_obstacle
from rules.prose.length import fewest_characters, most_characters
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SECTION, _NEXT = "overview", "proactive"
_REGION_UNKNOWN = Text(
    zh="公开主体所在地区不明，适用的字数上限未能判定",
    en="The region of the body is not known, so neither is its limit",
)
_END_UNKNOWN = Text(
    zh="未找到第二部分的标题，第一部分到何处为止未能判定",
    en="The heading of section two was not found, so the end of section one is not known",
)
_WAYS_DIFFER = Text(
    zh="是否超过上限取决于标点、数字和编制说明是否计入字数",
    en="Whether it is over the limit depends on whether marks, digits and the sentences on how it "
    "was made count",
)


def overview_within_limit(case: Case) -> Iterator[Outcome]:
    """One outcome, where regions have limits and the report has a section one."""
    section = case.report.sections.get(_SECTION)
    if not case.limits.overview or section is None:
        return
    if case.region_code is None:
        yield NotAssessable(place=_SECTION, reason=_REGION_UNKNOWN)
        return
    limit = case.limits.longest_overview(case.region_code)
    if limit is not None:
        yield _outcome(case.report, section.paragraphs, limit)


def _outcome(report: Report, paragraphs: tuple[str, ...], limit: int) -> Outcome:
    if most_characters(paragraphs) <= limit:
        return holds(_SECTION)
    end = None if _NEXT in report.sections else _END_UNKNOWN
    reason = letters_obstacle(report) or end
    fewest = fewest_characters(paragraphs)
    if reason is None and fewest <= limit:
        reason = _WAYS_DIFFER
    if reason is not None:
        return NotAssessable(place=_SECTION, reason=reason)
    return Violation(
        place=_SECTION,
        arguments={"count": str(fewest), "limit": str(limit)},
        cause=f"section {_SECTION}",
    )


RULE = Rule(
    code="S122",
    name="overview-too-long",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="总体情况超过当地字数上限", en="The overview is longer than the region allows"),
    message=Text(
        zh="“总体情况”不计标点和编制说明有{count}字，当地要求不超过{limit}字",
        en=(
            "The report's overview has {count} characters without marks and the sentences on how "
            "it was made; the region allows {limit}"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "有的地方要求总体情况不超过一定字数，如1000字左右；全国格式没有这一要求。默认不启用，"
            "上限按地区写在设置的overview_limits中。字数取最少的算法：不计标点，连续的数字和字母算一个字，"
            "编制说明不计；按此算法仍超过的才报，算法不同结论不同的不予判定。"
        ),
        en=(
            "Some regions allow section one about 1000 characters; the form has no such limit. "
            "The rule is off by default, and limits are set by region under overview_limits. "
            "The count is the lowest there is: without marks, a number or a word as one, and "
            "without the sentences on how the report was made. Where only another way of counting "
            "is over the limit, the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="当地上限1000字，总体情况有1860字。", en="1860 characters where the region allows 1000."
    ),
    passes_example=Text(
        zh="当地上限1000字，总体情况有720字。", en="720 characters where the region allows 1000."
    ),
    off_by_default=True,
    check=overview_within_limit,
)
