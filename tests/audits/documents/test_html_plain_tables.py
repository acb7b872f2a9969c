"""A page whose plain tables are read for themselves is the page as it is read whole."""

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest

from audits.documents.document import Document, DocumentUnreadable, Table
from audits.documents.html.page import read_in_parts, read_whole
from audits.documents.html.plain_cells import PlainCells
from audits.documents.html.plain_tables import FEWEST_CELLS, MOST_CELLS, take_out
from benchmarks.pages.word_pasted import word_pasted

_TAG = re.compile("<[^>]*>")
_DAMAGE = (
    "<td rowspan=2> <td colspan='3'> <td rowspan=0> <td colspan=x> <td> </td> <th>1</th> <tr> </tr>"
    " <table> </table> <tbody> </tbody> <thead> <caption> <col> <p> </p> <div> </div> <b> </b> <p/>"
    " <span> </span> <br> </br> <select> <textarea> <svg> <math> <title> <template> <script> <TD>"
    " <noscript> <!-- --> <style>.MsoNormal{display:none}</style> <sup>1</sup> <s>1</s> </TABLE>"
    " <input> <img&#32;src=a.png> <td&#32;style='display:none'> <tr&#32;hidden> <a&#32;href=x> 12"
    " <td&#32;title='<td'> <td&#32;onclick=x()> &nbsp; &lt;td < > \" ' \ue0f3 <plaintext> </body>"
    " <table><tr><td>\ue0f30\ue0f3</td><td></td></tr></table>"
).split()
"""What is put somewhere into a page; ``&#32;`` stands for a blank."""


def _page(number: int) -> str:
    return word_pasted(number, ("ogi-2021", "ogi-2019")[number % 2]).decode()


def _damaged(page: str, random: Random) -> str:
    """One to three tags or bits of the page lost, doubled, moved or put in."""
    for _ in range(random.choice((1, 1, 2, 3))):
        start, end = random.choice([found.span() for found in _TAG.finditer(page)])
        bit = random.choice(_DAMAGE).replace("&#32;", " ")
        page = random.choice(
            (
                page[:start] + page[end:],
                page[:end] + page[start:],
                page[:end] + bit + page[end:],
                page[: start + 1] + bit + page[start + 1 :],
                page[:end] + page[end + random.randrange(400) :],
            )
        )
    return page


def _told(read: Callable[[str], Document | None], page: str) -> Document | str | None:
    """What is read of the page, or why it cannot be."""
    try:
        return read(page)
    except DocumentUnreadable as fault:
        return fault.zh


@pytest.mark.parametrize("number", range(8))
def test_a_page_is_the_same_in_parts(number: int) -> None:
    page = _page(number)
    assert len(take_out(page, PlainCells()).tables) == 3
    assert read_in_parts(page) == read_whole(page)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_page_is_the_same_in_parts_or_read_whole(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    in_parts = 0
    for _ in range(25):
        page = _damaged(_page(random.randrange(4)), random)
        read = _told(read_in_parts, page)
        if read is not None:
            in_parts += 1
            assert read == _told(read_whole, page)
    assert in_parts > 5


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<table border=1>", "<table border=1 style='display:none'>"),
        ("<td>1</td>", "<td hidden>1</td>"),
        ("<td>1</td>", "<td style='visibility:hidden'>1</td>"),
        ("<td>1</td>", "<td><s>1</s></td>"),
        ("<td>1</td>", "<td><sup>1</sup></td>"),
        ("<td>1</td>", "<td><span style='text-decoration:line-through'>1</span></td>"),
        ("<td>1</td>", "<td><img src=1.png></td>"),
        ("<td>1</td>", "<td>1<input value=2></td>"),
        ("<td>1</td>", "<td><table><tr><td>1</td></tr></table></td>"),
        ("<td>1</td>", "<td>1"),
        ("<td>1</td>", "<td><b>1</td>"),
        ("<td>1</td>", "<td rowspan=0>1</td>"),
        ("<td>1</td>", "<td colspan='2' colspan='3'>1</td>"),
        ("<td>1</td>", "<td ROWSPAN=2>1</td>"),
        ("<td>1</td>", "<td\u3000rowspan=2>1</td>"),
        ("<td>1</td>", "<td>1</td>\u3000"),
        ("<td>1</td>", "<td>1</td>字"),
        ("<td>1</td>", "<td class='a'rowspan=2>1</td>"),
        ("<td>1</td>", f"<td>{'字' * 61}</td>"),
        ("<td>1</td>", "<th>1</th>"),
        ("<td>1</td>", "<td>1</td></tr>"),
        ("<td>1</td>", "<td title='<td>'>1</td>"),
        ("<p>序</p>", "<p>\ue0f3</p>"),
    ],
)
def test_what_is_not_plain_is_read_with_the_page(before: str, after: str) -> None:
    rows = "<tr><td>1</td><td>2</td><td>3</td></tr>"
    page = f"<p>序</p><table border=1>{rows * 5}</table><p>尾</p>"
    assert read_in_parts(page) is not None
    assert read_in_parts(page.replace(before, after, 1)) is None


def test_a_span_is_an_attribute_and_no_word_in_the_value_of_one() -> None:
    rows = "<tr><td>1</td><td>2</td><td>3</td></tr>" * 5
    page = f"<table>{rows}</table>".replace("<td>", "<td title='its rowspan=2 is none'>", 1)
    read = read_in_parts(page)
    assert read is not None
    assert read == read_whole(page)


def test_a_style_sheet_that_hides_anything_is_asked_about_every_table() -> None:
    page = _page(0)
    hiding = page.replace("<style>", "<style>.x{display:none}", 1)
    assert read_in_parts(hiding) is None


@pytest.mark.parametrize(
    "around",
    [
        "<h1>年报{}</h1>",
        "<a href=a.docx>年报{}</a>",
        "<ucaptitle>年报{}</ucaptitle>",
        "<publishtime>{}2024-01-05</publishtime>",
    ],
)
def test_text_that_is_taken_from_around_a_table_has_what_the_table_says(around: str) -> None:
    rows = "<tr><td>1</td><td>2</td></tr>" * FEWEST_CELLS
    page = f"<p>序</p>{around.format(f'<table>{rows}</table>')}<p>尾</p>"
    assert read_in_parts(page) in (None, read_whole(page))


@pytest.mark.parametrize("around", ["<!--{}-->", "<script>{}</script>", "<textarea>{}</textarea>"])
def test_a_table_that_the_page_does_not_show_as_one_is_read_with_the_page(around: str) -> None:
    rows = "<tr><td>1</td><td>2</td></tr>" * FEWEST_CELLS
    page = f"<p>序</p>{around.format(f'<table>{rows}</table>')}<p>尾</p>"
    assert read_in_parts(page) is None
    assert not any(isinstance(block, Table) for block in read_whole(page).blocks)


def test_cells_after_a_table_are_counted_on() -> None:
    rows = "<tr><td>1</td><td>2</td></tr>" * FEWEST_CELLS
    one = "<table><tr><td>前后</td></tr></table>"
    page = f"{one}<table>{rows}</table>{one}"
    read = read_in_parts(page)
    assert read is not None
    assert read == read_whole(page)
    numbers = [line.place.cell or 0 for line in read.lines]
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


def test_cells_are_forgotten_when_there_are_too_many() -> None:
    cells = PlainCells(most=250)
    kept = []
    for number in range(6):
        page = _page(number)
        assert len(take_out(page, cells).tables) == 3
        kept.append(len(cells))
    assert max(kept) <= 250
    assert kept != sorted(kept)


def test_a_table_larger_than_any_report_has_is_read_with_the_page() -> None:
    rows = "<tr><td>1</td><td>2</td></tr>" * (MOST_CELLS // 2)
    assert read_in_parts(f"<table>{rows}</table>") is not None
    assert read_in_parts(f"<table>{rows}<tr><td>1</td></tr></table>") is None


def test_what_is_not_plain_ends_the_work_on_a_table() -> None:
    cells = PlainCells()
    rows = "".join(f"<tr><td>{n}</td><td><i>{n}</i></td></tr>" for n in range(40))
    assert not take_out(f"<table>{rows}</table>", cells).tables
    assert len(cells) == 1
