"""T208: the row 部分公开 is printed without the note that belongs to it."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN
from rules.labels import without_numbering
from rules.language import Text
from rules.lettering import labels_obstacle
from rules.prose.sentences import paragraphs_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import form_that_says

_TABLE, _ROW = "t3", "partly_granted"
_BARE = "部分公开"
_OF_THE_NOTE = "区分处理"
_NOTE = "区分处理的，只计这一情形，不计其他情形"


def partial_note_printed(case: Case) -> Iterator[Outcome]:
    """One outcome for table 3, when the label of the row was read."""
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    obstacle = labels_obstacle(case, case.spec.table(_TABLE))
    if obstacle is not None:
        yield obstacle
        return
    printed = case.report.tables[_TABLE].labels.get(_ROW)
    if printed is None:
        return
    if without_numbering(printed) == _BARE and not _stands_beside(case.report):
        yield Violation(place=_TABLE, quote=printed)
    else:
        yield holds(_TABLE)


def _stands_beside(report: Report) -> bool:
    """The note is a cell or a line of its own."""
    beside = [*report.tables[_TABLE].rows_surplus, *(p.text for p in paragraphs_of(report))]
    return any(_OF_THE_NOTE in "".join(text.split()) for text in beside)


RULE = Rule(
    code="T208",
    name="partial-note-missing",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="部分公开一行缺少说明", en="The note on 部分公开 is missing"),
    message=Text(
        zh=f"“部分公开”一行没有印括号内的说明（{_NOTE}）",
        en=f"The row 部分公开 lacks its note in brackets ({_NOTE})",
    ),
    basis=form_that_says(_NOTE),
    explanation=Text(
        zh="该说明规定区分处理的申请只在这一行计数。缺少说明不影响数字，只作提示。",
        en=(
            "The note says that a request granted in part counts in this row only. Leaving it out "
            "changes no figure and is told as information."
        ),
    ),
    fails_example=Text(zh="行名只写“（二）部分公开”。", en="The label is （二）部分公开 alone."),
    passes_example=Text(
        zh=f"行名写“（二）部分公开（{_NOTE}）”。",
        en="The label has the note in brackets behind it.",
    ),
    check=partial_note_printed,
)
