"""Whatever a portal sends is shown as text and does nothing."""

from pathlib import Path

import pytest

from tests.audits.site.hostile_district import hostile_district
from tests.audits.site.shown_page import ShownPage

KNOWN_TAGS = set(
    "html head meta title link script body a p header nav ol li main h1 h2 h3 section article div "
    "span table thead tbody tr th td ul dl dt dd bdi b small details summary blockquote mark code "
    "time footer".split()
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages whose every text tries to break out."""
    out = tmp_path_factory.mktemp("hostile")
    hostile_district().build(out)
    return out


def every_page(out: Path) -> list[ShownPage]:
    return [ShownPage(path) for path in out.rglob("*.html") if path.parent.name != "rules"]


def test_it_makes_no_element_and_no_handler(hostile: Path) -> None:
    for page in every_page(hostile):
        for node in page.all("*"):
            assert node.tag in KNOWN_TAGS, (page.path, node.tag)
            assert not [name for name in node.attributes if name.startswith("on")]
        assert len(page.all("script")) == 1


def test_it_is_still_there_to_be_read(hostile: Path) -> None:
    (page,) = (hostile / "reports").glob("*-2024.html")
    words = ShownPage(page).words
    assert "<script>window.owned=1</script>" in words
    assert "{{ 7 * 7 }}{% raw %}" in words
    assert "长" * 800 in words


def test_addresses_that_run_are_shown_and_not_linked(hostile: Path) -> None:
    (page,) = (hostile / "reports").glob("*-2024.html")
    assert "javascript:window.owned=1" in ShownPage(page).words
    for shown in every_page(hostile):
        for node in shown.all("a[href]"):
            address = str(node.attributes["href"]).strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:", "file:"))


def test_direction_marks_cannot_turn_what_stands_around_them(hostile: Path) -> None:
    for page in every_page(hostile):
        assert "\u202e" not in page.one("title").text()
        for node in page.all("*"):
            own = node.text(deep=False)
            if "\u202e" in own:
                assert node.tag in {"bdi", "td", "p", "span", "li", "blockquote", "b"}, node.html
