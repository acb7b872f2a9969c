from crawler.adapters.adapter import Page
from crawler.adapters.static import StaticAdapter

URL = "http://www.qinglan.example/nb/list.html"


def test_dated_links_are_rows_and_the_next_page_is_followed() -> None:
    page = StaticAdapter().list_page(
        Page(
            url=URL,
            text="<ul><li><a href='/1.html'>2023年年报</a> 2024-01-20</li>"
            "<li><a href='/about.html'>关于</a></li></ul><a href='list.html'>1</a>"
            "<a href='list_2.html'>下一页 &gt;</a>",
        )
    )
    assert [entry.url for entry in page.entries] == ["http://www.qinglan.example/1.html"]
    assert [request.url for request in page.next] == ["http://www.qinglan.example/nb/list_2.html"]


def test_a_next_page_that_is_this_one_is_the_end() -> None:
    page = StaticAdapter().list_page(Page(url=URL, text="<a href='list.html'>下一页</a>"))
    assert page.end_reached
