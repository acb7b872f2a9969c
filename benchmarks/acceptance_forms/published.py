"""A generated page, taken apart by what its generator is known to write."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple, cast

from lxml import html
from lxml.html import HtmlElement

from benchmarks.acceptance_forms.form import NotInThisForm

_CONTENT = '//article | //div[@id="zoom"] | //ucapcontent'
_TITLE = '//h1 | //td[@class="title"]'
_SPACE = re.compile(r"\s+")
_BLOCKS = ("p", "h2", "table")


class Cell(NamedTuple):
    """A cell as the page has it."""

    text: str
    row_span: int = 1
    column_span: int = 1
    is_value: bool = False


class Placed(NamedTuple):
    """A cell at its place, from 0."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table by rows; merged cells stand once, where they start."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Every cell with its row and column."""
        return tuple(_placed(self.rows))

    @property
    def width(self) -> int:
        """Columns."""
        return max(column + cell.column_span for _, column, cell in self.placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReport:
    """What a page says, free of how."""

    title: str
    published_on: str
    """``YYYY-MM-DD``; empty where the page does not say."""
    body: str
    """The body by the page's own field; may be empty."""
    blocks: tuple[str | Table, ...]
    """Paragraphs, headings and tables in their order."""


def published_report(content: bytes) -> PublishedReport:
    """The report on a page.

    Raises:
        NotInThisForm: the page is no report, or shows a table as a picture.
    """
    page = html.document_fromstring(content)
    held, titles = _found(page, _CONTENT), _found(page, _TITLE)
    if not held or not titles or next(held[0].iter("img"), None) is not None:
        raise NotInThisForm
    fields = {meta.get("name", "").lower(): meta.get("content", "") for meta in page.iter("meta")}
    return PublishedReport(
        title=_text_of(titles[0]),
        published_on=fields.get("pubdate", "")[:10],
        body=fields.get("contentsource") or fields.get("source", ""),
        blocks=tuple(_blocks_of(held[0])),
    )


def _found(element: HtmlElement, path: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", element.xpath(path))


def _blocks_of(content: HtmlElement) -> Iterator[str | Table]:
    for element in content.iter(*_BLOCKS):
        around = takewhile(lambda outer: outer is not content, element.iterancestors())
        if any(outer.tag == "table" for outer in around) or element.get("class") == "meta":
            continue
        if element.tag == "table":
            yield _table_of(element)
        elif text := _text_of(element):
            yield text


def _table_of(table: HtmlElement) -> Table:
    return Table(
        rows=tuple(
            tuple(
                Cell(
                    text=_text_of(cell),
                    row_span=int(cell.get("rowspan", 1)),
                    column_span=int(cell.get("colspan", 1)),
                    is_value=not re.search("[一-鿿]", _text_of(cell)),
                )
                for cell in _found(row, "./td | ./th")
            )
            for row in table.iter("tr")
        )
    )


def _text_of(element: HtmlElement) -> str:
    return _SPACE.sub("", "".join(element.itertext()))


def _placed(rows: Sequence[Sequence[Cell]]) -> Iterator[Placed]:
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield Placed(row, column, cell)
            taken |= {
                (row + down, column + right)
                for down in range(cell.row_span)
                for right in range(cell.column_span)
            }
            column += cell.column_span
