"""What holds on every page: links lead somewhere, nothing comes from outside, both languages."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.audits.site.shown_page import ShownPage


def every_page(pages: Path) -> list[ShownPage]:
    return [ShownPage(path) for path in sorted(pages.rglob("*.html"))]


def test_every_internal_link_leads_to_a_file_and_every_fragment_to_an_id(pages: Path) -> None:
    shown = {page.path.resolve(): page for page in every_page(pages)}
    ids = {path: {n.attributes["id"] for n in page.all("[id]")} for path, page in shown.items()}
    broken = []
    for path, page in shown.items():
        for node in page.all("[href], [src]"):
            parts = urlsplit(node.attributes.get("href") or node.attributes.get("src") or "")
            if parts.scheme:
                continue
            target = page.target(unquote(parts.path)) if parts.path else path
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and fragment not in ids[target]):
                broken.append((path.name, parts.geturl()))
    assert len(shown) > 50
    assert not broken


def test_no_page_names_an_id_twice(pages: Path) -> None:
    for page in every_page(pages):
        ids = [node.attributes["id"] for node in page.all("[id]")]
        assert len(ids) == len(set(ids)), page.path


def test_every_page_says_what_it_is_and_where_one_is(pages: Path) -> None:
    for page in every_page(pages):
        english = page.path.relative_to(pages).parts[0] == "en"
        assert page.one("html").attributes["lang"] == ("en" if english else "zh-CN")
        assert page.one("title").text().strip()
        assert page.one(".crumbs [aria-current=page]").text().strip()
        assert len(page.all("h1")) == 1
        assert page.one("a.skip").attributes["href"] == "#main"


def test_no_page_may_be_indexed_or_run_anything_of_its_own(pages: Path) -> None:
    for page in every_page(pages):
        assert page.one("meta[name=robots]").attributes["content"] == "noindex,nofollow"
        policy = page.one("meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert not page.has("[style], [onclick], style, script:not([src])")


def test_only_links_to_the_source_point_to_the_network(pages: Path) -> None:
    for page in every_page(pages):
        for node in page.all("[href], [src], [action], [data], [srcset]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            if urlsplit(address).scheme not in {"", "data"}:
                assert node.tag == "a", page.path
                assert node.attributes["class"] == "address", page.path


def test_each_page_has_its_other_language_and_comes_back(pages: Path) -> None:
    for page in every_page(pages):
        there = ShownPage(page.target(page.one("a.other").attributes["href"]))
        assert there.target(there.one("a.other").attributes["href"]) == page.path.resolve()
        assert there.path.name == page.path.name


def test_no_table_has_more_than_seven_columns_but_the_form(pages: Path) -> None:
    for page in every_page(pages):
        for head in page.all("table.list thead tr"):
            assert len(head.css("th")) <= 7, page.path
