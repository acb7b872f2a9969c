"""T206: rows of a table are labelled otherwise than in the form."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rules.case import Case
from rules.finding import Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN
from rules.labels import OVER_EVERY_GROUP, without_numbering
from rules.language import Text, listed, shortened
from rules.lettering import labels_obstacle
from rules.report import TableReading
from rules.rule import Rule
from rules.sources import OWN_FORM
from rules.spec import RowSpec, TableSpec

_TABLES = ("t3", "t4")
"""Altered labels of table 2 are told by T203."""
_TOLD_BY_T208 = "partly_granted"
_SHOWN = 3
_NUMERALS = re.compile(r"\([一二三四五六七]\)|[()\[\]〔〕【】]|(?<=\D)\d(?=\D)")
"""What counts a row, where more than one count stands in the cell, and brackets."""


def labels_as_in_form(case: Case) -> Iterator[Outcome]:
    """One outcome for each table whose labels were read."""
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    for name in _TABLES:
        table = case.spec.table(name)
        obstacle = labels_obstacle(case, table)
        if obstacle is not None:
            yield obstacle
        elif case.report.tables[name].labels:
            yield _outcome(table, case.report.tables[name])


def _outcome(table: TableSpec, reading: TableReading) -> Outcome:
    labels = ((table.row(row), printed) for row, printed in reading.labels.items())
    altered = [
        (row, printed)
        for row, printed in labels
        if row.id != _TOLD_BY_T208 and _is_altered(row, printed)
    ]
    if not altered:
        return holds(table.id)
    return Violation(
        place=table.id,
        arguments={
            "table": table.label.text,
            "count": str(len(altered)),
            "labels": listed(_told(row, printed) for row, printed in altered[:_SHOWN]),
        },
        quote=altered[0][1],
    )


def _is_altered(row: RowSpec, printed: str) -> bool:
    if printed == row.label:
        return False
    return _is_worded_otherwise(printed, (row.label, *row.accepted), row.group)


@lru_cache(maxsize=1_024)
def _is_worded_otherwise(printed: str, labels: tuple[str, ...], group: str | None) -> bool:
    """Other words than the form's; numbering, quotes, brackets, dots and spaces do not count.

    Nor do characters that are only missing: a line of the cell may have been lost on its way to us.
    The heading of a group of rows may stand in the cell too.
    """
    words = _words(printed)
    known = [_words(label) for label in labels]
    groups = [_words(text) for text in (group, OVER_EVERY_GROUP) if text]
    return not any(_is_within(words, f"{before}{k}") for k in known for before in ("", *groups))


def _words(label: str) -> str:
    return _NUMERALS.sub("", without_numbering(label))


def _is_within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _told(row: RowSpec, printed: str) -> Text:
    words = shortened(printed)
    return Text(zh=f"“{words}”（格式为“{row.label}”）", en=f"“{words}” for “{row.label}”")


RULE = Rule(
    code="T206",
    name="label-altered",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="行名与格式不同", en="Row labels differ from the form"),
    message=Text(
        zh="{table}有{count}个行名与格式不同：{labels}",
        en="{table} has {count} labels other than the form's: {labels}",
    ),
    basis=OWN_FORM,
    explanation=Text(
        zh="行名有错字、多字或另换说法，不影响数字，只作提示。序号、引号、括号、标点和空格不计；仅仅少字可能是读取时丢失，也不计。",
        en=(
            "A label with a character changed or added, or in other words, changes no figure and "
            "is told as information. Numbering, quotes, brackets, other marks and spaces do not "
            "count, nor do characters that are only missing, which may be lost in reading."
        ),
    ),
    fails_example=Text(
        zh="“属于三类内部事务信息”写作“属于三类内容事务信息”。",
        en="属于三类内部事务信息 is printed 属于三类内容事务信息.",
    ),
    passes_example=Text(
        zh="“危及三安全一稳定”没有引号，“3．”写作“3、”。",
        en="危及三安全一稳定 has no quotes, and 3、 stands for 3．.",
    ),
    check=labels_as_in_form,
)
