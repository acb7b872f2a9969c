"""P602: the report was published after its last day."""

from collections.abc import Iterator
from datetime import date

from rules.case import BodyKind, Case
from rules.duty import FIRST_YEAR, Duty
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.rule import Rule
from rules.sources import ARTICLE_49

_PLACE = "published_on"
_DATE_UNKNOWN = Text(
    zh="没有找到发布日期，是否按时公开无从判断",
    en="No date of publication was found, so it cannot be told whether it was in time",
)
_SEEN_LATER = Text(
    zh="页面所标日期在期限之内，而期限过后的采集曾未见到该报告，两者不一，无法认定",
    en="The date on its page is in time, yet crawls after the due date lacked it; which holds "
    "cannot be told",
)


def published_in_time(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that is held."""
    duty = case.duty
    if duty is None or duty.year < FIRST_YEAR or not duty.is_held:
        return
    day = duty.published_on
    if day is None:
        yield NotAssessable(place=_PLACE, reason=_DATE_UNKNOWN)
    elif duty.days_late(day) == 0:
        if duty.absent_on is None:
            yield Holds(place=_PLACE)
        else:
            yield NotAssessable(place=_PLACE, reason=_SEEN_LATER)
    elif duty.doubt is not None:
        yield NotAssessable(place=_PLACE, reason=duty.doubt)
    else:
        yield _violation(duty, day, case.kind)


def _violation(duty: Duty, day: date, kind: BodyKind | None) -> Violation:
    return Violation(
        place=_PLACE,
        arguments={
            "date": day.isoformat(),
            "due": duty.due.isoformat(),
            "by": duty.by,
            "days": str(duty.days_late(day)),
            "seen": _seen(duty),
        },
        severity=_severity(duty, day, kind),
    )


def _severity(duty: Duty, day: date, kind: BodyKind | None) -> Severity:
    if kind is not BodyKind.TOWNSHIP and duty.absent_past_law and duty.breaks_law(day):
        return Severity.ERROR
    watched = duty.was_watched or duty.absent_on is not None
    return Severity.WARNING if watched else Severity.INFO


def _seen(duty: Duty) -> Text:
    if duty.absent_on is None:
        return Text(zh="", en="")
    first, last = (day.isoformat() for day in duty.absent_on)
    return Text(
        zh=f"；{first}和{last}两次完整读取其公开栏目，均未见到",
        en=f"; crawls that read its whole list on {first} and on {last} lacked it",
    )


RULE = Rule(
    code="P602",
    name="published-late",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="逾期公开", en="Published late"),
    message=Text(
        zh="按页面所标日期于{date}公开，{by}为{due}，逾期{days}天{seen}",
        en="By the date on its page it was published on {date}; {by} is {due}: {days} days "
        "late{seen}",
    ),
    basis=ARTICLE_49,
    explanation=Text(
        zh=(
            "2019年度起，页面自身的发布日期晚于期限时报出：部门1月31日，政府3月31日，名录定有更早日期的从其规定。只凭页面"
            "日期的作疑点；期限之后、相隔至少三天的两次完整采集都未见、其后才见到，且超过法定期限的，为错误。期限"
            "之前尚未采集过的年度只作提示，乡镇（街道）至多为疑点。网站迁移会改写日期，更正后重新上传会换新日期，"
            "成文日期也不是发布日期：日期只见于列表的、与其他年度报告日期相同或相近的、标题写明更正或重新发布"
            "的，采集在其之前已见到的，以及页面日期在期限之内而采集未见的，无法核验。"
        ),
        en=(
            "From the reports on 2019 on, the rule fires where the date of the page's own field "
            "is after the last day: 31 "
            "January for departments, 31 March for governments, or an earlier day of the register. "
            "By the date alone it is a warning. It is an error where two whole crawls after that "
            "day, at least three days apart, lacked it, later ones show it, and the law's day was "
            "over. For years that were due before the first good crawl it is a hint, and for "
            "townships never more than a warning. Moved portals rewrite dates, and what is loaded "
            "up again after a correction gets a new one: a date in a list only, one that the "
            "report of another year nearly shares, a title that tells of a correction, or a date "
            "that our own crawls contradict cannot be assessed."
        ),
    ),
    fails_example=Text(
        zh="某局2023年度报告的页面标注“发布日期：2024-02-20”。",
        en="The page of a bureau's report on 2023 bears the date 2024-02-20.",
    ),
    passes_example=Text(
        zh="页面标注“发布日期：2024-01-31”，即期限的最后一天。",
        en="The page bears the date 2024-01-31, which is the last day.",
    ),
    across_bodies=True,
    check=published_in_time,
)
