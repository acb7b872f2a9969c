"""The other forms of generated reports say the same as the pages that they are made of."""

import io
import json
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from audits.documents.document import Grid, Paragraph, Table
from audits.documents.opening import open_document
from benchmarks.acceptance_forms.archive import NAME, as_zip
from benchmarks.acceptance_forms.form import Form, NotInThisForm, one_by_one
from benchmarks.acceptance_forms.forms import FORMS
from benchmarks.acceptance_forms.markdown import as_markdown
from benchmarks.acceptance_forms.ofd import Manner, ofd_of
from benchmarks.acceptance_forms.pdf_drawing import Drawn, DrawnPage, Printed
from benchmarks.acceptance_forms.published import published_report
from benchmarks.acceptance_forms.truth import generated_in, write_form
from benchmarks.acceptance_forms.workbook import as_workbook

PAGE = (
    '<html><head><meta charset="utf-8"><meta name="PubDate" content="2024-01-20 10:00"></head>'
    "<body><article><h1>标题</h1>"
    '<p class="meta">x</p><p>引言。</p><h2>一、总体情况</h2><table>'
    '<tr><th rowspan="2">组</th><th>甲</th><td>1</td></tr><tr><th>乙</th><td></td></tr>'
    "</table></article></body></html>"
).encode()


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


def test_a_page_is_taken_apart() -> None:
    report = published_report(PAGE)
    assert (report.title, report.published_on) == ("标题", "2024-01-20")
    *prose, table = report.blocks
    assert prose == ["引言。", "一、总体情况"]
    assert not isinstance(table, str)
    assert [(p.row, p.column, p.cell.text) for p in table.placed] == [
        (0, 0, "组"),
        (0, 1, "甲"),
        (0, 2, "1"),
        (1, 1, "乙"),
        (1, 2, ""),
    ]


def test_a_table_shown_as_a_picture_is_in_no_other_form() -> None:
    with pytest.raises(NotInThisForm):
        published_report(PAGE.replace(b"<h2>", b'<img src="a.png"><h2>'))


def test_markdown_has_a_row_for_each_row() -> None:
    lines = as_markdown(PAGE, chance(1)).decode().split("\n")
    assert "| 组 | 甲 | 1 |" in lines
    assert "## 一、总体情况" in lines
    assert len([line for line in lines if line.startswith("|")]) == 3


def test_a_workbook_has_merged_cells_and_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook(PAGE, chance(2)))).worksheets[0]
    assert "A4:A5" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["C4"].value in {1, "1"}
    assert sheet["C5"].value is None


def test_a_zip_names_its_member_in_gbk_and_does_not_say_so() -> None:
    with zipfile.ZipFile(io.BytesIO(as_zip(b"word", chance(1)))) as archive:
        (member,) = archive.infolist()
        assert member.filename.encode("cp437").decode("gbk") == NAME
        assert not member.flag_bits & 0x800
        assert archive.read(member) == b"word"


@pytest.mark.parametrize("seed", range(12))
def test_an_ofd_file_in_any_manner_prints_the_same_table(seed: int) -> None:
    edges = (20.0, 60.0, 100.0)
    rules = [Drawn(x, 30.0, x, 40.0, is_filled=False, is_white=False) for x in edges]
    rules += [Drawn(20.0, y, 100.0, y, is_filled=False, is_white=False) for y in (30.0, 40.0)]
    label = tuple(Printed(c, 22 + 4 * n, 26 + 4 * n, 37.0, 4.0) for n, c in enumerate("规章"))
    figure = tuple(Printed(c, 62 + 2 * n, 64 + 2 * n, 37.0, 4.0) for n, c in enumerate("1234"))
    manner = Manner.by_chance(chance(seed))
    runs = ((*label, *figure),) if manner.joins_rows else (label, figure)
    page = DrawnPage(width=210.0, height=297.0, runs=runs, drawn=tuple(rules))
    document = open_document(ofd_of([page], manner)).document
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.grid.cells] == ["规章", "1234"]


@pytest.mark.parametrize(
    "name", ["boxes", "rowless", "cut", "repeated", "emptycolumns", "wide", "onetable"]
)
def test_a_page_in_another_layout_shows_the_same_figure(name: str, tmp_path: Path) -> None:
    (tmp_path / "truth").mkdir()
    (tmp_path / "page.html").write_bytes(PAGE)
    truth = {"id": "B-1", "input": "page.html", "style": "B", "published_on": "2024-01-20"}
    (tmp_path / "truth" / "B-1.json").write_text(json.dumps(truth), encoding="utf-8")
    assert write_form(generated_in(tmp_path), FORMS[name], tmp_path / "out", None) == 1
    (made,) = generated_in(tmp_path / "out")
    assert (made.truth["id"], made.truth["published_on"]) == (f"{name}-B-1", "2024-01-20")
    shown = open_document(made.input.read_bytes()).document
    texts = [block.text for block in shown.blocks if isinstance(block, Paragraph)]
    grids: list[Grid] = [block.grid for block in shown.blocks if isinstance(block, Table)]
    cells = [cell.text for grid in grids for cell in grid.cells]
    assert [text for text in (*texts, *cells) if text == "1"] == ["1"]


@pytest.mark.parametrize(
    ("status", "is_pictured", "expected"),
    [
        ("audited", True, [{"code": "B301"}, {"code": "T202"}]),
        ("audited", False, [{"code": "B301"}]),
        ("not_a_report", True, [{"code": "B301"}]),
    ],
)
def test_tables_in_pictures_must_be_told_where_there_is_a_report(
    status: str, is_pictured: bool, expected: list[dict[str, str]], tmp_path: Path
) -> None:
    form = Form(
        name="made",
        made_of=frozenset({"html"}),
        extension="x",
        write=one_by_one(lambda content, _: content),
        is_pictured=is_pictured,
    )
    (tmp_path / "truth").mkdir()
    (tmp_path / "page.html").write_bytes(PAGE)
    truth = {"id": "B-1", "input": "page.html", "style": "B", "status": status}
    must = {"must": [{"code": "B301"}]}
    (tmp_path / "truth" / "B-1.json").write_text(json.dumps(truth | must), encoding="utf-8")
    write_form(generated_in(tmp_path), form, tmp_path / "out", None)
    (made,) = generated_in(tmp_path / "out")
    assert made.truth["must"] == expected


@pytest.mark.parametrize("name", ["scan150", "scan200", "jpg"])
def test_every_table_of_a_scan_is_a_picture(name: str) -> None:
    assert FORMS[name].is_pictured


def test_what_is_not_in_a_form_is_left_out_with_its_truth(tmp_path: Path) -> None:
    def refuse(content: bytes, by: random.Random) -> bytes:
        raise NotInThisForm

    form = Form(name="none", made_of=frozenset({"html"}), extension="x", write=one_by_one(refuse))
    (tmp_path / "truth").mkdir()
    (tmp_path / "page.html").write_bytes(PAGE)
    truth = {"id": "B-1", "input": "page.html", "style": "B"}
    (tmp_path / "truth" / "B-1.json").write_text(json.dumps(truth), encoding="utf-8")
    assert write_form(generated_in(tmp_path), form, tmp_path / "out", None) == 0
    assert list((tmp_path / "out" / "truth").iterdir()) == []
