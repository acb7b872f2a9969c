"""T207: table 3 is printed without the note on how its figures balance."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import FORMAT_UNKNOWN, numbers_obstacle
from rules.language import Text
from rules.lettering import labels_obstacle
from rules.report import Report
from rules.rule import Rule
from rules.sources import form_that_says

_TABLE = "t3"
_NOTE = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"
_MAY_BE_PICTURED = Text(
    zh="该部分另有图片、框架页或附件，说明可能在其中",
    en="The note may be in a picture, frame or attachment of the section",
)


def balance_note_printed(case: Case) -> Iterator[Outcome]:
    """One outcome for table 3, when it was read."""
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    obstacle = labels_obstacle(case, case.spec.table(_TABLE))
    if obstacle is not None:
        yield obstacle
    elif not case.report.tables[_TABLE].note_missing:
        yield Holds(place=_TABLE)
    elif (reason := _doubt(case.report, case.spec.table(_TABLE).section)) is not None:
        yield NotAssessable(place=_TABLE, reason=reason)
    else:
        yield Violation(place=_TABLE)


def _doubt(report: Report, section_key: str) -> Text | None:
    """Why the note may have been printed all the same."""
    section = report.sections.get(section_key)
    if section is not None and section.may_hold_unread_content:
        return _MAY_BE_PICTURED
    return report.tables[_TABLE].shape_doubt or numbers_obstacle(report)


RULE = Rule(
    code="T207",
    name="balance-note-missing",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="申请情况表缺少勾稽关系说明", en="The note on the balance of table 3 is missing"),
    message=Text(
        zh=f"收到和处理政府信息公开申请情况表没有印勾稽关系说明（{_NOTE}）",
        en=f"Table 3 lacks the note on how its figures balance ({_NOTE})",
    ),
    basis=form_that_says(_NOTE),
    explanation=Text(
        zh=(
            "格式在表的左上角印有这句说明，填表时据以核对。缺少说明不影响数字，只作提示。"
            "说明有错字、印在表外或换了说法的都算有；表中或该部分另有图片、文本框的，不予判定。"
        ),
        en=(
            "The form prints the note in the corner of the table, and figures are checked by it. "
            "Leaving it out changes no figure and is told as information. A note with misprints, "
            "outside the table or in other words counts; where a picture or text box may hold it, "
            "the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="表的左上角为空，文中也没有这句说明。",
        en="The corner of the table is empty, and the note stands nowhere else.",
    ),
    passes_example=Text(
        zh="说明印在表的左上角，或作为注印在表下。",
        en="The note stands in the corner of the table, or below it.",
    ),
    check=balance_note_printed,
)
