from datetime import date

import pytest

from crawler.adapters.adapter import ListPage, Page
from crawler.adapters.trs import TrsAdapter

COLUMN = "http://www.qinglan.example/zwgk/nb/"
REPORT = "青岚区财政局2023年政府信息公开工作年度报告"


def listed(text: str, url: str = COLUMN) -> ListPage:
    return TrsAdapter().list_page(Page(url=url, text=text))


def names(page: ListPage) -> list[str]:
    return [request.url.removeprefix(COLUMN) for request in page.next]


LINK = f'<a href="./202401/t20240131_1.html" title="{REPORT}">青岚区财政局…</a>'
ROW = f"<li>{LINK}<b>2024-01-31</b></li>"


def test_a_row_has_its_uncut_title_its_date_and_its_absolute_address() -> None:
    (entry,) = listed(f"<ul>{ROW}</ul>").entries
    assert entry.url == f"{COLUMN}202401/t20240131_1.html"
    assert (entry.title, entry.date) == (REPORT, date(2024, 1, 31))


@pytest.mark.parametrize(
    "row",
    [
        f'<li><a href="./t20240131_1.html">{REPORT}<span>2024-01-31</span></a></li>',
        f'<tr><td><a href="./t20240131_1.html">{REPORT}</a></td><td>2024年1月31日</td></tr>',
        f'<div><a href="./t20240131_1.html">{REPORT}</a> <i>[2024/01/31]</i></div>',
        f"""<dd><a onclick="to('./t20240131_1.html')" href="javascript:;">{REPORT}</a></dd>""",
        f'<p><a href="../nb/t20240131_1.html">{REPORT}</a></p>',
        f"""<script>document.writeln('<a href="./t20240131_1.html">{REPORT}<\\/a>')</script>""",
        f'<script>var url="./t20240131_1.html"; var x=1; var title="{REPORT}";</script>',
    ],
    ids=["date in link", "table", "div", "onclick", "parent", "written", "assigned"],
)
def test_rows_are_found_however_they_are_written(row: str) -> None:
    (entry,) = listed(f"<body><a href='/'>首页</a>{row}</body>").entries
    assert entry.url == f"{COLUMN}t20240131_1.html"
    assert entry.title.startswith(REPORT)


def test_a_title_in_a_script_may_hold_quotes() -> None:
    text = r"""<script>var url='./t20240131_1.html'; var title='青岚区\'一网通办\'年报';</script>"""
    assert listed(text).entries[0].title == "青岚区'一网通办'年报"


def test_menus_are_no_rows_and_a_row_met_twice_is_one() -> None:
    page = listed(f'<a href="/zwgk/">政务公开</a><ul>{ROW}{ROW}</ul><a href="./more.html">更多</a>')
    assert len(page.entries) == 1


@pytest.mark.parametrize(
    "script",
    [
        'createPageHTML(4, 0, "index", "html");',
        "createPageHTML( 4,1,'index','html' )",
        "createPageHTML('page_div',4, 1,'index','html',80)",
        "Pager({size:4, current:0, prefix:'index', suffix:'html'});",
        "var countPage = 4; var currentPage = 0;",
    ],
)
def test_every_page_a_pager_may_mean_is_named_and_its_ends_are_probes(script: str) -> None:
    page = listed(f"<ul>{ROW}</ul><script>{script}</script>")
    assert names(page) == [f"index_{number}.html" for number in (1, 2, 3, 4)]
    assert [request.may_be_absent for request in page.next] == [True, False, False, True]
    assert page.declared_pages == 4


def test_the_prefix_and_ending_are_those_of_the_pager() -> None:
    page = listed(f"<ul>{ROW}</ul><script>createPageHTML(2,0,'fg','shtml')</script>")
    assert names(page) == ["fg_1.shtml", "fg_2.shtml"]


def test_a_count_without_names_takes_them_from_the_address() -> None:
    url = f"{COLUMN}list_1.shtml"
    assert names(listed("<script>var countPage = 2;</script>", url)) == [
        "list_1.shtml",
        "list_2.shtml",
    ]


@pytest.mark.parametrize(("stated", "total"), [(3, 3), (4, 4), (2, None), (89, None), (20, None)])
def test_a_last_figure_is_the_count_of_rows_only_where_it_fits_the_pages(
    stated: int, total: int | None
) -> None:
    rows = ROW + ROW.replace("_1.", "_2.")
    script = f"createPageHTML('d',2,1,'fg','shtml',{stated})"
    assert listed(f"<ul>{rows}</ul><script>{script}</script>").declared_total == total


@pytest.mark.parametrize(
    "script",
    [
        'createPageHTML(1, 0, "index", "html");',
        "createPageHTML(3, 0, '../../x', 'html');",
        "createPageHTML(3, 0, 'index', 'html?a=');",
        "createPageHTML();",
        "function createPageHTML(a,b,c,d){}",
        "",
    ],
)
def test_a_pager_of_one_page_or_with_strange_names_leads_nowhere(script: str) -> None:
    assert listed(f"<ul>{ROW}</ul><script>{script}</script>").next == ()


def test_a_pager_cannot_name_endless_pages() -> None:
    page = listed('<script>createPageHTML(99999999, 0, "index", "html");</script>')
    assert len(page.next) == 1000
