"""Reports flattened in every known way: all cells are read, and each is what was printed."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report
from rules.spec import spec_of
from tests.audits.flattened import MARKDOWN_FORMS, SHOW_BLANKS, TEXT_FORMS, Form, bars_behind
from tests.audits.published import NOTE, Printed, Publication, Rows, parts_of, tables_with

SPECS = ("ogi-2021", "ogi-2019")
FORMS = {**TEXT_FORMS, **MARKDOWN_FORMS}
EVERY_FORM = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
FIGURES = st.one_of(
    st.integers(0, 99_999).map(str),
    st.sampled_from(["0", "/", "—", "无", "1,234", "１２", "12.5", "+4", "3件"]),
)
SOME = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def _read(text: str, encoding: str = "utf-8") -> Report:
    report = read_report(open_document(text.encode(encoding)).document)
    assert report is not None
    return report


def _ids(spec: str) -> list[str]:
    return [cell for table in spec_of(spec).tables for cell in table.cell_ids]


def _numbered(spec: str = "ogi-2021") -> dict[str, str]:
    return {cell: str(number * 7 + 3) for number, cell in enumerate(_ids(spec))}


def _raw(report: Report) -> dict[str, str]:
    return {cell: read.raw for cell, read in report.cells.items()}


@EVERY_FORM
@pytest.mark.parametrize("spec", SPECS)
@settings(SOME)
@given(data=st.data())
def test_every_cell_of_a_regular_form_is_read(spec: str, form: Form, data: st.DataObject) -> None:
    texts = data.draw(st.lists(FIGURES, min_size=20, max_size=20))
    figures = {cell: texts[n * n % 19] for n, cell in enumerate(_ids(spec))}
    report = _read(form(Publication(parts=parts_of(tables_with(figures, form=spec)))))
    assert _raw(report) == figures
    assert report.format == spec
    assert len(report.sections) == 6


@EVERY_FORM
@settings(SOME)
@given(blanks=st.sets(st.integers(0, 199), min_size=1, max_size=200))
def test_a_blank_cell_is_blank_or_its_row_is_absent(form: Form, blanks: set[int]) -> None:
    figures = {c: "" if n in blanks else v for n, (c, v) in enumerate(_numbered().items())}
    report = read_report(
        open_document(form(Publication(parts=parts_of(tables_with(figures)))).encode()).document
    )
    assert report is not None
    assert {cell: figures[cell] for cell in report.cells} == _raw(report)
    if form.__name__ in SHOW_BLANKS or form in MARKDOWN_FORMS.values():
        assert _raw(report) == figures
    assert not any(t.rows_surplus or t.columns_missing for t in report.tables.values())


def test_a_blank_last_cell_without_a_bar_is_read_as_blank() -> None:
    figures = {cell: "" if cell.startswith("t4/") else "1" for cell in _ids("ogi-2021")}
    printed = bars_behind(Publication(parts=parts_of(tables_with(figures))))
    table, behind = printed.split("\n五、")
    assert table.endswith("\n |")
    assert _raw(_read(f"{table.removesuffix(' |')}\n五、{behind}")) == figures


def _broken(tables: tuple[Rows, ...], seed: int, between: str) -> tuple[Rows, ...]:
    chance = random.Random(seed)  # noqa: S311  # no secret

    def broken(cell: Printed) -> Printed:
        if not re.search("[\u4e00-\u9fff]", cell.text) or len(cell.text) < 3 or cell.text == NOTE:
            return cell
        first = re.match(r"\d\.|（?[一二三四五六七](?:）|、)|", cell.text)
        begin = max(1, first.end() if first else 0)
        places = sorted(chance.sample(range(begin, len(cell.text)), chance.choice((1, 1, 2))))
        parts = [cell.text[a:b] for a, b in zip([0, *places], [*places, None], strict=True)]
        return replace(cell, text=between.join(parts))

    return tuple(tuple(tuple(map(broken, row)) for row in table) for table in tables)


@pytest.mark.parametrize("name", ["bars_behind", "bars_alone_everywhere", "stacked", "commas"])
@pytest.mark.parametrize("seed", range(4))
def test_labels_broken_over_lines_are_put_together(name: str, seed: int) -> None:
    tables = _broken(tables_with(_numbered()), seed, "\n")
    report = _read(TEXT_FORMS[name](Publication(parts=parts_of(tables))))
    assert _raw(report) == _numbered()


@pytest.mark.parametrize("name", ["spaces", "tabs", "rows_in_bars", "markdown_repeating"])
def test_labels_with_spaces_in_them_are_labels(name: str) -> None:
    tables = _broken(tables_with(_numbered()), 1, " ")
    report = _read(FORMS[name](Publication(parts=parts_of(tables))))
    assert _raw(report) == _numbered()


def test_the_row_of_a_label_broken_before_its_figures_is_read() -> None:
    text = TEXT_FORMS["spaces"](Publication(parts=parts_of(tables_with(_numbered()))))
    broken = text.replace("缴纳费用、行政机关", "缴纳费用、\n行政机关").replace(
        "行政强制", "行政\n强制"
    )
    assert broken.count("\n") == text.count("\n") + 2
    assert _raw(_read(broken)) == _numbered()


@pytest.mark.parametrize("name", ["tabs", "commas", "commas_everywhere"])
@pytest.mark.parametrize("place", range(1, 8))
def test_a_figure_that_falls_onto_the_next_line_leaves_no_blank_cell(name: str, place: int) -> None:
    mark = "\t" if name == "tabs" else ","
    figures = _numbered()
    whole = TEXT_FORMS[name](Publication(parts=parts_of(tables_with(figures))))
    row = next(line for line in whole.splitlines() if "重复申请" in line)
    behind = row.split(mark)
    first = next(n for n, field in enumerate(behind) if field.isdigit())
    head, tail = behind[: first + place - 1], behind[first + place - 1 :]
    broken = f"{mark.join(head)}{mark}\n{mark.join(tail)}"
    report = _read(whole.replace(row, broken))
    others = {c: v for c, v in figures.items() if "repeated" not in c}
    assert {c: v for c, v in _raw(report).items() if c in others} == others
    assert {c: figures[c] for c in _raw(report)} == _raw(report)


@pytest.mark.parametrize("name", ["tabs", "commas", "commas_everywhere"])
def test_the_only_figure_of_a_row_may_fall_onto_the_next_line(name: str) -> None:
    mark = "\t" if name == "tabs" else ","
    figures = _numbered()
    whole = TEXT_FORMS[name](Publication(parts=parts_of(tables_with(figures))))
    label = next(line for line in whole.splitlines() if "行政许可" in line).split(mark)[0]
    report = _read(whole.replace(f"{label}{mark}", f"{label}{mark}\n"))
    assert {c: figures[c] for c in _raw(report)} == _raw(report)
    assert len(report.cells) >= len(figures) - 5


@pytest.mark.parametrize("gap", ["", "\t", " \n", "\n\n"])
def test_a_gap_above_a_last_figure_without_bar_is_no_blank_cell(gap: str) -> None:
    text = TEXT_FORMS["bars_behind"](Publication(parts=parts_of(tables_with(_numbered()))))
    last = _numbered()["t2/normative_documents/in_force"]
    assert f"\n{last} |\n" in text
    assert _raw(_read(text.replace(f"\n{last} |\n", f"\n{gap}\n{last}\n"))) == _numbered()


def test_a_line_with_nothing_but_a_bar_is_no_row() -> None:
    whole = TEXT_FORMS["rows_in_bars"](Publication(parts=parts_of(tables_with(_numbered()))))
    row = next(line for line in whole.splitlines() if "重复申请" in line)
    assert _raw(_read(whole.replace(row, f"{row}\n|"))).items() <= _numbered().items()


@EVERY_FORM
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_changes_nothing(form: Form, encoding: str) -> None:
    text = form(Publication(parts=parts_of(tables_with(_numbered()))))
    assert _raw(_read(text, encoding)) == _numbered()


@EVERY_FORM
@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_lines_may_end_in_carriage_returns(form: Form, end: str) -> None:
    text = form(Publication(parts=parts_of(tables_with(_numbered()))))
    assert _raw(_read(text.replace("\n", end))) == _numbered()


@pytest.mark.parametrize("number", ["— 3 —", "第 3 页 共 9 页"])
@pytest.mark.parametrize("name", ["bars_behind", "stacked", "tabs", "spaces", "rows_in_bars"])
def test_page_numbers_between_rows_change_nothing(name: str, number: str) -> None:
    text = TEXT_FORMS[name](Publication(parts=parts_of(tables_with(_numbered()))))
    at = text.rindex("\n", 0, text.index("（四）无法提供"))
    paged = f"{text[:at]}\n{number}{text[at:]}"
    assert _raw(_read(paged)) == _numbered()


def _without_column(tables: tuple[Rows, ...], place: int) -> tuple[Rows, ...]:
    """Table 4 as printed by somebody who left out one of its fifteen columns."""
    second, third, (groups, over, under, figures) = tables
    block = place // 5
    spans = [
        replace(c, columns=c.columns - (block == n)) for n, c in enumerate((groups[0], *over[5:]))
    ]
    suits = replace(groups[1], columns=groups[1].columns - (block > 0))
    own = tuple(cell for n, cell in enumerate(over[:5]) if n != place)
    below = tuple(cell for n, cell in enumerate(under) if n + 5 != place)
    kept = tuple(cell for n, cell in enumerate(figures) if n != place)
    return second, third, ((spans[0], suits), (*own, *spans[1:]), below, kept)


@EVERY_FORM
@pytest.mark.parametrize("place", [0, 3, 4, 5, 9, 14])
def test_a_column_that_table_4_lacks_is_named(form: Form, place: int) -> None:
    tables = _without_column(tables_with(_numbered()), place)
    report = _read(form(Publication(parts=parts_of(tables))))
    missing = spec_of("ogi-2021").table("t4").cell_ids[place].removeprefix("t4/")
    assert report.tables["t4"].columns_missing == (missing,)
    assert _raw(report).items() <= _numbered().items()


@EVERY_FORM
def test_prose_around_the_tables_stays_prose(form: Form) -> None:
    sentence = "全年制发规范性文件11件,公开信息1801条，其中规章 0 件；收到申请 27"
    parts = tuple(
        f"{part}\n\n{sentence}" if isinstance(part, str) and part.startswith("本机关") else part
        for part in parts_of(tables_with(_numbered()))
    )
    report = _read(form(Publication(parts=parts)))
    assert _raw(report) == _numbered()
    assert any(sentence[:20] in text for text in report.sections["overview"].paragraphs)
