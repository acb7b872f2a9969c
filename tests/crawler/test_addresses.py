import pytest

from crawler.addresses import absolute, hostname_of, is_on_hosts, origin_of

BASE = "http://www.qinglan.example/zwgk/nb/index.html"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("./202401/t1.html", "http://www.qinglan.example/zwgk/nb/202401/t1.html"),
        ("../../../../a.html", "http://www.qinglan.example/a.html"),
        ("//b.example/a", "http://b.example/a"),
        (" /a\n.html ", "http://www.qinglan.example/a.html"),
        ("/a.html#top", "http://www.qinglan.example/a.html"),
        ("/a.jsp;jsessionid=0A1B?id=1", "http://www.qinglan.example/a.jsp?id=1"),
        ("/年报.pdf", "http://www.qinglan.example/%E5%B9%B4%E6%8A%A5.pdf"),
        ("/a%20b.pdf", "http://www.qinglan.example/a%20b.pdf"),
    ],
)
def test_links_become_one_absolute_address(link: str, url: str) -> None:
    assert absolute(BASE, link) == url
    assert absolute(BASE, url) == url


@pytest.mark.parametrize(
    "link",
    [
        *("", "#a", "javascript:void(0)", "mailto:a@b.example", "file:///etc/passwd", "data:,x"),
        *("ftp://b.example/", "http://[::1", "http://b.example:port/", "/" + "a" * 3000),
    ],
)
def test_what_is_no_web_address_is_none(link: str) -> None:
    assert absolute(BASE, link) is None


@pytest.mark.parametrize(
    ("url", "hosts", "on"),
    [
        ("http://a.example/x", ("a.example",), True),
        ("https://A.Example:8443/x", ("a.example",), True),
        ("http://a.example:81/x", ("a.example:80",), False),
        ("http://a.example:81/x", ("a.example:81",), True),
        ("http://a.example.evil/x", ("a.example",), False),
        ("http://evil/?a.example", ("a.example",), False),
        ("http://a.example@evil/", ("a.example",), False),
        ("http://user@a.example/", ("a.example",), False),
        ("ftp://a.example/", ("a.example",), False),
        ("http://[::1", ("[::1",), False),
    ],
)
def test_only_web_addresses_of_the_named_hosts_are_on_them(
    url: str, hosts: tuple[str, ...], on: bool
) -> None:
    assert is_on_hosts(url, hosts) is on


def test_the_parts_of_an_address_are_in_one_form() -> None:
    assert hostname_of("http://A.Example:81/x") == "a.example"
    assert hostname_of("http://[::1") == ""
    assert origin_of("https://A.Example:81/x?y") == "https://a.example:81"
