"""What a report says of the information handling fee (信息处理费)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rules.prose.numerals import counted
from rules.prose.sentences import Passage, sentences_of
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
FEE_ELSEWHERE = re.compile(
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
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万|千|百)?\s*元(?!/|每)"
)
_COLLECTED = re.compile(r"实际收取|实收|实际收费")
_NOT_OF_THE_FEE = re.compile(
    "违规|违法|违纪|乱收费|超标准|投诉|除[^。；]{0,30}外|行政事业性收费|收费(?:目录|清单|项目)"
)
"""What may be denied without denying that the fee was collected."""
_RATE = re.compile(r"元\s*/|每[件页]|标准")
_OTHER_YEAR = re.compile("上一?年|去年|往年|累计")


def fee_of(report: Report) -> FeeTold | None:
    """What section six says of the fee, else any other part; ``None`` where nothing tells of it."""
    passages = [s for s in sentences_of(report, (_SECTION,)) if _FEE.search(_squeezed(s.text))]
    if not passages:
        told = (s for s in sentences_of(report) if s.section != _SECTION)
        passages = [s for s in told if FEE_ELSEWHERE.search(_squeezed(s.text))]
    if not passages:
        return None
    statements = [_statement(passage) for passage in passages]
    clear = [s for s in statements if s.said is not FeeSaid.UNCLEAR]
    if len({(s.said, s.amount) for s in clear}) > 1:
        return FeeTold(
            said=FeeSaid.UNCLEAR, amount=None, sentence=clear[0].sentence, section=clear[0].section
        )
    return clear[0] if clear else statements[0]


def _statement(passage: Passage) -> FeeTold:
    text = _squeezed(passage.text)
    none = _NONE.search(text) is not None and not _NOT_OF_THE_FEE.search(text)
    amount = _amount_in(text)
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


def _amount_in(text: str) -> Decimal | None:
    """The one amount above 0 of this year in a sentence: what was collected, where it says so."""
    if _RATE.search(text) or _OTHER_YEAR.search(text):
        return None
    collected = _COLLECTED.search(text)
    found = set(_amounts(text[collected.end() :] if collected else text))
    return found.pop() if len(found) == 1 else None


def _amounts(text: str) -> list[Decimal]:
    values = (counted(found[1], found[2] or "") for found in _AMOUNT.finditer(text))
    return [value for value in values if value]


def _squeezed(text: str) -> str:
    return "".join(text.split())
