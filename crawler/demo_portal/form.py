"""The official form: labels and cell ids of the three tables in both unified formats.

Sources: 国办公开办函〔2021〕30号 (`ogi-2021`) and 〔2019〕60号 (`ogi-2019`). The portal keeps its
own copy of the form: what it publishes must not follow a mistake in the programs that read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """The unified formats, named as in every other part of the project."""

    OGI_2019 = "ogi-2019"
    OGI_2021 = "ogi-2021"


class FormTable(StrEnum):
    """The tables of sections two, three and four."""

    PROACTIVE = "t2"
    REQUESTS = "t3"
    REVIEWS = "t4"


class SectionKey(StrEnum):
    """The six sections, in order."""

    OVERVIEW = "overview"
    PROACTIVE = "proactive"
    REQUESTS = "requests"
    REVIEWS = "reviews"
    PROBLEMS = "problems"
    OTHER_MATTERS = "other_matters"


SECTION_TITLES: Final = {
    SectionKey.OVERVIEW: "总体情况",
    SectionKey.PROACTIVE: "主动公开政府信息情况",
    SectionKey.REQUESTS: "收到和处理政府信息公开申请情况",
    SectionKey.REVIEWS: "政府信息公开行政复议、行政诉讼情况",
    SectionKey.PROBLEMS: "存在的主要问题及改进情况",
    SectionKey.OTHER_MATTERS: "其他需要报告的事项",
}
CHINESE_NUMERALS: Final = "一二三四五六"
BALANCE_NOTE: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row or a column of the form: its id and its label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of table 2: one item of article 20 with its own column headings."""

    article: str
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An outcome of table 3; without a row of its own it has numbered ones below it."""

    label: str
    rows: tuple[Line, ...]
    numbered: bool


def _lines(*pairs: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(Line(id=id_, label=label) for id_, label in pairs)


def _group(prefix: str, label: str, *names: tuple[str, str]) -> Group:
    rows = tuple(
        Line(id=f"{prefix}.{name}", label=f"{number}.{text}")
        for number, (name, text) in enumerate(names, start=1)
    )
    return Group(label=label, rows=rows, numbered=True)


def _single(id_: str, label: str) -> Group:
    return Group(label=label, rows=_lines((id_, label)), numbered=False)


_DECISIONS = _lines(("decisions", "本年处理决定数量"))
_PROJECTS = _lines(
    ("items_last_year", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")
)

PROACTIVE_BLOCKS: Final = {
    Form.OGI_2021: (
        Block(
            article="第二十条第（一）项",
            columns=_lines(
                ("issued", "本年制发件数"),
                ("repealed", "本年废止件数"),
                ("in_force", "现行有效件数"),
            ),
            rows=_lines(("regulations", "规章"), ("normative_documents", "行政规范性文件")),
        ),
        Block(
            article="第二十条第（五）项",
            columns=_DECISIONS,
            rows=_lines(("licensing", "行政许可")),
        ),
        Block(
            article="第二十条第（六）项",
            columns=_DECISIONS,
            rows=_lines(("penalties", "行政处罚"), ("coercion", "行政强制")),
        ),
        Block(
            article="第二十条第（八）项",
            columns=_lines(("amount", "本年收费金额（单位：万元）")),
            rows=_lines(("fees", "行政事业性收费")),
        ),
    ),
    Form.OGI_2019: (
        Block(
            article="第二十条第（一）项",
            columns=_lines(
                ("newly_made", "本年新制作数量"),
                ("newly_disclosed", "本年新公开数量"),
                ("disclosed_total", "对外公开总数量"),
            ),
            rows=_lines(("regulations", "规章"), ("normative_documents", "规范性文件")),
        ),
        Block(
            article="第二十条第（五）项",
            columns=_PROJECTS,
            rows=_lines(("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")),
        ),
        Block(
            article="第二十条第（六）项",
            columns=_PROJECTS,
            rows=_lines(("penalties", "行政处罚"), ("coercion", "行政强制")),
        ),
        Block(
            article="第二十条第（八）项",
            columns=_PROJECTS[:2],
            rows=_lines(("fees", "行政事业性收费")),
        ),
        Block(
            article="第二十条第（九）项",
            columns=_lines(("projects", "采购项目数量"), ("amount", "采购总金额")),
            rows=_lines(("procurement", "政府集中采购")),
        ),
    ),
}

RECEIVED: Final = Line(id="received", label="一、本年新收政府信息公开申请数量")
BROUGHT_FORWARD: Final = Line(id="brought_forward", label="二、上年结转政府信息公开申请数量")
OUTCOME_TOTAL: Final = Line(id="total", label="（七）总计")
CARRIED_FORWARD: Final = Line(id="carried_forward", label="四、结转下年度继续办理")

_OUTCOMES_TO_FIVE = (
    _single("granted", "（一）予以公开"),
    _single("partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    _group(
        "refused",
        "（三）不予公开",
        ("state_secret", "属于国家秘密"),
        ("forbidden_by_law", "其他法律行政法规禁止公开"),
        ("security_stability", "危及“三安全一稳定”"),
        ("third_party_rights", "保护第三方合法权益"),
        ("internal_affairs", "属于三类内部事务信息"),
        ("deliberative", "属于四类过程性信息"),
        ("enforcement_files", "属于行政执法案卷"),
        ("administrative_inquiry", "属于行政查询事项"),
    ),
    _group(
        "unable",
        "（四）无法提供",
        ("not_held", "本机关不掌握相关政府信息"),
        ("needs_creation", "没有现成信息需要另行制作"),
        ("still_unclear", "补正后申请内容仍不明确"),
    ),
    _group(
        "not_processed",
        "（五）不予处理",
        ("petition", "信访举报投诉类申请"),
        ("repeated", "重复申请"),
        ("publication", "要求提供公开出版物"),
        ("excessive", "无正当理由大量反复申请"),
        ("reissue", "要求行政机关确认或重新出具已获取信息"),
    ),
)
OTHER_IN_ONE_ROW: Final = _single("other", "（六）其他处理")
OTHER_IN_THREE_ROWS: Final = _group(
    "other",
    "（六）其他处理",
    ("not_corrected", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("fee_unpaid", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other", "其他"),
)
OUTCOMES: Final = {
    Form.OGI_2021: (*_OUTCOMES_TO_FIVE, OTHER_IN_THREE_ROWS),
    Form.OGI_2019: (*_OUTCOMES_TO_FIVE, OTHER_IN_ONE_ROW),
}

APPLICANTS: Final = _lines(
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("social_welfare", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
)
TOTAL: Final = Line(id="total", label="总计")

REVIEW_ROWS: Final = _lines(
    ("reconsideration", "行政复议"),
    ("direct_suit", "未经复议直接起诉"),
    ("suit_after_reconsideration", "复议后起诉"),
)
REVIEW_RESULTS: Final = _lines(
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
)


def outcome_rows(form: Form) -> Iterator[str]:
    """The ids of the outcome rows of table 3, without the total row."""
    return (row.id for group in OUTCOMES[form] for row in group.rows)


def proactive_cells(form: Form) -> tuple[str, ...]:
    """Every cell id of table 2."""
    return tuple(
        f"t2/{row.id}/{column.id}"
        for block in PROACTIVE_BLOCKS[form]
        for row in block.rows
        for column in block.columns
    )


def request_row_cells(row: str) -> tuple[str, ...]:
    """The seven cell ids of one row of table 3, the total last."""
    return tuple(f"t3/{row}/{column.id}" for column in (*APPLICANTS, TOTAL))


def review_row_cells(row: str) -> tuple[str, ...]:
    """The five cell ids of one legal remedy in table 4, the total last."""
    return tuple(f"t4/{row}/{result.id}" for result in (*REVIEW_RESULTS, TOTAL))
