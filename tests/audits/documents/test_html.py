"""Pages: tables as a browser lays them out, and what else stands on them."""

from datetime import date

import pytest

from audits.documents.document import (
    AttachmentLink,
    Block,
    Frame,
    Grid,
    Paragraph,
    Picture,
    Table,
)
from audits.documents.html.page import read_html


def _blocks(body: str) -> tuple[Block, ...]:
    return read_html(f"<!DOCTYPE html><body>{body}".encode()).blocks


def _grid(rows: str) -> Grid:
    (table,) = (b for b in _blocks(f"<table>{rows}</table>") if isinstance(b, Table))
    return table.grid


def _places(rows: str) -> dict[str, tuple[int, int]]:
    return {cell.text: (cell.row, cell.column) for cell in _grid(rows).cells}


def test_spans_push_later_cells_to_the_next_free_place() -> None:
    rows = "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f"
    assert _places(rows) == {
        "a": (0, 0),
        "b": (0, 2),
        "c": (1, 2),
        "d": (2, 0),
        "e": (2, 1),
        "f": (2, 2),
    }


def test_a_row_span_of_nought_runs_to_the_end_of_its_row_group() -> None:
    rows = "<tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d"
    assert _places(rows) == {"a": (0, 0), "b": (0, 1), "c": (1, 1), "d": (2, 0)}


def test_a_row_span_ends_with_its_row_group() -> None:
    assert _places("<thead><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td>d")["c"] == (1, 0)


def test_feet_are_shown_last_and_heads_first() -> None:
    rows = "<tfoot><tr><td>foot</tfoot><tbody><tr><td>body</tbody><thead><tr><td>head</thead>"
    assert _places(rows) == {"head": (0, 0), "body": (1, 0), "foot": (2, 0)}


def test_a_place_taken_from_above_stays_taken_where_another_cell_overlaps_it() -> None:
    assert _places("<tr><td>a<td rowspan=3>b<tr><td colspan=2>c<tr><td>d<td>e")["e"] == (2, 2)


@pytest.mark.parametrize("span", ["65534", "99999999999999999999", "-1", "x", "", "²", "1.5"])
def test_a_senseless_span_moves_nothing_out_of_the_table(span: str) -> None:
    grid = _grid(f'<tr><td rowspan="{span}" colspan="{span}">a</td></tr><tr><td>b</td></tr>')
    assert grid.rows == 2
    assert grid.columns <= 201


def test_a_cell_that_is_not_displayed_takes_no_place() -> None:
    assert _places('<tr><td style="DISPLAY : none">x<td>a<td hidden>y<td>b') == {
        "a": (0, 0),
        "b": (0, 1),
    }


def test_a_row_that_is_not_displayed_is_not_there() -> None:
    assert _places('<tr style="display:none"><td>x<tr><td>a') == {"a": (0, 0)}


def test_an_invisible_cell_keeps_its_place_and_says_nothing() -> None:
    cells = _grid('<tr><td style="visibility:hidden">7<td>8').cells
    assert [cell.text for cell in cells] == ["", "8"]


def test_cells_without_a_row_are_in_one() -> None:
    assert _places("<td>a</td><td>b</td>") == {"a": (0, 0), "b": (0, 1)}


@pytest.mark.parametrize("tag", ["p", "div", "h4", "li", "dd", "section", "blockquote"])
def test_blocks_in_a_cell_do_not_run_together(tag: str) -> None:
    assert _grid(f"<tr><td><{tag}>1</{tag}><{tag}>2</{tag}></td></tr>").cells[0].text == "1 2"


@pytest.mark.parametrize(
    "inner",
    [
        '<img src="5.png">',
        '<input value="5">',
        "<del>5</del>3",
        "5<sup>1</sup>",
        '<span style="text-decoration: line-through">5</span>',
        "<svg><path d='M0'/></svg>",
        "<iframe src=x></iframe>",
    ],
)
def test_a_cell_that_shows_more_than_its_text_says_so(inner: str) -> None:
    assert _grid(f"<tr><td>{inner}</td></tr>").cells[0].shows_more


def test_a_spacer_picture_in_a_cell_is_nothing() -> None:
    (cell,) = _grid('<tr><td>5<img src="dot.gif" width="1" height="20"></td></tr>').cells
    assert (cell.text, cell.shows_more) == ("5", False)


def test_a_table_around_the_page_is_taken_apart() -> None:
    inner = "<table><tr><td>规章</td><td>3</td></tr></table>"
    blocks = _blocks(f"<table><tr><td><p>一、总体情况</p>{inner}</td></tr></table>")
    assert [type(block) for block in blocks] == [Paragraph, Table]


def test_a_table_with_a_very_long_cell_arranges_a_page() -> None:
    blocks = _blocks(f"<table><tr><td>{'文' * 500}</td></tr></table>")
    assert [type(block) for block in blocks] == [Paragraph]


def test_a_table_that_is_not_displayed_is_not_there() -> None:
    assert _blocks('<div style="display: none"><table><tr><td>5</table></div>') == ()


def test_pictures_frames_and_files_are_kept_as_what_they_are() -> None:
    blocks = _blocks(
        '<img src="table.png"><img src="dot.gif" width="16" height="16"><iframe src="v.html">'
        '</iframe><a href="/P020.docx">附件</a><a href="/system/download.jsp?id=7">下载</a>'
        '<script>showVsbpdfIframe("/__local/1.pdf")</script>'
    )
    kinds = [type(b) for b in blocks if not isinstance(b, Paragraph)]
    assert kinds == [Picture, Frame, AttachmentLink, AttachmentLink, AttachmentLink]


@pytest.mark.parametrize(
    "drawn",
    [
        '<img data-src="t4.png">',
        '<img src="t4.png" width="700" height="80">',
        '<img src="t4.png" width="80">',
        "<img>",
        '<svg width="300" height="200"></svg>',
        "<svg><rect/></svg>",
        '<canvas id="t4"></canvas>',
        '<input type="image" src="t4.png">',
        '<div style="background-image: url(t4.png); height: 300px"> </div>',
        '<p style="background:#fff url(t4.png)"></p>',
        '<a href="t4.jpg">表四</a>',
        '<a href="t4.PNG?x=1"></a>',
        '<table><tr><td><img data-src="t4.png"></td></tr></table>',
        '<table><tr><td style="background:url(t4.png)"></td></tr></table>',
    ],
)
def test_what_is_drawn_is_a_picture(drawn: str) -> None:
    assert [type(b) for b in _blocks(drawn)].count(Picture) == 1


@pytest.mark.parametrize(
    "ornament",
    [
        '<img src="line.gif" width="600" height="2">',
        '<img src="dot.gif" width="16">',
        '<img src="icon.png" width="90px" height="60px">',
        '<svg style="width: 32px; height: 32px"></svg>',
        '<p style="background:url(paper.png)">文字</p>',
        '<a href="a.html">下一页</a>',
    ],
)
def test_an_ornament_is_no_picture(ornament: str) -> None:
    assert not any(isinstance(b, Picture) for b in _blocks(ornament))


@pytest.mark.parametrize(
    "script",
    [
        "<script>document.write('<table>…</table>')</script>",
        "<script>document.getElementById('t4').innerHTML = rows</script>",
        '<script src="/x/t4.js"></script>',
        '<table><tr><td><script>$("#t4").load("t4.html")</script></td></tr></table>',
    ],
)
def test_a_script_that_may_draw_is_a_frame_made_by_a_script(script: str) -> None:
    assert [b.by_script for b in _blocks(script) if isinstance(b, Frame)] == [True]


@pytest.mark.parametrize(
    "script",
    [
        "<script>var year = 2023;</script>",
        '<script src="/js/jquery-3.6.min.js"></script>',
        '<script src="https://hm.baidu.com/hm.js?1"></script>',
        "<script>document.body.appendChild(x).src = '//bdimg.share.baidu.com/s.js'</script>",
    ],
)
def test_a_script_that_draws_nothing_is_nothing(script: str) -> None:
    assert _blocks(script) == ()


def test_a_script_among_words_does_not_part_them() -> None:
    texts = [
        b.text
        for b in _blocks("<p>四、<script>x.append(1)</script>行政复议</p>")
        if isinstance(b, Paragraph)
    ]
    assert texts == ["四、行政复议"]


def test_frames_and_files_in_a_table_are_kept() -> None:
    cells = '<td><a href="/t4.xls">附件</a></td><td><iframe src="v.html"></iframe></td>'
    _, link, frame = _blocks(f"<table><tr>{cells}</tr></table>")
    assert isinstance(link, AttachmentLink)
    assert isinstance(frame, Frame)


def test_a_link_is_told_from_text() -> None:
    first, second = _blocks("<li><a href=x>2022年年度报告</a></li><p>2023年年度报告</p>")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.is_link, second.is_link) == (True, False)


@pytest.mark.parametrize(
    "shown",
    [
        '<meta name="PubDate" content="2024-01-19 10:20">',
        "<div>发布日期：2024-01-19 来源：水务局</div>",
        "<div><span>来源：水务局</span> <span>发布时间: 2024年1月19日</span></div>",
        "<table><tr><td>发布日期</td><td>2024/1/19</td></tr></table>",
        "<publishtime>2024-01-19</publishtime>",
        '<time datetime="2024-01-19">昨天</time>',
    ],
)
def test_the_day_of_publication_is_read_from_the_pages_own_fields(shown: str) -> None:
    assert read_html(f"<html>{shown}<p>正文</p>".encode()).fields.published_on == date(2024, 1, 19)


@pytest.mark.parametrize(
    "prose",
    [
        "我局在2024年1月19日公开了报告。",
        "上年度报告的公开时间2023-01-05早于规定。",
        "成文日期：2024-01-18",
        "发布日期：2024-13-41",
    ],
)
def test_prose_and_impossible_days_give_no_day_of_publication(prose: str) -> None:
    assert read_html(f"<html><p>{prose}</p>".encode()).fields.published_on is None


def test_nul_bytes_are_nothing() -> None:
    document = read_html(b"<html><td>1\x002</td>".replace(b"<td>", b"<table><td>"))
    assert document.lines[-1].text == "12"
