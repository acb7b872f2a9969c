"""Two reports in one file are never judged as one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from audits.audit import audit
from audits.result import AuditResult, AuditStatus, Source, Submission
from tests.audits.printed_pdf import as_pdf
from tests.audits.published import TITLE, Publication, as_docx, as_html, as_text

FORMS: dict[str, Callable[[Publication], bytes]] = {
    "html": lambda publication: as_html(publication).encode(),
    "txt": lambda publication: as_text(publication).encode(),
    "docx": as_docx,
    "pdf": as_pdf,
}


def audited(publication: Publication, form: str) -> AuditResult:
    source = Source(name=f"report.{form}", content=FORMS[form](publication))
    return audit(Submission(source=source))


def bound_with(title: str) -> Publication:
    one = Publication()
    return replace(one, parts=(*one.parts, title, one.intro, *one.parts))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "title", [TITLE.replace("2023", "2022"), "临溪县水利局2023年政府信息公开工作年度报告"]
)
def test_reports_of_two_years_or_bodies_are_not_read_as_one(form: str, title: str) -> None:
    result = audited(bound_with(title), form)
    assert result.status is AuditStatus.UNREADABLE
    assert result.report is None
    assert result.reason is not None
    assert "two annual reports" in result.reason.en


@pytest.mark.parametrize("form", FORMS)
def test_a_report_printed_twice_is_one(form: str) -> None:
    assert audited(bound_with(TITLE), form).status is AuditStatus.AUDITED


def test_titles_of_other_reports_below_a_report_do_not_make_two() -> None:
    one = Publication()
    listed = replace(one, parts=(*one.parts, TITLE.replace("2023", "2022")))
    assert audited(listed, "html").status is AuditStatus.AUDITED
