"""The faults planted in the demo county: twenty-four reports of forty-two, each with one fault.

The other reports are clean. A planted wrong cell is always smaller than the true one, and in its
year some other body's table of that kind cannot be read: so the county's own report stays at or
above the sum of its bodies, and no roll-up accuses it.
"""

from dataclasses import dataclass
from typing import Final

from crawler.demo_portal import county, form
from crawler.demo_portal.county import Body
from crawler.demo_portal.form import APPLICANTS, Form, request_row_cells
from crawler.demo_portal.prose import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedFault:
    """One fault in one report, and what an audit should say of it."""

    body: str
    """Id in the register."""
    year: int
    code: str
    """The rule that names the fault."""
    also: frozenset[str]
    """Codes that may follow from the same fault."""
    cells: tuple[str, ...]
    """The cells that were changed or left out; empty where the fault is not in cells."""
    note_zh: str
    note_en: str
    words_of: str = ""
    """Id of the body whose words the report takes over, of the same year."""


def _fault(
    body: Body,
    year: int,
    code: str,
    notes: tuple[str, str],
    *,
    cells: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    words_of: str = "",
) -> PlantedFault:
    note_zh, note_en = notes
    return PlantedFault(
        body=body.id,
        year=year,
        code=code,
        also=frozenset(also),
        cells=cells,
        note_zh=note_zh,
        note_en=note_en,
        words_of=words_of,
    )


_OUTCOME_ROWS: Final = tuple(form.outcome_rows(Form.OGI_2021))
_ORGANISATIONS: Final = tuple(
    f"t3/{row}/{column.id}" for row in _OUTCOME_ROWS for column in APPLICANTS[2:]
)
"""Outcome cells of all applicants but natural persons and businesses: in townships always 0."""
_OTHER_ROWS: Final = tuple(row.id for row in form.OTHER_IN_THREE_ROWS.rows)

TO_BE_CORRECTED: Final = _fault(
    county.NATURAL_RESOURCES,
    2025,
    "B304",
    (
        "行政复议“结果维持”少填1件，与总计不符",
        "'upheld' under reconsideration is 1 short of what the total needs",
    ),
    cells=("t4/reconsideration/upheld",),
)
"""The fault that its body puts right later, at the same address."""

_IN_2023: Final = (
    _fault(
        county.HEALTH,
        2023,
        "T201",
        ("第三部分没有表格", "section three has no table"),
        also=("T204",),
    ),
    _fault(
        county.FINANCE,
        2023,
        "B303",
        (
            "“予以公开”一行的总计比各列之和少1（DOCX附件）",
            "the total of row 'granted' is 1 short of its columns (DOCX attachment)",
        ),
        cells=("t3/granted/total",),
        also=("B302",),
    ),
    _fault(
        county.SHIDI,
        2023,
        "T220",
        ("办理结果各行中四列留空未填0", "four columns of the outcome rows are blank, not 0"),
        cells=_ORGANISATIONS,
    ),
    _fault(
        county.MARKET,
        2023,
        "S112",
        ("第六部分未报告信息处理费", "section six does not report information processing fees"),
    ),
    _fault(
        county.YUNZHAO,
        2023,
        "T221",
        ("主动公开表全部空白", "the table of proactive disclosure is blank throughout"),
        cells=form.proactive_cells(Form.OGI_2021),
        also=("T220", "T231"),
    ),
)
_IN_2024: Final = (
    _fault(
        county.AGRICULTURE,
        2024,
        "T209",
        ("2024年度报告沿用2019年格式的表格", "the 2024 report uses the tables of the 2019 format"),
        also=("T203", "T204", "T206"),
    ),
    _fault(
        county.ZHENQUAN,
        2024,
        "T202",
        ("第三部分的表格是图片", "the table of section three is a picture"),
    ),
    _fault(
        county.HOUSING,
        2024,
        "B301",
        (
            "自然人新收数少填2件，四项不平衡（PDF附件）",
            "received from natural persons is 2 short, so the balance fails (PDF attachment)",
        ),
        cells=("t3/received/natural_person",),
        also=("B303",),
    ),
    _fault(
        county.OFFICE,
        2024,
        "S102",
        ("第五、第六部分次序颠倒", "sections five and six are in the wrong order"),
        also=("S103", "S105"),
    ),
    _fault(
        county.HETING,
        2024,
        "T231",
        (
            "办理结果各行的总计列空白（DOCX附件）",
            "the total column of the outcome rows is blank (DOCX attachment)",
        ),
        cells=tuple(f"t3/{row}/total" for row in _OUTCOME_ROWS),
        also=("T220",),
    ),
    _fault(
        county.EDUCATION,
        2024,
        "V802",
        ("正文载有申请人的手机号码", "the text prints the mobile number of an applicant"),
    ),
    _fault(
        county.HEALTH,
        2024,
        "S119",
        ("统计期限仍是上一年的", "the period of its figures is still that of the year before"),
        also=("S115",),
    ),
)
_IN_2025: Final = (
    _fault(
        county.EDUCATION,
        2025,
        "S101",
        ("缺少收到和处理申请部分", "the section on requests is missing"),
        also=("T201", "S105"),
    ),
    _fault(
        county.ZHENQUAN,
        2025,
        "S104",
        (
            "复议诉讼部分只有标题没有内容",
            "the section on reviews has a heading and nothing below it",
        ),
        also=("T201", "T205"),
    ),
    TO_BE_CORRECTED,
    _fault(
        county.FINANCE,
        2025,
        "B302",
        (
            "“予以公开”少填1件，与（七）总计不符（DOCX附件）",
            "'granted' is 1 short of what the outcome total needs (DOCX attachment)",
        ),
        cells=("t3/granted/natural_person", "t3/granted/total"),
    ),
    _fault(
        county.MARKET,
        2025,
        "T225",
        ("行政许可处理决定数量填成小数", "the number of licensing decisions has a decimal"),
        cells=("t2/licensing/decisions",),
    ),
    _fault(
        county.YUNZHAO,
        2025,
        "T203",
        ("缺少第二十条第（五）项行政许可", "the block on licensing is missing"),
        cells=("t2/licensing/decisions",),
    ),
    _fault(
        county.MAILONG,
        2025,
        "T222",
        (
            "办理结果各行中四列填斜杠（PDF附件）",
            "four columns of the outcome rows hold a slash (PDF attachment)",
        ),
        cells=_ORGANISATIONS,
        also=("T220",),
    ),
    _fault(
        county.HEALTH,
        2025,
        "T223",
        ("行政处罚数量带单位“件”", "the number of penalties carries its unit"),
        cells=("t2/penalties/decisions",),
    ),
    _fault(
        county.OFFICE,
        2025,
        "T204",
        ("（六）其他处理只有一行", "(六) other outcomes is one row instead of three"),
        cells=tuple(id_ for row in _OTHER_ROWS for id_ in request_row_cells(row)),
        also=("T206",),
    ),
    _fault(
        county.AGRICULTURE,
        2025,
        "N501",
        (
            "正文所述收到申请数比表格多3件",
            "the text tells of 3 more requests received than the table",
        ),
        also=("N515",),
    ),
    _fault(
        county.SHIDI,
        2025,
        "C702",
        ("文字与鹤汀镇的年报相同", "its words are those of Heting's report"),
    ),
    _fault(
        county.HETING,
        2025,
        "C702",
        (
            "文字照搬石笛镇的年报（DOCX附件）",
            "its words are taken over from Shidi's report (DOCX attachment)",
        ),
        words_of=county.SHIDI.id,
    ),
)

PLANTED: Final = (*_IN_2023, *_IN_2024, *_IN_2025)

_OUTCOMES_UNSAID: Final = frozenset({"B302", "B303"})
_DECISIONS_UNSAID: Final = frozenset({"T203", "T209", "T223", "T225"})
_PARTS_UNSAID: Final = frozenset({"S101", "S102"})


def find_fault(body: str, year: int) -> PlantedFault | None:
    """The fault planted in one report, or none where it is clean."""
    return next((fault for fault in PLANTED if (fault.body, fault.year) == (body, year)), None)


def telling_with(fault: PlantedFault | None) -> Telling:
    """What the text leaves unsaid, so that it does not contradict the faulty table as well."""
    code = fault.code if fault else ""
    return Telling(
        parts=code not in _PARTS_UNSAID,
        outcomes=code not in _OUTCOMES_UNSAID,
        decisions=code not in _DECISIONS_UNSAID,
    )
