"""N506: the prose tells of another number of normative documents than table 2 has."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.prose.numbers import NumberTold, numbers_where
from rules.prose.scope import is_office_of_government
from rules.prose.sentences import sentences_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE
from rules.told_figures import printed_figures, told_against

_ROW = "t2/normative_documents"
_NAME = "行政规范性文件"
_UNITS = frozenset("件份个部")
_SUBJECTS = {
    "issued": re.compile(rf"(?:20\d\d年度?)?(?:共|新)*(?:制发|制定|印发|出台)(?:了)?{_NAME}"),
    "repealed": re.compile(rf"(?:共|已)*废止(?:了)?(?:{_NAME})?"),
    "in_force": re.compile(rf"现行有效(?:的)?(?:{_NAME})?|{_NAME}现行有效"),
}
_COLUMNS = {
    "issued": Text(zh="制发", en="issued"),
    "repealed": Text(zh="废止", en="repealed"),
    "in_force": Text(zh="现行有效", en="in force"),
}
_OTHERWISE_COUNTED = re.compile(
    "修改|修订|修正|清理|失效|备案|审查|审核|解读|起草|代拟|名义|历年|累计|联合|转发|拟|规章|政策性文件|其他文件|草案"
    "|党|牵头|参与|配合|重新|延长|延续|继续有效|目前|至今|当前|以来"
)
"""Such a sentence may count drafts, revisions, documents of others or of another day along."""
_GOVERNMENT = re.compile(
    r"(?:[省市区县州盟旗乡镇]|人民)政府(?!办|信息|网|门户|公报|采购)|两办|名义"
)
_MAY_BE_THE_GOVERNMENTS = Text(
    zh="政府办公室所述文件可能包括以政府名义制发的",
    en="The office of a government may count the documents of the government along",
)


def documents_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for each figure of the row that the prose tells."""
    year = case.report.year
    numbers = [n for n in numbers_where(case.report, _is_on_documents) if _is_exact(n, year)]
    for column, wording in _SUBJECTS.items():
        told = [n for n in numbers if wording.fullmatch("".join(n.subject.split()))]
        if told:
            yield _outcome(case, told, column)


def _is_on_documents(sentence: str) -> bool:
    return _NAME in sentence and not _OTHERWISE_COUNTED.search(sentence)


def _is_exact(number: NumberTold, year: int | None) -> bool:
    if number.unit not in _UNITS or number.is_approximate or number.is_change or number.is_part:
        return False
    return number.is_of(year)


def _outcome(case: Case, told: list[NumberTold], column: str) -> Outcome:
    cell = f"{_ROW}/{column}"
    printed = printed_figures(case, (cell,))
    if isinstance(printed, NotAssessable):
        return printed
    figure = printed[cell]
    outcome = told_against(
        case,
        told,
        cells=(cell,),
        readings=(figure,),
        printed=figure,
        names={"column": _COLUMNS[column]},
    )
    if isinstance(outcome, Violation) and _counts_for_government(case.report):
        return NotAssessable(place=cell, reason=_MAY_BE_THE_GOVERNMENTS, cells=(cell,))
    return outcome


def _counts_for_government(report: Report) -> bool:
    """An office that speaks of documents and of its government may count the government's along."""
    return is_office_of_government(report.body) and any(
        _GOVERNMENT.search(sentence.text) and "文件" in sentence.text
        for sentence in sentences_of(report)
    )


RULE = Rule(
    code="N506",
    name="normative-documents",
    version=1,
    severity=Severity.WARNING,
    title=Text(
        zh="文字所述行政规范性文件数与表格不符",
        en="Normative documents: prose and table differ",
    ),
    message=Text(
        zh="文字所述{column}的行政规范性文件为{told}件，表二为{printed}件",
        en="The prose has {told} normative documents {column}; table 2 has {printed}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "文字写明制发、废止或现行有效的行政规范性文件件数的，应与表二相同。"
            "句中涉及修改、清理、起草、备案或其他文件的，不予比较。"
        ),
        en=(
            "Normative documents issued, repealed or in force that the prose counts are those of "
            "table 2. Sentences on revisions, drafts, filings or other papers are not compared."
        ),
    ),
    fails_example=Text(
        zh="文字：制发行政规范性文件9件；表二制发件数为2。",
        en="The prose has 9 issued; table 2 has 2.",
    ),
    passes_example=Text(
        zh="文字：制发行政规范性文件2件；表二制发件数为2。",
        en="The prose has 2 issued; table 2 has 2.",
    ),
    formats=("ogi-2021",),
    check=documents_as_told,
)
