"""An audit for a person at a terminal."""

import io

from rich.console import Console

from audits.audit import audit
from audits.checking.as_text import print_result
from audits.result import Source, Submission
from tests.audits.published import Publication, as_html, parts_of, tables_with


def _shown(page: str, *, explain: bool = False) -> str:
    out = io.StringIO()
    result = audit(Submission(source=Source(name="a.html", content=page.encode())))
    print_result(Console(file=out, width=100, emoji=False), "a.html", result, explain=explain)
    return out.getvalue()


def test_a_finding_is_shown_with_its_arithmetic() -> None:
    figures = {"t3/received/natural_person": "25", "t3/received/total": "28"}
    shown = _shown(as_html(Publication(parts=parts_of(tables_with(figures)))))
    assert "云上市青禾区水务局 · 2023年" in shown
    assert "B303" in shown
    assert "28" in shown


def test_each_cell_is_shown_where_it_is_asked_for() -> None:
    shown = _shown(as_html(Publication()), explain=True)
    assert "t3/received/natural_person" in shown


def test_a_refusal_is_shown_with_its_reason() -> None:
    assert "非年度报告" in _shown("<html><p>通知</p>")


def test_text_from_a_portal_is_never_taken_for_markup() -> None:
    page = as_html(Publication(title="云上市[red]水务[/red]局2023年政府信息公开工作年度报告"))
    assert "[red]" in _shown(page)
