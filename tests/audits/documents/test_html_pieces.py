"""Lines looked up piece by piece are those that are read from tag to tag."""

from random import Random

import pytest

from audits.documents.document import DocumentUnreadable, Line
from audits.documents.html.cutting import pieces_of
from audits.documents.html.lines import DEEPEST_IN_CELL, MOST_JOINED, lines_of
from audits.documents.html.tag_lines import MOST_NESTED, TagReader
from audits.documents.html.text_lines import TextLines

_CELLS = (
    "<td>5</td>",
    "<td><p class=a><span>12</span></p></td>\n",
    "<td> 7 <td>8",
    "<th>合计</th>",
    "<td><b>3</b>&nbsp;</td></tr>\n<tr>",
    "<TD>9</TD></TR><TR>",
    "<td><br>1<br/>2</td>",
    "<td><div>4</div></td></tr></table><p>文字</p><table><tr>",
    "<td>一、<table><tr><td>6</td></tr></table>二</td>",
    "<td></td>",
    "</table></div>说明<div><table><tr>",
)
_DAMAGE = (
    "<!--",
    "-->",
    "<!-- <td>1</td> -->",
    "<script>",
    "</script>",
    "<script>'<td>'</script>",
    "<textarea>",
    '<td title="',
    "<td title='<td>2</td>'>",
    '"',
    "'",
    "<",
    ">",
    "3 < 5",
    "<b>",
    "</b>",
    "</td>",
    "<td",
    "<p",
    "&#20;",
)


def _page(random: Random) -> str:
    cells = [random.choice(_CELLS) for _ in range(random.randrange(60))]
    for _ in range(random.choice((0, 1, 2, 9))):
        cells.insert(random.randrange(len(cells) + 1), random.choice(_DAMAGE))
    page = "<title>年报</title><table><tr>" + "".join(cells) + "</table>"
    if random.random() < 0.3:
        start = random.randrange(len(page))
        page = page[:start] + page[start + random.randrange(30) :]
    return page


def _tag_by_tag(markup: str) -> tuple[Line, ...]:
    text = TextLines()
    TagReader(markup, text).read()
    text.take()
    return tuple(text.lines)


@pytest.mark.parametrize("seed", range(400))
def test_pieces_give_the_lines_of_the_whole(seed: int) -> None:
    page = _page(Random(seed))  # noqa: S311

    assert lines_of(page) == _tag_by_tag(page)


@pytest.mark.parametrize("cut", range(0, 400, 3))
def test_a_page_that_ends_anywhere_gives_the_lines_of_the_whole(cut: int) -> None:
    page = ("<table><tr>" + "".join(_CELLS) * 2)[:cut]

    assert lines_of(page) == _tag_by_tag(page)


@pytest.mark.parametrize("count", [1, MOST_JOINED - 1, MOST_JOINED, MOST_JOINED + 30])
def test_cells_in_a_script_or_remark_are_no_cells(count: int) -> None:
    cells = "<td>1</td>" * count
    page = f"<td>2</td><script>{cells}</script><!-- {cells} --><td a='{cells}'>3</td>" * 30

    assert [line.text for line in lines_of(page)] == ["2", "3"] * 30


def test_a_text_between_two_cells_is_a_line_of_its_own() -> None:
    page = "<p>前</p><table>" + "<tr><td>5</td></tr>" * 30 + "</table><p>后</p>"

    lines = lines_of(page)

    assert [line.text for line in lines] == ["前", *["5"] * 30, "后"]
    assert [line.place.cell for line in lines] == [None, *range(1, 31), None]
    assert [line.ends_row for line in lines] == [False, *[True] * 30, False]


@pytest.mark.parametrize(
    "page",
    [
        "<td><b>" * (MOST_NESTED + 1),
        "<b>" * (MOST_NESTED - 1) + "<td>5</td>" * 30 + "<td><b><i>5</i></b></td>",
        "<td>" + "<b>" * (MOST_NESTED + 1),
        "<td>5</td></b>" * 40 + "<td><b>" * (MOST_NESTED + 1),
    ],
)
def test_elements_nested_beyond_measure_are_refused_over_pieces(page: str) -> None:
    with pytest.raises(DocumentUnreadable):
        lines_of(page)


def test_elements_nested_up_to_the_measure_are_read_over_pieces() -> None:
    deep = MOST_NESTED - DEEPEST_IN_CELL // 2

    lines = lines_of("<td>5</td></b>" * 40 + "<b>" * deep + "<td><i>6</i></td>" * 40)

    assert [line.text for line in lines] == ["5"] * 40 + ["6"] * 40


def test_pieces_are_cut_before_cells_in_whatever_case() -> None:
    assert len(pieces_of("<td>5" * 30)) == len(pieces_of("<TD>5" * 30)) == 31
