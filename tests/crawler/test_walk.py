from collections.abc import Mapping

import pytest

from crawler.adapters.adapter import Column, Entry, ListPage, Request, Unusable
from crawler.records import StopReason
from crawler.walk import Walk

FIRST = "http://a.example/index.html"


def rows(*names: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(url=f"http://a.example/{n}.html", title=f"第{n}局", date=None) for n in names
    )


def asks(*names: str) -> tuple[Request, ...]:
    return tuple(Request(url=f"http://a.example/{name}") for name in names)


def probe(name: str) -> Request:
    return Request(url=f"http://a.example/{name}", may_be_absent=True)


def walked(pages: Mapping[str, ListPage], most_pages: int = 50) -> tuple[Walk, list[str]]:
    """The walk over pages by name, those missing being absent, and the names in order asked."""
    walk = Walk(first=Request(url=FIRST), most_pages=most_pages)
    asked = []
    while walk.next is not None:
        name = walk.next.url.rpartition("/")[2]
        asked.append(name)
        walk = walk.after(pages[name])[0] if name in pages else walk.missed()
    return walk, asked


def test_a_list_of_one_page_ends_there() -> None:
    walk, asked = walked({"index.html": ListPage(entries=rows(1, 2), end_reached=True)})
    assert (walk.ended, walk.complete, asked) == (StopReason.END, True, ["index.html"])


def test_a_list_without_rows_is_not_taken_for_whole() -> None:
    walk, _ = walked({"index.html": ListPage(entries=(), end_reached=True)})
    assert not walk.complete


def test_a_list_of_unknown_family_is_not_taken_for_whole() -> None:
    walk = Walk(first=Request(url=FIRST), most_pages=5, assured=False)
    assert not walk.after(ListPage(entries=rows(1), end_reached=True))[0].complete


def test_each_page_is_asked_for_once_whoever_names_it() -> None:
    names = asks("index.html", "2", "3")
    pages = {
        "index.html": ListPage(entries=rows(1), next=names),
        "2": ListPage(entries=rows(2), next=names),
        "3": ListPage(entries=rows(3), next=names),
    }
    walk, asked = walked(pages)
    assert asked == ["index.html", "2", "3", "index.html"]
    assert (walk.ended, walk.complete) == (StopReason.END, True)


def test_a_page_that_brings_nothing_new_ends_the_list() -> None:
    pages = {
        "index.html": ListPage(entries=rows(1, 2, 3), next=asks("2")),
        "2": ListPage(entries=rows(2, 3), next=asks("3")),
    }
    walk, asked = walked(pages)
    assert (walk.ended, walk.complete) == (StopReason.NO_NEW, True)
    assert "3" not in asked


def test_a_page_that_is_the_one_before_again_ends_the_list() -> None:
    same = rows(1, 2)
    pages = {
        "index.html": ListPage(entries=same, next=asks("2")),
        "2": ListPage(entries=same, next=asks("3")),
    }
    walk, asked = walked(pages)
    assert walk.ended is StopReason.REPEATED_PAGE
    assert not walk.complete
    assert asked == ["index.html", "2"]


def test_the_declared_total_ends_a_list_and_fewer_rows_make_it_incomplete() -> None:
    def pages(total: int) -> dict[str, ListPage]:
        return {
            "index.html": ListPage(entries=rows(1, 2), declared_total=total, next=asks("2")),
            "2": ListPage(entries=rows(2, 3), next=asks("3")),
            "3": ListPage(entries=(), end_reached=True),
        }

    walk, asked = walked(pages(3))
    assert (walk.ended, walk.complete) == (StopReason.TOTAL_REACHED, True)
    assert "3" not in asked
    walk, _ = walked(pages(9))
    assert not walk.complete
    assert walk.warnings == ("declared 9 rows, saw 3",)


@pytest.mark.parametrize("base", [0, 1])
def test_probes_find_the_pages_of_either_base(base: int) -> None:
    others = (probe("i1"), *asks("i2"), probe("i3"))
    first = ListPage(entries=rows(0), declared_pages=3, next=others)
    pages = {"index.html": first}
    pages |= {f"i{n + base}": ListPage(entries=rows(n), next=others) for n in (1, 2)}
    walk, asked = walked(pages)
    assert (walk.ended, walk.complete) == (StopReason.END, True)
    assert len(walk.seen) == 3
    assert asked == [*["index.html", "i1", "i2", "i3"][: 3 + base], "index.html"]


def test_a_probe_that_repeats_the_first_page_is_no_end() -> None:
    others = (probe("i1"), *asks("i2"), probe("i3"))
    first = ListPage(entries=rows(0), declared_pages=3, next=others)
    pages = {"index.html": first, "i1": first}
    pages |= {f"i{n}": ListPage(entries=rows(n), next=others) for n in (2, 3)}
    walk, _ = walked(pages)
    assert (len(walk.seen), walk.complete) == (3, True)


def test_a_missing_page_in_the_middle_is_an_error() -> None:
    pages = {
        "index.html": ListPage(entries=rows(1), declared_pages=4, next=asks("2", "3")),
        "2": ListPage(entries=rows(2)),
    }
    walk, _ = walked(pages)
    assert (walk.ended, walk.complete) == (StopReason.ERROR, False)
    assert walk.warnings == ("declared 4 pages, 2 brought rows",)


def test_a_list_without_end_is_cut_and_said_to_be_incomplete() -> None:
    pages = {"index.html": ListPage(entries=rows(0), next=asks("1"))}
    pages |= {str(n): ListPage(entries=rows(n), next=asks(str(n + 1))) for n in range(1, 20)}
    walk, asked = walked(pages, most_pages=5)
    assert (walk.ended, walk.complete, len(asked)) == (StopReason.CAP, False, 5)


def test_an_ended_walk_takes_no_more_pages() -> None:
    walk, _ = walked({"index.html": ListPage(entries=rows(1), end_reached=True)})
    with pytest.raises(ValueError, match="has ended"):
        walk.after(ListPage(entries=rows(2)))


class Moving:
    """A list of pages of two rows, newest first, to which rows are added while it is read."""

    def __init__(self, rows_: int, added_before: Mapping[int, int]) -> None:
        self.names = list(range(rows_, 0, -1))
        self._added = added_before
        self.asked = 0

    def page(self, number: int) -> ListPage:
        self.asked += 1
        for _ in range(self._added.get(self.asked, 0)):
            self.names.insert(0, max(self.names) + 1)
        shown = self.names[2 * number : 2 * number + 2]
        more = asks(str(number + 1)) if 2 * number + 2 < len(self.names) else ()
        return ListPage(entries=rows(*shown), next=more, end_reached=not more)


@pytest.mark.parametrize("added", [{2: 1}, {2: 3}, {4: 1}, {2: 1, 5: 4}])
def test_rows_added_while_a_list_is_read_are_found(added: Mapping[int, int]) -> None:
    moving = Moving(7, added)
    walk = Walk(first=Request(url="http://a.example/0"), most_pages=50)
    while walk.next is not None:
        walk, _ = walk.after(moving.page(int(walk.next.url.rpartition("/")[2])))
    assert walk.seen == {entry.url for entry in rows(*moving.names)}
    assert walk.complete


def test_a_list_of_one_page_is_not_looked_at_again() -> None:
    _, asked = walked({"index.html": ListPage(entries=rows(1), declared_total=1)})
    assert asked == ["index.html"]


def test_what_a_portal_refuses_is_asked_for_in_another_way_and_the_way_is_kept() -> None:
    first = Request(url=FIRST, instead=asks("by20", "by10"))
    walk = Walk(first=first, most_pages=9).missed()
    assert walk.next == Request(url="http://a.example/by20", instead=asks("by10"))
    walk, _ = walk.after(ListPage(entries=()))
    assert walk.next == Request(url="http://a.example/by10")
    walk, fresh = walk.after(ListPage(entries=rows(1), end_reached=True))
    assert (walk.ended, len(fresh)) == (StopReason.END, 1)


def test_an_answer_of_a_wrong_form_is_asked_for_once_more_and_then_ends_the_list() -> None:
    walk = Walk(first=Request(url=FIRST), most_pages=9)
    walk, _ = walk.after(ListPage(entries=(), unusable=Unusable.LIST_FORMAT))
    assert walk.next == Request(url=FIRST)
    mended, _ = walk.after(ListPage(entries=rows(1), end_reached=True))
    assert mended.complete
    walk, _ = walk.after(ListPage(entries=(), unusable=Unusable.LIST_FORMAT))
    assert (walk.ended, walk.complete) == (StopReason.ERROR, False)
    assert walk.warnings == (f"list_format {FIRST}",)


def test_what_only_a_browser_can_ask_for_is_not_asked_for_twice() -> None:
    walk = Walk(first=Request(url=FIRST), most_pages=9)
    walk, _ = walk.after(ListPage(entries=(), unusable=Unusable.NEEDS_BROWSER))
    assert (walk.ended, walk.warnings) == (StopReason.ERROR, (f"needs_browser {FIRST}",))


def test_two_posts_to_one_address_are_two_requests() -> None:
    one, two = (Request(url=FIRST, body=f"page={n}") for n in (1, 2))
    walk = Walk(first=one, most_pages=9)
    walk, _ = walk.after(ListPage(entries=rows(1), next=(one, two)))
    assert walk.next == two


def test_a_list_that_is_only_divided_into_others_is_whole() -> None:
    years = (Column(url="http://a.example/2023/", title="2023年"),)
    walk = Walk(first=Request(url=FIRST), most_pages=9)
    walk, _ = walk.after(ListPage(entries=(), columns=years, end_reached=True))
    assert (walk.ended, walk.complete) == (StopReason.END, True)


def test_a_first_page_that_is_not_there_says_that_the_list_is_gone() -> None:
    assert Walk(first=Request(url=FIRST), most_pages=9).missed().ended is StopReason.GONE
