"""What must hold of any table that adds up, and of any one wrong cell in it."""

from collections.abc import Mapping

import hypothesis.strategies as st
from hypothesis import given, settings

from rules.finding import Finding
from rules.judge import Judgement, judge
from rules.registry import rule_of
from rules.spec import spec_of
from tests.rules.report_builder import Sketch

SPEC = spec_of("ogi-2021")
COLUMNS = tuple(column.id for column in SPEC.table("t3").blocks[0].columns)
APPLICANTS = COLUMNS[:-1]
ROWS = tuple(row.id for row in SPEC.table("t3").rows)
OUTCOMES = ROWS[2:-2]
REVIEWS = tuple(row.id for row in SPEC.table("t4").rows)
RESULTS = tuple(column.id for column in SPEC.table("t4").blocks[0].columns)
RULES = tuple(rule_of(code) for code in ("B301", "B302", "B303", "B304", "T230", "T231"))

Figures = dict[str, int]


@st.composite
def balanced(draw: st.DrawFn) -> Figures:
    """Every cell of tables 3 and 4 of a report that adds up."""
    places = st.tuples(st.sampled_from(OUTCOMES), st.sampled_from(APPLICANTS))
    handled = draw(st.dictionaries(places, st.integers(1, 900), max_size=12))
    carried = draw(st.dictionaries(st.sampled_from(APPLICANTS), st.integers(1, 90), max_size=3))
    found: Figures = {}
    for column in APPLICANTS:
        outcomes = {row: handled.get((row, column), 0) for row in OUTCOMES}
        total, forward = sum(outcomes.values()), carried.get(column, 0)
        before = draw(st.integers(0, total + forward)) if total + forward else 0
        rows = {
            "received": total + forward - before,
            "brought_forward": before,
            **outcomes,
            "total": total,
            "carried_forward": forward,
        }
        found |= {f"t3/{row}/{column}": value for row, value in rows.items()}
    for row in ROWS:
        found[f"t3/{row}/total"] = sum(found[f"t3/{row}/{column}"] for column in APPLICANTS)
    for row in REVIEWS:
        results = [draw(st.integers(0, 60)) for _ in RESULTS[:-1]]
        values = [*results, sum(results)]
        found |= {f"t4/{row}/{c}": v for c, v in zip(RESULTS, values, strict=True)}
    return found


def judged(cells: Mapping[str, str]) -> Judgement:
    return judge(Sketch(base="zero", cells=dict(cells)).case(), RULES)


def printed(figures: Figures, *, zeros_blank: bool = False) -> dict[str, str]:
    """The figures as text; with ``zeros_blank``, the zeros of applicants and results are blank."""
    return {
        cell: "" if zeros_blank and value == 0 and not cell.endswith("/total") else str(value)
        for cell, value in figures.items()
        if not (zeros_blank and "/total/" in cell and value == 0)
    }


def equations_with(cell: str) -> set[tuple[str, str]]:
    """Code and place of each equation that holds a cell, worked out from the form's own words."""
    table, row, column = cell.split("/")
    if table == "t4":
        return {("B304", f"t4/{row}/total")}
    found = {("B303", f"t3/{row}/total")}
    if row in {"received", "brought_forward", "total", "carried_forward"}:
        found.add(("B301", f"t3/total/{column}"))
    if row == "total" or row in OUTCOMES:
        found.add(("B302", f"t3/total/{column}"))
    return found


def places(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.code, finding.place) for finding in findings}


@given(figures=balanced(), zeros_blank=st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_report_that_adds_up_raises_nothing(figures: Figures, zeros_blank: bool) -> None:
    assert judged(printed(figures, zeros_blank=zeros_blank)).findings == ()


@given(figures=balanced(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_one_wrong_cell_breaks_its_equations_and_no_other(
    figures: Figures, data: st.DataObject
) -> None:
    cell = data.draw(st.sampled_from(sorted(figures)))
    wrong = data.draw(st.integers(0, 2000).filter(lambda value: value != figures[cell]))
    findings = judged(printed(figures | {cell: wrong})).findings

    assert places(findings) == equations_with(cell)
    repair = {cell: str(figures[cell])} if cell.startswith("t3/") else None
    assert [finding.suggestion for finding in findings] == [repair] * len(findings)
    assert {finding.fault for finding in findings} == {"1"}


@given(figures=balanced(), data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_wrong_cell_is_found_among_blank_zeros_too(figures: Figures, data: st.DataObject) -> None:
    cells = [f"t3/{row}/{column}" for row in OUTCOMES for column in APPLICANTS]
    cell = data.draw(st.sampled_from(cells))
    column = cell.rsplit("/", 1)[1]
    text = printed(figures, zeros_blank=True) | {
        f"t3/total/{column}": str(figures[f"t3/total/{column}"])
    }
    findings = judged(text | {cell: str(figures[cell] + 7)}).findings

    assert places(findings) == equations_with(cell)
    assert all(f.suggestion == {cell: str(figures[cell])} for f in findings)


@given(figures=balanced(), data=st.data())
@settings(max_examples=20, deadline=None)
def test_two_wrong_cells_that_differ_by_other_amounts_are_both_named(
    figures: Figures, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(OUTCOMES))
    columns = data.draw(st.permutations(APPLICANTS))
    first, second = f"t3/{rows[0]}/{columns[0]}", f"t3/{rows[1]}/{columns[1]}"
    text = printed(figures | {first: figures[first] + 5, second: figures[second] + 11})
    findings = judged(text).findings

    assert places(findings) == equations_with(first) | equations_with(second)
    repair = {first: str(figures[first]), second: str(figures[second])}
    assert all(f.suggestion == repair for f in findings)


@given(figures=balanced(), total=st.sampled_from(["row", "column", "both"]))
@settings(max_examples=20, deadline=None)
def test_blank_totals_never_break_an_equation(figures: Figures, total: str) -> None:
    text = printed(figures)
    if total in {"row", "both"}:
        text |= {f"t3/total/{column}": "" for column in COLUMNS}
    if total in {"column", "both"}:
        text |= {f"t3/{row}/total": "" for row in ROWS}
    assert {finding.code for finding in judged(text).findings} <= {"T231"}
