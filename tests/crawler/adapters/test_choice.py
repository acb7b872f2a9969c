import pytest

from crawler.adapters import UnknownFamily, choose, families
from crawler.adapters.adapter import Page


def page(text: str) -> Page:
    return Page(url="http://www.qinglan.example/", text=text)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ('<script>createPageHTML(3, 0, "index", "html")</script>', "trs"),
        ("<script>var countPage = 3</script>", "trs"),
        ("<a href='./202401/t20240131_1.html'>年报</a>", "trs"),
        ("<script type='text/xml'><datastore></datastore></script>", "hanweb"),
        ("<a href='/art/2024/1/20/art_77_1.html'>年报</a>", "hanweb"),
    ],
)
def test_a_family_is_known_by_its_marks(text: str, family: str) -> None:
    choice = choose(None, page(text))
    assert (choice.adapter.family, choice.assured) == (family, True)


def test_a_page_of_no_known_family_is_read_but_not_vouched_for() -> None:
    choice = choose(None, page("<ul><li>年报</li></ul>"))
    assert (choice.adapter.family, choice.assured) == ("static", False)


def test_the_operators_word_goes_before_the_marks() -> None:
    choice = choose("static", page("<datastore>"))
    assert (choice.adapter.family, choice.assured) == ("static", True)


def test_a_family_without_adapter_is_an_error_that_lists_those_there_are() -> None:
    with pytest.raises(UnknownFamily, match="'gopher'; there are: hanweb, static, trs"):
        choose("gopher", page(""))


def test_every_module_with_an_adapter_is_found() -> None:
    assert sorted(families()) == ["hanweb", "static", "trs"]


HOSTILE = [
    "",
    "\x00" * 100,
    "<" * 5000,
    "<div>" * 3000 + "2024-01-01",
    "<a href='http://[::1'>年报</a><a href='\ud800'>年报</a>",
    "<datastore><nextgroup><a href='?page=99999999999'></nextgroup>",
    "<script>createPageHTML(9999999999999999999999, 0, 'a', 'html')</script>",
    "<meta name='PubDate' content='9999-99-99'><meta name><meta name=PubDate>",
    "<iframe src='viewer.html?file=%'></iframe><iframe src='http://[x?file=a.pdf'></iframe>",
    "发布时间：２０２４-１３-４５",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("family", sorted(families()))
def test_no_page_makes_an_adapter_fail(family: str, text: str) -> None:
    adapter = families()[family]
    adapter.list_page(page(text))
    adapter.detail(page(text))
    assert 0 <= adapter.likeness(page(text)) <= 10
