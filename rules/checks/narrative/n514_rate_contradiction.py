"""N514: every request is said to be answered in time, and some late."""

import re
from collections.abc import Iterator, Sequence

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.lateness import LateTold, RateTold, answered_late, full_rates, hints_of_lateness
from rules.rule import Rule
from rules.sentence_reach import MAY_BE_PART, WHOSE_UNKNOWN, is_of_government, may_be_of_a_part
from rules.sources import COMMON_PRACTICE

_REGION = re.compile(
    "全[省市区县州盟旗]|本行政区域|辖区|系统|各(?!类|项|种|方面|环节)|下属|所属|本级|部门"
)
_ITSELF = re.compile("本机关|本单位|[我本](?:局|委|办|厅|镇|乡|街道)|政府办|办公[室厅]")
_LATE_WORDS = re.compile("逾期|超期|超时")
_ANSWERED_ALL = Text(
    zh="文中答复率未写明按时，逾期答复的也是已答复，二者可能并不矛盾",
    en="The rate is not said to be of answers in time, and a late answer is an answer too",
)
_NOT_COUNTED = Text(
    zh="文中提到答复超期，但没有写件数，所指时间和事项未能判定",
    en="The prose speaks of late answers without a number; when and of what could not be told",
)


def full_rate_without_late_answers(case: Case) -> Iterator[Outcome]:
    """One outcome, when the prose says that all requests were answered."""
    rates = tuple(full_rates(case.report))
    if rates:
        yield _outcome(case, rates, tuple(answered_late(case.report)))


def _outcome(case: Case, rates: Sequence[RateTold], late: Sequence[LateTold]) -> Outcome:
    place = rates[0].number.section
    obstacle = prose_numbers_obstacle(case.report)
    if obstacle is not None:
        return NotAssessable(place=place, reason=obstacle)
    reasons: list[Text] = []
    for rate in rates:
        for each in late:
            reason = _lawful_reading(case, rate, each)
            if reason is None:
                return _contradicted(rate, each)
            reasons.append(reason)
    if not late and hints_of_lateness(case.report):
        reasons.append(_NOT_COUNTED)
    return NotAssessable(place=place, reason=reasons[0]) if reasons else holds(place)


def _lawful_reading(case: Case, rate: RateTold, late: LateTold) -> Text | None:
    """Why both may be true; ``None`` where they cannot."""
    if not rate.is_timely and not late.is_unanswered:
        return _ANSWERED_ALL
    texts = ["".join(n.sentence.split()) for n in (rate.number, late.number)]
    if any(may_be_of_a_part(_LATE_WORDS.sub("", text)) for text in texts):
        return MAY_BE_PART
    return None if _whose(case, texts[0]) == _whose(case, texts[1]) else WHOSE_UNKNOWN


def _whose(case: Case, sentence: str) -> frozenset[str]:
    found = _REGION.findall(sentence)
    if is_of_government(case):
        found += _ITSELF.findall(sentence)
    return frozenset(found)


def _contradicted(rate: RateTold, late: LateTold) -> Violation:
    return Violation(
        place=rate.number.section,
        arguments={
            "late": figure_text(late.number.value),
            "late_sentence": late.number.sentence,
        },
        quote=rate.number.sentence,
        cause=f"N514 {rate.number.sentence}",
    )


RULE = Rule(
    code="N514",
    name="rate-contradiction",
    version=2,
    severity=Severity.INFO,
    title=Text(
        zh="文字称全部按时答复又称有逾期", en="All answered in time, and some answered late"
    ),
    message=Text(
        zh="文中称答复率100%，又称逾期{late}件：“{late_sentence}”",
        en="The prose has a rate of answers of 100%, and {late} late: “{late_sentence}”",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文中写按时答复率（办结率）100%，又写本年度有申请逾期答复或逾期未答复的，二者必有一误。"
            "结转下年度、依法延期和申请人逾期不补正都不是逾期答复；未写明按时的答复率与逾期答复并不矛盾，"
            "统计范围可能不同的也不予判定。表格没有逾期一行，只看文字。"
        ),
        en=(
            "The prose has a rate of 100% for answers in time and tells of requests of the year "
            "that were answered late or not at all: one of them is wrong. Requests carried on, "
            "lawfully prolonged, or not corrected by the applicant are not late. A rate that is "
            "not said to be of answers in time does not contradict a late answer, and where both "
            "may count for different bodies nothing is decided. The form has no row for late "
            "answers, so only the prose is looked at."
        ),
    ),
    fails_example=Text(
        zh="文字：信息公开申请按时答复率100%，逾期答复2件。",
        en="All requests were answered in time, and 2 late.",
    ),
    passes_example=Text(
        zh="文字：信息公开申请按时答复率100%，结转下年度2件。",
        en="All requests were answered in time, and 2 carried on.",
    ),
    check=full_rate_without_late_answers,
)
