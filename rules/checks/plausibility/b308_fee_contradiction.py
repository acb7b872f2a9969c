"""B308: section six says nothing of a fee, or none, and another place shows that there was one."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.known_figures import figures_at
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.fee import (
    FeeSaid,
    FeeTold,
    a_heading_tells_of_the_fee,
    fee_of,
    fee_told_elsewhere,
    is_of_others,
    names_the_fee,
    was_collected,
)
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import form_that_says

_SECTION = "other_matters"
_UNPAID = "t3/other.fee_unpaid/total"
_CAUSE_OF_SILENCE = "S112 other_matters"
"""S112 tells of the same silence."""
_COPIES_ONLY = re.compile("检索|复[制印]|邮[寄费]|工本")
"""Costs that may be denied while the fee itself was collected."""
_UNPAID_TOLD = re.compile("缴费|[缴交]纳[^。；，]{0,10}费|收费通知")
_SCOPES = Text(
    zh="两处收费情况可能统计范围不同，或并非实际收取",
    en="The two places may count for different bodies, or tell of fees not collected",
)
_MAY_BE_UNREAD = Text(
    zh="第六部分的图片、框架页或报告的附件未能读取，其中可能已说明收费情况",
    en="A picture, frame or attachment that may tell of the fee could not be read",
)


def fee_told_alike(case: Case) -> Iterator[Outcome]:
    """One outcome, when section six stands and holds something."""
    report = case.report
    section = report.sections.get(_SECTION)
    if section is None or section.is_empty:
        return
    fee = fee_of(report)
    if fee is None:
        yield _silent(case)
    elif fee.section == _SECTION and fee.said is FeeSaid.NONE:
        yield _denied(report, fee)
    else:
        yield holds(_SECTION)


def _denied(report: Report, denial: FeeTold) -> Outcome:
    told = fee_told_elsewhere(report)
    if told is None or told.amount is None or not names_the_fee(told.sentence):
        return holds(_SECTION)
    obstacle = prose_numbers_obstacle(report)
    if obstacle is not None:
        return NotAssessable(place=_SECTION, reason=obstacle)
    if not was_collected(told.sentence) or not _deny_and_tell_alike(denial, told):
        return NotAssessable(place=_SECTION, reason=_SCOPES)
    found = Text(
        zh=f"第六部分说明没有收取，其他部分说明收取{figure_text(told.amount)}元",
        en=f"section six says none was collected, another part {figure_text(told.amount)} yuan",
    )
    return Violation(place=_SECTION, arguments={"found": found}, quote=told.sentence)


def _deny_and_tell_alike(denial: FeeTold, told: FeeTold) -> bool:
    """Both are of this body's fee, and the denial is not of other costs."""
    if is_of_others(denial.sentence) or is_of_others(told.sentence):
        return False
    return names_the_fee(denial.sentence) or not _COPIES_ONLY.search(denial.sentence)


def _silent(case: Case) -> Outcome:
    found = figures_at(case, (_UNPAID,), place=_SECTION)
    if isinstance(found, NotAssessable):
        return found
    unpaid = found.values[_UNPAID]
    if unpaid <= 0 or _told_somewhere(case.report):
        return holds(_SECTION)
    section = case.report.sections[_SECTION]
    if section.may_hold_unread_content or case.report.has_unread_attachment:
        return NotAssessable(place=_SECTION, reason=_MAY_BE_UNREAD)
    told = Text(
        zh=f"表中有{figure_text(unpaid)}件逾期未缴费，第六部分没有提到收费",
        en=(
            f"the table has {figure_text(unpaid)} requests closed over an unpaid fee, and section "
            "six does not speak of fees"
        ),
    )
    return Violation(
        place=_SECTION, arguments={"found": told}, cells=(_UNPAID,), cause=_CAUSE_OF_SILENCE
    )


def _told_somewhere(report: Report) -> bool:
    return a_heading_tells_of_the_fee(report) or any(
        _UNPAID_TOLD.search(sentence.text) for sentence in sentences_of(report)
    )


RULE = Rule(
    code="B308",
    name="fee-contradiction",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="信息处理费情况与其他部分不符", en="Section six and the rest differ on the fee"),
    message=Text(zh="信息处理费：{found}", en="Information fee: {found}"),
    basis=form_that_says("收取信息处理费情况在此处报告"),
    explanation=Text(
        zh=(
            "第六部分说没有收取而其他部分写有收取金额，或者表中有逾期未缴费的申请而报告各处都没有提到收费或缴费时报出。"
            "发出收费通知、无人缴费的，写“未收取”并无矛盾。"
        ),
        en=(
            "The rule fires when section six denies a fee that another part gives in yuan, or when "
            "the table has requests closed over an unpaid fee and no part speaks of fees. Notices "
            "sent and never paid go well with “none was collected”."
        ),
    ),
    fails_example=Text(
        zh="第六部分写“未收取”，总体情况写“收取信息处理费120元”。",
        en="Section six says none, and the overview says that 120 yuan were collected.",
    ),
    passes_example=Text(
        zh="有1件逾期未缴费，第六部分写“未收取信息处理费”。",
        en="One request was closed over an unpaid fee, and section six says none was collected.",
    ),
    formats=("ogi-2021",),
    check=fee_told_alike,
)
