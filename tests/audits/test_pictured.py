"""Pictures in a page: which are read, and where what they show is put."""

from collections.abc import Sequence

import pytest

from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    EnclosedFile,
    Grid,
    GridCell,
    Line,
    Paragraph,
    Picture,
    Table,
)
from audits.pictured import enclosed_documents, with_pictures
from audits.result import Source
from rules.place import Place

PNG = b"\x89PNG\r\n\x1a\n"
HEADING = Paragraph(text="二、主动公开政府信息情况", path=(0, 1))
SHOWN = Picture(source="files/W02.png", path=(0, 2))
ROWS = ("行政许可", "行政处罚", "行政强制")


def table_of(*labels: str) -> Table:
    cells = tuple(
        GridCell(text=text, row=row, column=column, recognised=True)
        for row, label in enumerate(labels)
        for column, text in enumerate((label, "7"))
    )
    return Table(grid=Grid(rows=len(labels), columns=2, cells=cells))


class Reader:
    """Gives one document for whatever it is shown, and remembers what that was."""

    def __init__(self, *blocks: Block, lines: int = 3) -> None:
        self.asked: list[list[bytes]] = []
        self._shown = Document(
            blocks=blocks, lines=(Line(text="7", place=Place(page=1)),) * lines, recognised=True
        )

    def __call__(self, contents: Sequence[bytes]) -> Document:
        self.asked.append(list(contents))
        return self._shown


def page(*blocks: Block, enclosed: tuple[EnclosedFile, ...] = ()) -> Document:
    return Document(blocks=blocks, lines=(Line(text="甲", place=Place(line=1)),), enclosed=enclosed)


def test_a_table_in_a_picture_stands_where_the_picture_stood() -> None:
    table = table_of(*ROWS)
    source = Source(name="https://example.test/files/W02.png?v=1", content=PNG)
    done = with_pictures(page(HEADING, SHOWN), [source], read=Reader(table))
    assert done.names == {source.name}
    heading, put = done.document.blocks
    assert heading == HEADING
    assert isinstance(put, Table)
    assert (put.grid, put.path) == (table.grid, SHOWN.path)
    assert [line.text for line in done.document.lines] == ["甲", "7", "7", "7"]


def test_a_picture_written_into_the_page_is_read() -> None:
    enclosed = EnclosedFile(name=SHOWN.source, content=PNG + b"x")
    reader = Reader(table_of(*ROWS))
    done = with_pictures(page(HEADING, SHOWN, enclosed=(enclosed,)), [], read=reader)
    assert reader.asked == [[PNG + b"x"]]
    assert isinstance(done.document.blocks[1], Table)


def test_pictures_with_nothing_between_them_are_read_together() -> None:
    other = Picture(source="W03.png")
    sources = [Source(name="W02.png", content=PNG), Source(name="W03.png", content=PNG + b"3")]
    reader = Reader(table_of(*ROWS))
    with_pictures(page(SHOWN, other, HEADING, SHOWN), sources, read=reader)
    assert reader.asked == [[PNG, PNG + b"3"], [PNG]]


def test_a_picture_beside_tables_of_text_that_shows_none_stays_a_picture() -> None:
    reader = Reader(Paragraph(text="图解"), lines=20)
    document = page(HEADING, table_of("规章"), SHOWN)
    done = with_pictures(document, [Source(name="W02.png", content=PNG)], read=reader)
    assert done.document == document


def test_a_picture_of_a_table_that_is_there_as_text_stays_a_picture() -> None:
    document = page(HEADING, table_of(*ROWS), SHOWN)
    source = Source(name="W02.png", content=PNG)
    assert with_pictures(document, [source], read=Reader(table_of(*ROWS))).document == document


def test_a_picture_with_further_rows_of_a_table_in_text_is_read() -> None:
    document = page(HEADING, table_of(*ROWS[:1]), SHOWN)
    source = Source(name="W02.png", content=PNG)
    done = with_pictures(document, [source], read=Reader(table_of(*ROWS[1:])))
    assert [type(block) for block in done.document.blocks] == [Paragraph, Table, Table]


@pytest.mark.parametrize(("caption", "recognised"), [((), False), ((HEADING,), True)])
def test_prose_counts_as_recognised_only_where_a_picture_shows_some(
    caption: tuple[Block, ...], recognised: bool
) -> None:
    source = Source(name="W02.png", content=PNG)
    done = with_pictures(page(HEADING, SHOWN), [source], read=Reader(*caption, table_of(*ROWS)))
    assert done.document.recognised is recognised


def test_a_page_without_tables_takes_the_text_of_its_pictures_and_says_so() -> None:
    source = Source(name="W02.png", content=PNG)
    done = with_pictures(page(SHOWN), [source], read=Reader(HEADING, lines=20))
    assert done.document.blocks == (Paragraph(text=HEADING.text, path=SHOWN.path),)
    assert done.document.recognised


def test_the_name_of_a_site_is_no_text_of_the_page() -> None:
    document = page(SHOWN)
    read = Reader(Paragraph(text="某区人民政府"), lines=1)
    source = Source(name="W02.png", content=PNG)
    assert with_pictures(document, [source], read=read).document == document


def test_what_cannot_be_read_stays_a_picture() -> None:
    def refuse(_: Sequence[bytes]) -> Document:
        raise DocumentUnreadable(zh="读不了", en="cannot be read")

    document = page(HEADING, SHOWN)
    source = Source(name="W02.png", content=PNG)
    assert with_pictures(document, [source], read=refuse).document == document


@pytest.mark.parametrize(
    "source",
    [Source(name="other.png", content=PNG), Source(name="W02.png", content=b"<html>")],
    ids=["another file", "no picture"],
)
def test_a_file_that_is_not_the_picture_is_not_read(source: Source) -> None:
    reader = Reader(table_of(*ROWS))
    done = with_pictures(page(HEADING, SHOWN), [source], read=reader)
    assert (reader.asked, done.names) == ([], frozenset())


def test_documents_written_into_a_page_are_its_files_and_pictures_are_not() -> None:
    enclosed = (
        EnclosedFile(name="one", content=b"%PDF-1.7"),
        EnclosedFile(name="two", content=PNG),
    )
    assert [s.name for s in enclosed_documents(page(enclosed=enclosed))] == ["one"]
