"""N504: the prose tells of an outcome of requests more or less often than table 3 has."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity
from rules.language import Text
from rules.prose.numbers import NumberTold, may_be_subject, numbers_where
from rules.requests_told import tells_requests_of_none
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import FormatSpec
from rules.table_cells import printed_cells
from rules.told_figures import Printed, printed_figures, told_against

_UNITS = frozenset("件份宗条起例个")
_ROWS = {
    "予以公开": "granted",
    "部分公开": "partly_granted",
    "不予公开": "refused",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "其他处理": "other",
}
_MAY_TAKE_IN = {
    "予以公开": ("部分公开",),
    "不予公开": ("无法提供", "不予处理", "其他处理"),
    "不予处理": ("其他处理",),
    "其他处理": ("无法提供", "不予处理"),
}
"""What a text may count under a name, when it does not list it by itself."""
_NO_ROW = Text(zh="表三缺少办理结果的行", en="Table 3 lacks a row of outcomes")
_OF_REQUESTS = re.compile("申请|办理结果|办理情况")
_OF_OTHER_MATTERS = re.compile("建议|提案|议案|公文|文件|属性|复议|诉讼|信访|留言")
_TOTAL = "total"
_LEAST = 2
"""A sentence that gives fewer outcomes may use the words otherwise than the form does."""
_BRACKETS = re.compile("[（(][^（）()]*[）)]")
_OF_WHICH = re.compile("其中|包括|包含|含")


def outcomes_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for each kind of outcome that a sentence lists in the words of the form."""
    if case.spec is None or tells_requests_of_none(case):
        return
    told = _told(case)
    if not told:
        return
    rows = _rows_of_outcomes(case, case.spec)
    totals = _totals(case, rows)
    for name, numbers in told.items():
        if isinstance(totals, NotAssessable):
            yield totals
        else:
            yield _outcome(case, numbers, name, rows[name], totals)


def _told(case: Case) -> Mapping[str, list[NumberTold]]:
    sentences: dict[str, list[NumberTold]] = {}
    for number in numbers_where(case.report, _lists_outcomes):
        if _names_outcome(number, case.report.year):
            sentences.setdefault(number.sentence, []).append(number)
    found: dict[str, list[NumberTold]] = {}
    for numbers in sentences.values():
        if len(numbers) >= _LEAST:
            for number in numbers:
                found.setdefault(_joined(number.subject), []).append(number)
    return found


def _names_outcome(number: NumberTold, year: int | None) -> bool:
    if number.unit not in _UNITS or number.is_approximate or not number.is_of(year):
        return False
    return _joined(number.subject) in _ROWS


def _lists_outcomes(sentence: str) -> bool:
    if not may_be_subject(_ROWS, sentence) or _OF_OTHER_MATTERS.search(sentence):
        return False
    return _OF_REQUESTS.search(sentence) is not None


def _joined(text: str) -> str:
    return "".join(text.split())


def _totals(case: Case, rows: Mapping[str, Sequence[str]]) -> Mapping[str, Decimal] | NotAssessable:
    """The sum of the rows of each outcome, or why one of them cannot be had."""
    if not all(rows.values()):
        return NotAssessable(place="t3", reason=_NO_ROW)
    printed = printed_figures(case, tuple(chain.from_iterable(rows.values())))
    if isinstance(printed, NotAssessable):
        return printed
    return {outcome: _sum(printed, cells) for outcome, cells in rows.items()}


def _outcome(
    case: Case,
    told: Sequence[NumberTold],
    name: str,
    cells: Sequence[str],
    totals: Mapping[str, Decimal],
) -> Outcome:
    return told_against(
        case,
        told,
        cells=cells,
        readings=_readings(told, name, totals),
        printed=totals[name],
        names={"outcome": Text(zh=name, en=name)},
    )


def _readings(
    told: Sequence[NumberTold], name: str, totals: Mapping[str, Decimal]
) -> frozenset[Decimal]:
    """The outcome alone, or with such others as its sentence does not tell beside it."""
    beside = frozenset(chain.from_iterable(_told_beside(number, name) for number in told))
    free = [totals[other] for other in _MAY_TAKE_IN.get(name, ()) if other not in beside]
    sizes = range(len(free) + 1)
    along = chain.from_iterable(combinations(free, size) for size in sizes)
    return frozenset(totals[name] + sum(parts, Decimal(0)) for parts in along)


def _told_beside(number: NumberTold, name: str) -> frozenset[str]:
    """The outcomes set beside one in its sentence: not in brackets and not behind 其中."""
    plain = _BRACKETS.sub("", _joined(number.sentence))
    narrowed = _OF_WHICH.search(plain, max(plain.find(name), 0))
    listed = plain[: narrowed.start()] if narrowed else plain
    return frozenset(outcome for outcome in _ROWS if outcome in listed)


def _sum(printed: Printed, cells: Sequence[str]) -> Decimal:
    return sum((printed[cell] for cell in cells), Decimal(0))


def _rows_of_outcomes(case: Case, spec: FormatSpec) -> Mapping[str, tuple[str, ...]]:
    """The total cells of each outcome, one for each reason of the form; none where one is missing.

    The reasons of an outcome are rows by its name and theirs: ``refused.state_secret``.
    """
    reading = case.report.tables.get("t3")
    table = spec.table("t3")
    names = table.cell_ids if reading is None else printed_cells(table, reading)
    missing = set() if reading is None else {row.split(".")[0] for row in reading.rows_missing}
    cells: dict[str, list[str]] = {row: [] for row in _ROWS.values()}
    for cell in names:
        _, row, column = cell.split("/")
        if column == _TOTAL and (found := cells.get(row.split(".")[0])) is not None:
            found.append(cell)
    return {outcome: () if row in missing else tuple(cells[row]) for outcome, row in _ROWS.items()}


RULE = Rule(
    code="N504",
    name="outcomes",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述办理结果与表格不符",
        en="Outcomes of requests: prose and table differ",
    ),
    message=Text(
        zh="文字所述“{outcome}”为{told}件，表三该类各行总计之和为{printed}件",
        en="The prose has {told} for “{outcome}”; the rows of it in table 3 add up to {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字用表中名称列出各类办理结果件数的，应与表三该类各行总计之和相同。"
            "句中没有另列的类别可能并入其中，并入后相符的也视为相符；换用其他说法的不予比较。"
        ),
        en=(
            "Where the prose lists outcomes by the names of the form, each is the sum of its rows "
            "in table 3, alone or with outcomes that the sentence does not list beside it. Other "
            "wordings are not compared."
        ),
    ),
    fails_example=Text(
        zh="文字：予以公开20件，部分公开4件；表三予以公开为13。",
        en="The prose has 20 granted and 4 in part; table 3 has 13 granted.",
    ),
    passes_example=Text(
        zh="文字：予以公开13件，部分公开4件；表三予以公开为13，部分公开为4。",
        en="The prose has 13 granted and 4 in part; so has table 3.",
    ),
    check=outcomes_as_told,
)
