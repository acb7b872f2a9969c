"""Pages made to break their reader: refused with the reason, or read within limits.

Every one is read in a process with an end to its time and memory; none may come to that end.
"""

from collections.abc import Iterator

import pytest

from audits.documents.document import Document, DocumentUnreadable, Table
from audits.documents.html import shown
from audits.documents.html.grid import MOST_COLUMNS, MOST_ROWS
from audits.documents.html.page import MOST_BYTES, read_html
from audits.documents.isolation import Limits, isolated

LIMITS = Limits(seconds=40.0)


def read_or_refuse(content: bytes) -> Document | str:
    """The page, or why it is not read."""
    try:
        return read_html(content)
    except DocumentUnreadable as refused:
        return refused.zh


def _pages() -> Iterator[tuple[str, str]]:
    rows = "<tr><td rowspan=65534 colspan=9999>1<td>2"
    yield "spans over spans", f"<table>{rows * 3_000}"
    yield "spans of nought", "<table>" + "<tr><td rowspan=0 colspan=1000>1<td>2" * 1_000
    yield (
        "styles by the thousand",
        (
            "<style>" + "".join(f".a{n}{{display:none}}" for n in range(3_000)) + "</style>"
            "<p hidden>" + "<b class=a1>1</b>" * 3_000
        ),
    )
    yield "one long selector", "<style>" + "a " * 200_000 + "{display:none}</style><p>1"
    yield "open braces", "<style>" + "@media screen{" * 100_000 + "a{display:none}</style><p>1"
    yield "open remarks", "<style>display" + "/*" * 300_000 + "</style><p>1"
    yield "a sheet without braces", "<style>display" + "a" * 2_000_000 + "</style><p>1"
    yield "sheets without end", "<style>display" * 100_000
    yield "media without end", "<style>display" + "@media" * 200_000 + "</style><p>1"
    yield "rules of media", "<style>@media{" + "a{display:none}" * 3_000 + "</style><p>1"
    yield "backgrounds", f'<p style="{"background:" * 100_000}url(">'
    yield "selectors without end", "<style>" + ",.a" * 200_000 + "{display:none}</style><p>1"
    yield "classes without end", f'<p hidden class="{"a " * 300_000}">1'
    yield "hidden within hidden", "<div hidden>" * 4_000 + "1" + "<i hidden>2</i>" * 10_000
    yield "ends that end nothing", "<p hidden>" + "<b>" * 3_000 + "</i>" * 100_000
    yield "ends beyond a cell", "<p hidden></p><div><table><td>" + "<b>" * 3_000 + "</div>" * 50_000
    yield "tables set as tables", '<div style="display:table">' * 1_900 + "<b>1</b>" * 50_000
    yield "tables within tables", "<table><tr><td>" * 1_900 + "<b>1</b>" * 50_000
    yield "strikes without end", '<table><tr><td><s style="text-decoration:line-through">' * 1_000
    yield "attributes without value", "<p " + "a= " * 300_000 + ">1"
    yield "attributes of slashes", "<p" + "/" * 2_000_000 + ">1"
    yield "signs of equality", "<p " + "=" * 2_000_000 + ">1"
    yield "tags in values", '<a b="><c ">' * 100_000
    yield "comments of dashes", "<!--" + "-" * 2_000_000
    yield "comments in comments", "<!-- <!-- >" * 200_000
    yield "less-than signs", "<p>" + "< " * 500_000
    yield "greater-than signs", "<p>" + ">" * 2_000_000
    yield "references", "<p>" + "&#x4e00;" * 200_000
    yield "clicks", "<p onclick=\"f('a.pdf')\">1</p>" * 20_000
    yield "addresses", "".join(f'<img src="data:image/png;base64,{n:08}">' for n in range(20_000))


@pytest.mark.parametrize(("name", "page"), list(_pages()), ids=[name for name, _ in _pages()])
def test_a_hostile_page_comes_to_an_end_of_its_own(name: str, page: str) -> None:
    made = isolated(read_or_refuse, f"<html>{page}".encode(), LIMITS)
    if isinstance(made, Document):
        grids = [block.grid for block in made.blocks if isinstance(block, Table)]
        assert all(g.rows <= MOST_ROWS and g.columns <= MOST_COLUMNS for g in grids)
    else:
        assert "未读取" in made


def test_a_page_of_200_megabytes_is_refused_unread() -> None:
    with pytest.raises(DocumentUnreadable) as refused:
        read_html(b"<html>" + bytes(200 * 1024 * 1024))
    assert f"{MOST_BYTES // 2**20} MB" in refused.value.zh


def test_style_rules_beyond_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = b"<style>.a{display:none}.b{display:none}</style>" + b"<p>1</p>" * 10
    read_html(page)
    monkeypatch.setattr(shown, "MOST_MATCHING", 10)
    with pytest.raises(DocumentUnreadable) as refused:
        read_html(page)
    assert "样式" in refused.value.zh


def test_a_span_of_65534_by_9999_leaves_the_cells_beside_it_where_they_are() -> None:
    rows = "<tr><td>规章<td>1<tr><td>a<td rowspan=65534 colspan=9999>2"
    (table,) = read_html(f"<html><table>{rows}</table>".encode()).blocks
    assert isinstance(table, Table)
    assert [(c.text, c.row, c.column) for c in table.grid.cells] == [
        ("规章", 0, 0),
        ("1", 0, 1),
        ("a", 1, 0),
        ("2", 1, 1),
    ]
