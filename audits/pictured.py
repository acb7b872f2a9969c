"""Pictures that stand in a page in place of its tables, read and put where they stand."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import unquote

from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    Line,
    Paragraph,
    Picture,
    Table,
)
from audits.documents.picture import is_picture, shown_in
from audits.result import Source
from rules.labels import labels_of
from rules.spec import all_specs

MOST_PICTURES = 30
"""Of one page; what stands after them is not read."""

_LINES_OF_A_PAGE = 8
_ROWS_OF_A_TABLE = 2

ReadPictures = Callable[[Sequence[bytes]], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithPictures:
    """A page whose pictures were read."""

    document: Document
    names: frozenset[str]
    """Of the sources that are its pictures, whether they held anything or not."""


def with_pictures(
    document: Document, sources: Collection[Source], *, read: ReadPictures = shown_in
) -> WithPictures:
    """The page with the tables of the form that its pictures show in place of these.

    A picture of a table that the page also has as text stays a picture: the text is published.
    A page without any table or text of its own takes the text of its pictures too, because it is
    the report in pictures. What no picture says stays as it was.
    """
    contents = _contents_of(document, sources)
    shown = [block for block in document.blocks if isinstance(block, Picture)]
    wanted = {block.source for block in shown if block.source in contents}
    names = frozenset(
        source.name
        for source in sources
        if is_picture(source.content) and any(_is_named(source.name, name) for name in wanted)
    )
    if not wanted:
        return WithPictures(document=document, names=names)
    return WithPictures(document=_read_into(document, contents, read), names=names)


def _contents_of(document: Document, sources: Collection[Source]) -> Mapping[str, bytes]:
    """By the source of each picture block."""
    found: dict[str, bytes] = {}
    for block in document.blocks:
        if not isinstance(block, Picture) or len(found) >= MOST_PICTURES:
            continue
        enclosed = [file.content for file in document.enclosed if file.name == block.source]
        offered = [s.content for s in sources if _is_named(s.name, block.source)]
        content = next((c for c in (*enclosed, *offered) if is_picture(c)), None)
        if content is not None:
            found[block.source] = content
    return found


def _is_named(address: str, source: str) -> bool:
    """A source in a page and the address that it leads to end alike."""
    return bool(source) and (address == source or _file_name(address) == _file_name(source) != "")


def _file_name(address: str) -> str:
    return unquote(address).partition("#")[0].partition("?")[0].rpartition("/")[2]


def _read_into(document: Document, contents: Mapping[str, bytes], read: ReadPictures) -> Document:
    """Pictures with nothing between them are the pages of one table."""
    blocks: list[Block] = []
    lines: list[Line] = []
    takes_text = not any(isinstance(block, Table) for block in document.blocks)
    is_read = False
    for is_shown, run in groupby(document.blocks, key=lambda b: _is_of(b, contents)):
        own = list(run)
        held = _held(own, contents, read) if is_shown else None
        if held is None or not (
            _holds_form(held, document.blocks) or (takes_text and _is_page(held))
        ):
            blocks.extend(own)
            continue
        is_read = is_read or any(isinstance(block, Paragraph) for block in held.blocks)
        blocks.extend(_at(block, own[0].path) for block in held.blocks)
        lines.extend(held.lines)
    return replace(
        document,
        blocks=tuple(blocks),
        lines=(*document.lines, *lines),
        recognised=document.recognised or is_read,
    )


def _is_of(block: Block, contents: Mapping[str, bytes]) -> bool:
    return isinstance(block, Picture) and block.source in contents


def _held(
    pictures: Sequence[Block], contents: Mapping[str, bytes], read: ReadPictures
) -> Document | None:
    names = dict.fromkeys(block.source for block in pictures if isinstance(block, Picture))
    try:
        document = read([contents[name] for name in names])
    except DocumentUnreadable:
        return None
    return document if document.lines else None


def _holds_form(document: Document, own: Collection[Block]) -> bool:
    """It shows rows of a table of the form that the page's own tables do not have."""
    printed = _rows_of_form(own)
    shown = _rows_of_form(document.blocks)
    return any(
        len(rows) >= _ROWS_OF_A_TABLE and not rows <= printed[table]
        for table, rows in shown.items()
    )


def _rows_of_form(blocks: Collection[Block]) -> Mapping[str, set[str]]:
    """By table of each form, the rows whose labels stand in tables of these blocks."""
    grids = [block.grid for block in blocks if isinstance(block, Table)]
    texts = {cell.text for grid in grids for cell in grid.cells}
    return {
        f"{spec.id} {table.id}": {
            row for text in texts if (row := labels_of(table).rows.find(text))
        }
        for spec in all_specs()
        for table in spec.tables
    }


def _is_page(document: Document) -> bool:
    """It shows more than the name of a site or a slogan."""
    return len(document.lines) >= _LINES_OF_A_PAGE


def _at(block: Block, path: tuple[int, ...]) -> Block:
    """The block where the picture stood."""
    if isinstance(block, Paragraph | Table):
        return replace(block, path=path)
    return block


def enclosed_documents(document: Document) -> Iterator[Source]:
    """Files written into the page that are no pictures: they are as good as attached."""
    for file in document.enclosed:
        if not is_picture(file.content):
            yield Source(name=file.name, content=file.content)
