"""S120: a report on 2021 or later rests on documents that were replaced."""

import re
from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text
from rules.prose.citations import Citation, citations_of, sentence_on_old_regulations
from rules.report import Report
from rules.rule import Rule
from rules.sources import FORM_OF_2021

_YEAR_UNKNOWN = Text(zh="未能判定报告年度", en="The year that the report is on could not be told")
_FIRST_YEAR = 2021
_IN_FORCE = (2021, 30)
_REPLACED = (2019, 60)
_HISTORIC = re.compile(
    "原用|原有|原《|原来|此前|以往|以前|曾|停用|停止|废止|失效|替代|取代|代替|不再|修订|修改|新版|新的?(?:报告)?格式"
    r"|(?<!〔)(?:2019|2020)年?(?:度|、|和|及|至|—|-)|年度?起|年以来"
)
"""A sentence on what was, or on both what was and what is."""


def cites_what_is_in_force(case: Case) -> Iterator[Outcome]:
    """One outcome for a report on 2021 or later."""
    year = case.report.year
    reason = prose_numbers_obstacle(case.report) or (_YEAR_UNKNOWN if year is None else None)
    if reason is not None or year is None:
        yield NotAssessable(place="citation", reason=reason or _YEAR_UNKNOWN)
        return
    if year < _FIRST_YEAR:
        return
    yield _outcome(case.report)


def _outcome(report: Report) -> Outcome:
    form = _replaced_form(tuple(citations_of(report)))
    if form is not None:
        return Violation(place="citation", arguments={"cited": _FORM}, quote=form.sentence)
    regulations = sentence_on_old_regulations(report)
    if regulations is not None and not _HISTORIC.search(regulations):
        return Violation(place="citation", arguments={"cited": _REGULATIONS}, quote=regulations)
    return holds("citation")


def _replaced_form(citations: tuple[Citation, ...]) -> Citation | None:
    if any((c.year, c.number) == _IN_FORCE for c in citations):
        return None
    replaced = (c for c in citations if (c.year, c.number) == _REPLACED)
    return next((c for c in replaced if not _HISTORIC.search(c.sentence)), None)


_FORM = Text(
    zh="国办公开办函〔2019〕60号，2021年度起的格式为国办公开办函〔2021〕30号",
    en="国办公开办函〔2019〕60号; the form for 2021 onward is 国办公开办函〔2021〕30号",
)
_REGULATIONS = Text(
    zh="国务院令第492号，条例已于2019年修订（国务院令第711号）",
    en="国务院令第492号; the regulations were revised in 2019 (国务院令第711号)",
)

RULE = Rule(
    code="S120",
    name="cites-superseded",
    version=1,
    severity=Severity.WARNING,
    title=Text(zh="引用已被替代的文件", en="A replaced document is cited"),
    message=Text(zh="编制依据引用{cited}", en="The report rests on {cited}"),
    basis=FORM_OF_2021,
    explanation=Text(
        zh=(
            "2021年度起的报告使用2021年格式。只引用2019年格式或修订前的条例，常是沿用旧稿。"
            "同时引用现行文件的，或者说明旧文件已停用的，不报。"
        ),
        en=(
            "Reports on 2021 and later follow the form of 2021. Citing only the form of 2019, or "
            "the regulations before their revision, often shows an old draft. Citing the document "
            "in force beside it, or saying that the old one is replaced, is no fault."
        ),
    ),
    fails_example=Text(
        zh="2023年度报告写“根据国办公开办函〔2019〕60号编制”。",
        en="The report on 2023 was made by 国办公开办函〔2019〕60号.",
    ),
    passes_example=Text(
        zh="写“原格式（国办公开办函〔2019〕60号）已停用”，并按2021年格式编制。",
        en="It says that the form of 国办公开办函〔2019〕60号 is no longer used.",
    ),
    check=cites_what_is_in_force,
)
