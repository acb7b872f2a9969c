from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.adapters.adapter import ListPage, Page
from crawler.adapters.hanweb import HanwebAdapter

COLUMN = "http://www.qinglan.example/col/col77/index.html"
PROXY = "http://www.qinglan.example/module/web/jpage/dataproxy.jsp?page={}&unitid=770"
NEXT = (
    '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;unitid=770'
    '&amp;webname=%25E9%259D%2592&amp;path=/"></a>]]></nextgroup>'
)
ROW = (
    '<record><![CDATA[<li style=<br/>><a href="/art/2024/1/20/art_77_{0}.html"'
    ' title="青岚区第{0}镇2023年政府信息公开工作年度报告">青岚区</a>'
    "<b>2024-01-20</b></li>]]></record>"
)


def listed(text: str, url: str = COLUMN) -> ListPage:
    return HanwebAdapter().list_page(Page(url=url, text=text))


def store(*rows: int, following: str = NEXT, total: int | None = None) -> str:
    count = "" if total is None else f"<totalrecord>{total}</totalrecord>"
    records = "".join(ROW.format(row) for row in rows)
    return f"<datastore>{following}<recordset>{count}{records}</recordset></datastore>"


def page_asked(page: ListPage) -> str:
    (request,) = page.next
    return parse_qs(urlsplit(request.url).query)["page"][0]


def test_rows_stand_in_the_script_though_the_xml_is_broken() -> None:
    page = listed(f'<ul></ul><script type="text/xml">{store(1, 2, total=9)}</script>')
    assert [entry.url.rpartition("/")[2] for entry in page.entries] == [
        "art_77_1.html",
        "art_77_2.html",
    ]
    assert page.entries[0].title == "青岚区第1镇2023年政府信息公开工作年度报告"
    assert page.entries[0].date == date(2024, 1, 20)
    assert page.declared_total == 9


def test_after_the_column_comes_the_first_group_which_may_repeat_it() -> None:
    (request,) = listed(store(1)).next
    assert request.may_be_absent
    assert page_asked(listed(store(1))) == "1"
    assert request.referer == COLUMN


def test_the_query_is_kept_as_the_page_writes_it() -> None:
    (request,) = listed(store(1)).next
    assert "webname=%25E9%259D%2592" in request.url
    assert "unitid=770" in request.url


@pytest.mark.parametrize("number", [1, 2, 17])
def test_groups_are_asked_for_by_their_own_number_one_after_the_other(number: int) -> None:
    page = listed(store(1), PROXY.format(number))
    assert page_asked(page) == str(number + 1)
    assert not page.next[0].may_be_absent


def test_the_last_group_names_no_other() -> None:
    page = listed(store(1, following=""), PROXY.format(3))
    assert page.end_reached
    assert page.next == ()


def test_a_proxy_that_the_script_names_goes_before_the_usual_one() -> None:
    text = "<script>proxyUrl:'/other/dataproxy.jsp',</script>" + store(1)
    (request,) = listed(text).next
    assert urlsplit(request.url).path == "/other/dataproxy.jsp"
    assert "unitid=770" in request.url


def test_a_record_set_cut_short_gives_what_is_whole() -> None:
    assert len(listed(store(1, 2)[:-60]).entries) == 1


def test_many_records_without_end_are_read_in_one_pass() -> None:
    assert listed("<record><![CDATA[" * 200_000).entries == ()
