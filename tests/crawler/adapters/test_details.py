from datetime import date

import pytest

from crawler.adapters.adapter import Detail, Page
from crawler.adapters.details import detail

URL = "http://www.qinglan.example/nb/202401/t20240131_1.html"

TABLE = (
    "<table><tr><td>[发布日期]</td><td>2024-01-31</td></tr>"
    "<tr><td>发布机构</td><td>区财政局</td></tr></table>"
)
COMMENTS = (
    "<!--<$[发布时间]>begin-->2024-01-31<!--<$[发布时间]>end-->"
    "<!--<$[信息来源]>begin-->区财政局<!--<$[信息来源]>end-->"
)


def read(body: str, head: str = "") -> Detail:
    text = f"<html><head>{head}</head><body>{body}</body></html>"
    return detail(Page(url=URL, text=text))


def test_the_meta_tags_of_the_state_councils_guide_are_read() -> None:
    found = read(
        "",
        '<meta name="ArticleTitle" content="青岚区2023年政府信息公开工作年度报告">'
        '<meta name="PubDate" content="2024-01-31 09:30">'
        '<meta name="ContentSource" content="区政府办公室">',
    )
    assert found.title == "青岚区2023年政府信息公开工作年度报告"
    assert (found.published_on, found.source) == (date(2024, 1, 31), "区政府办公室")


@pytest.mark.parametrize(
    ("content", "day"),
    [
        ("2024-01-31", date(2024, 1, 31)),
        ("2024——01——31 21:37", date(2024, 1, 31)),
        ("2024/1/5", date(2024, 1, 5)),
        ("2024年1月31日", date(2024, 1, 31)),
        ("2024-02-30", None),
        ("1706659200", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_portals_write_it_or_not_at_all(content: str, day: date | None) -> None:
    assert read("", f'<META NAME="pubdate" CONTENT="{content}">').published_on == day


@pytest.mark.parametrize(
    "field",
    [
        "<div>发布时间：2024-01-31 10:20　来源：区财政局　浏览次数：25</div>",
        "<p><span>发布日期:</span><span>2024年01月31日</span></p><p>信息来源：区财政局</p>",
        TABLE,
        COMMENTS,
    ],
    ids=["line", "spans", "table", "comments"],
)
def test_labelled_fields_are_read_where_there_are_no_tags(field: str) -> None:
    found = read(field)
    assert (found.published_on, found.source) == (date(2024, 1, 31), "区财政局")


@pytest.mark.parametrize(
    "body",
    [
        "<p>截至2024年1月31日，本机关收到申请二十五件。</p>",
        "<div id='zoom'><p>发布时间：2024-01-31</p></div>",
        "<p>" + "本机关全年公开信息。" * 30 + "发布时间：2024-01-31</p>",
        "<p>成文日期：2024-01-31</p>",
    ],
    ids=["prose", "in the article", "long", "another date"],
)
def test_a_date_that_is_no_field_of_publication_is_not_taken(body: str) -> None:
    assert read(body).published_on is None


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h1> 青岚区年报\n（2023） </h1>", "青岚区年报 （2023）"),
        ("", "页名"),
    ],
)
def test_without_a_tag_the_title_is_the_heading_and_else_the_pages_name(
    body: str, title: str
) -> None:
    assert read(body, "<title>页名</title>").title == title


@pytest.mark.parametrize(
    "body",
    [
        '<div class="dqwz">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>区财政局</a></div>',
        "<p>您的位置: 首页 > 政务公开 > 区财政局</p>",
        '<ul class="breadcrumb"><li>首页</li> / <li>政务公开</li> / <li>区财政局</li></ul>',
    ],
)
def test_the_breadcrumb_is_given_step_by_step(body: str) -> None:
    assert read(body).breadcrumb == ("首页", "政务公开", "区财政局")


def test_a_page_that_says_nothing_of_itself_gives_nothing() -> None:
    assert read("<p>正文</p>") == Detail(
        title=None, published_on=None, source=None, breadcrumb=(), attachments=()
    )


def test_fields_are_bounded() -> None:
    assert len(read("", f'<meta name="ArticleTitle" content="{"年" * 9000}">').title or "") == 200
