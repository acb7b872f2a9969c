"""What a report says of the information handling fee (信息处理费)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rules.once_a_report import once_a_report
from rules.prose.numerals import counted
from rules.prose.sentences import Squeezed, squeezed_sentences_of
from rules.report import Report


class FeeSaid(StrEnum):
    """What it comes to."""

    NONE = "none"
    """None was collected."""
    AMOUNT = "amount"
    """An amount was collected."""
    UNCLEAR = "unclear"
    """The fee is spoken of; whether and how much was collected cannot be told for sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTold:
    """The statement on the fee, and where it stands."""

    said: FeeSaid
    amount: Decimal | None
    """In yuan; ``None`` unless an amount was collected."""
    sentence: str
    section: str


_SECTION = "other_matters"
_FEE = re.compile("处理费|收费|收取[^。；]{0,30}费")
_FEE_ELSEWHERE = re.compile(
    "处理费|收取[^。；]{0,30}费用|(?:申请|没有|[未无不免零])[^。；，]{0,15}收费(?!目录|清单|标准|项目)"
)
"""How another part than section six speaks of it: 收费 alone is often that of table 2."""
_NONE = re.compile(
    r"(?:未(?!按|缴|及时|能)|没有|从未|均无|并无|无(?!偿)|不(?!仅|但|断|按|满)|免于|免予|零)"
    r"[^。；，,]{0,24}?(?:收取|收费|处理费|费用)"
    r"|费[^。；，,\d]{0,12}(?:[:：为是]|共|共计|合计|总?金?额)\s*(?:无|零元?|0(?:\.0+)?\s*万?元?)(?![\d.])"
    r"|(?:处理费|收取[^。；，,]{0,12}费用?|收费)\s*0(?:\.0+)?\s*万?元"
    r"|均(?:为|是)\s*(?:0|零)(?![\d.])"
)
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万|千|百)?\s*元(?!/|每|起|以)"
)
_COLLECTED = re.compile(r"实际收取|实收|实际收费")
_NOT_OF_THE_FEE = re.compile(
    "违规|违法|违纪|乱收费|超标准|投诉|除[^。；]{0,30}外|以外|之外|行政事业性收费|收费(?:目录|清单|项目)"
)
"""What may be denied without denying that the fee was collected."""
_OF_SOMETHING_ELSE = re.compile(
    "(?:污水|污泥|垃圾|餐厨|粪便|[固危医]废|废[水物弃]|行政事业性)[^。；，,、]{0,6}(?:处理费|收费)"
)
"""Fees for refuse and waste water are handling fees too, and table 2 has all charges."""
_HANDED_OVER = re.compile(r"收取|实收|收缴|收到|收入|缴纳|处理费[^。；，,]{0,6}\d")
_NOT_KEPT = re.compile("通知|逾期|未缴|未交|减免|退|放弃|拒|缴费单|应收|拟|预计|标准")
_OF_OTHERS = re.compile(
    "全[省市区县州盟旗]|本级|所属|下属|[局委厅]属|事业单位|各[^。；，]{0,8}(?:单位|部门|镇|乡|街道)|办公室|统一收|代[收为]|上级"
)
_RATE = re.compile(r"元\s*/|每[件页]|标准")
_OTHER_YEAR = re.compile("上一?年|去年|往年|累计")
_YEAR = re.compile(r"(20\d\d)年")


@once_a_report
def fee_of(report: Report) -> FeeTold | None:
    """What section six says of the fee, else any other part; ``None`` where nothing tells of it."""
    told = [
        s
        for s in squeezed_sentences_of(report)
        if s.passage.section == _SECTION and "费" in s.text and _FEE.search(s.text)
    ]
    return _summed_up(told, report.year) if told else fee_told_elsewhere(report)


def fee_told_elsewhere(report: Report) -> FeeTold | None:
    """What the parts other than section six say of the fee; ``None`` where none tells of it."""
    told = [
        s
        for s in squeezed_sentences_of(report)
        if s.passage.section != _SECTION and "费" in s.text and _FEE_ELSEWHERE.search(s.text)
    ]
    return _summed_up(told, report.year) if told else None


def _summed_up(told: Sequence[Squeezed], year: int | None) -> FeeTold:
    statements = [_statement(sentence, year) for sentence in told]
    clear = [s for s in statements if s.said is not FeeSaid.UNCLEAR]
    if len({(s.said, s.amount) for s in clear}) > 1:
        return FeeTold(
            said=FeeSaid.UNCLEAR, amount=None, sentence=clear[0].sentence, section=clear[0].section
        )
    return clear[0] if clear else statements[0]


def a_heading_tells_of_the_fee(report: Report) -> bool:
    """The heading of a section speaks of it, and so tells more than the word 无 below it."""
    headings = (_squeezed(section.heading) for section in report.sections.values())
    return any(_FEE_ELSEWHERE.search(heading) for heading in headings)


def names_the_fee(sentence: str) -> bool:
    """It speaks of the information handling fee by that name, and not of another 处理费."""
    return "处理费" in _OF_SOMETHING_ELSE.sub("", _squeezed(sentence))


def was_collected(sentence: str) -> bool:
    """The amount of the sentence was taken in and kept, and not only asked for."""
    text = _squeezed(sentence)
    if _COLLECTED.search(text):
        return True
    return bool(_HANDED_OVER.search(text)) and not _NOT_KEPT.search(text)


def is_of_others(sentence: str) -> bool:
    """It may speak of what other bodies collected."""
    return _OF_OTHERS.search(_squeezed(sentence)) is not None


def _statement(sentence: Squeezed, year: int | None) -> FeeTold:
    text, passage = sentence
    none = _NONE.search(text) is not None and not _NOT_OF_THE_FEE.search(text)
    amount = _amount_in(text, year)
    said = FeeSaid.UNCLEAR
    if amount and not _NONE.search(text):
        said = FeeSaid.AMOUNT
    elif none and not amount and not _amounts(text):
        said = FeeSaid.NONE
    return FeeTold(
        said=said,
        amount=amount if said is FeeSaid.AMOUNT else None,
        sentence=passage.text,
        section=passage.section,
    )


def _amount_in(text: str, year: int | None) -> Decimal | None:
    """The one amount above 0 of this year in a sentence: what was collected, where it says so."""
    years = {int(found) for found in _YEAR.findall(text)}
    if _RATE.search(text) or _OTHER_YEAR.search(text) or (year is not None and years - {year}):
        return None
    if not _FEE.search(_OF_SOMETHING_ELSE.sub("", text)):
        return None
    collected = _COLLECTED.search(text)
    found = set(_amounts(text[collected.end() :] if collected else text))
    return found.pop() if len(found) == 1 else None


def _amounts(text: str) -> list[Decimal]:
    values = (counted(found[1], found[2] or "") for found in _AMOUNT.finditer(text))
    return [value for value in values if value]


def _squeezed(text: str) -> str:
    return "".join(text.split())
