"""N504: the prose tells of an outcome of requests more or less often than table 3 has."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity
from rules.language import Text
from rules.prose.numbers import NumberTold, numbers_told
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.spec import FormatSpec
from rules.table_cells import printed_cells
from rules.told_figures import printed_figures, told_against

_UNITS = frozenset("件份宗条起例个")
_OUTCOMES = {
    "予以公开": "granted",
    "部分公开": "partly_granted",
    "不予公开": "refused",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "其他处理": "other",
}
_NO_ROW = Text(zh="表三中没有相应的行", en="Table 3 has no such row")
_OF_REQUESTS = re.compile("申请|办理结果|办理情况")
_LEAST = 2
"""A sentence that gives fewer outcomes may use the words otherwise than the form does."""


def outcomes_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for each kind of outcome that a sentence lists in the words of the form."""
    if case.spec is None:
        return
    for name, told in _told(case).items():
        yield _outcome(case, case.spec, told, _OUTCOMES[name])


def _told(case: Case) -> Mapping[str, list[NumberTold]]:
    sentences: dict[str, list[NumberTold]] = {}
    for number in numbers_told(case.report):
        if _names_outcome(number, case.report.year):
            sentences.setdefault(number.sentence, []).append(number)
    found: dict[str, list[NumberTold]] = {}
    for numbers in sentences.values():
        if len(numbers) >= _LEAST:
            for number in numbers:
                found.setdefault(_subject(number), []).append(number)
    return found


def _names_outcome(number: NumberTold, year: int | None) -> bool:
    if number.unit not in _UNITS or number.is_approximate or not number.is_of(year):
        return False
    return _subject(number) in _OUTCOMES and bool(_OF_REQUESTS.search(number.sentence))


def _subject(number: NumberTold) -> str:
    return "".join(number.subject.split())


def _outcome(case: Case, spec: FormatSpec, told: list[NumberTold], row: str) -> Outcome:
    cells = _cells(case, spec, row)
    if not cells:
        return NotAssessable(place="t3", reason=_NO_ROW)
    printed = printed_figures(case, cells)
    if isinstance(printed, NotAssessable):
        return printed
    total = sum(printed.values(), Decimal(0))
    return told_against(case, told, cell=cells[0], readings=(total,), printed=total)


def _cells(case: Case, spec: FormatSpec, row: str) -> tuple[str, ...]:
    """The total cells of an outcome, one for each reason that the form gives for it."""
    reading = case.report.tables.get("t3")
    table = spec.table("t3")
    names = table.cell_ids if reading is None else printed_cells(table, reading)
    wanted = re.compile(rf"t3/{row}(?:\.[^/]+)?/total")
    return tuple(name for name in names if wanted.fullmatch(name))


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
        zh="文字所述该项办理结果为{told}件，表三为{printed}件",
        en="The prose has {told} of this outcome; table 3 has {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字用表中名称列出各类办理结果件数的，应与表三该类各行总计之和相同。"
            "两类合为一个数的、换用其他说法的，不予比较。"
        ),
        en=(
            "Where the prose lists outcomes by the names of the form, each is the sum of its rows "
            "in table 3. Two outcomes in one figure and other wordings are not compared."
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
