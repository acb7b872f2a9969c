"""P601: the report of a year is not there after its last day."""

from collections.abc import Iterator

from rules.case import BodyKind, Case
from rules.duty import FIRST_YEAR, Duty
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.rule import Rule
from rules.sources import ARTICLE_49

_PLACE = "report"


def report_published(case: Case) -> Iterator[Outcome]:
    """One outcome for a year whose report is due, or is there."""
    duty = case.duty
    if duty is None or duty.year < FIRST_YEAR:
        return
    if duty.is_held:
        yield Holds(place=_PLACE)
    elif duty.doubt is not None:
        yield NotAssessable(place=_PLACE, reason=duty.doubt)
    elif duty.absent_on is not None:
        first, last = duty.absent_on
        yield Violation(
            place=_PLACE,
            arguments={
                "year": str(duty.year),
                "by": duty.by,
                "due": duty.due.isoformat(),
                "first": first.isoformat(),
                "last": last.isoformat(),
            },
            severity=_severity(duty, case.kind),
        )


def _severity(duty: Duty, kind: BodyKind | None) -> Severity:
    lawful = duty.law is None or not duty.absent_past_law
    return Severity.WARNING if lawful or kind is BodyKind.TOWNSHIP else Severity.ERROR


RULE = Rule(
    code="P601",
    name="report-missing",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="未见公开年度报告", en="No annual report is to be seen"),
    message=Text(
        zh="未见{year}年度报告：{by}为{due}，{first}和{last}两次完整读取其公开栏目，均未见到",
        en="No report on {year} is to be seen: {by} is {due}, and crawls that read its whole list "
        "on {first} and on {last} lacked it",
    ),
    basis=ARTICLE_49,
    explanation=Text(
        zh=(
            "2019年度起，名录中的单位，期限已过而网站上没有其年度报告时报出。部门以1月31日、政府以3"
            "月31日为限，名录定有更早日期的从其规定（仅逾名录日期的只作疑点）。须在期限之后、相隔至"
            "少三天的两次采集都完整读取了网站和公开栏目而未见，且网站上没有可能是该报告的网页；网站"
            "读不全、列表为空、栏目疑似迁移的，一律“情况不明”。条例未列明乡镇（街道），只作疑点。期"
            "限过后才列入名录、又未见更早报告的，可能是新设单位，也是“情况不明”。机构撤并的请先改名"
            "录；报告与其他单位合并发布的，标题写明各单位即可认出。报告公开后即为已整改；查明是本系"
            "统漏看的，予以撤销。"
        ),
        en=(
            "From the reports on 2019 on, the rule fires where the register has a body, the day is "
            "over and the portal has no report of it: 31 January for departments, 31 March for "
            "governments, or an earlier day of the register, which alone gives a warning. It takes "
            "two crawls after that day, at least three days apart, that read portal and list whole "
            "and lacked it, and nothing on the portal that may be it. Where a portal was not read "
            "whole, a list is empty or seems to have moved, it is unknown. The Regulations do not "
            "name townships: theirs is a warning. A body that joined the register after the day, "
            "and of which no earlier report is known, may be new: it is unknown. Bodies that were "
            "merged are to be taken off the register; a joint report is known by the names in its "
            "title. Once the report is there the finding is fixed; where we had overlooked it, it "
            "is withdrawn."
        ),
    ),
    fails_example=Text(
        zh="2024年2月5日和2月12日两次完整读取某局年报栏目，有往年报告，没有2023年度报告。",
        en="Whole crawls on 5 and 12 February 2024 show a bureau's earlier reports, none on 2023.",
    ),
    passes_example=Text(
        zh="2月12日的栏目中已有该局2023年度报告，或当天网站打不开（情况不明）。",
        en="On 12 February the list has it; or the portal did not answer, and it is unknown.",
    ),
    across_bodies=True,
    check=report_published,
)
