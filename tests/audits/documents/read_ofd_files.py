"""What is read of OFD files."""

from audits.documents.document import Document, Grid, Paragraph, Table
from audits.documents.ofd.file import read_ofd
from tests.audits.documents.ofd_files import (
    ofd,
    page,
)


def grid_of(content: bytes) -> Grid:
    (found,) = (block for block in read_ofd(content).blocks if isinstance(block, Table))
    return found.grid


def texts_of(content: bytes) -> list[str]:
    return [cell.text for cell in grid_of(content).cells]


def cells_in_lines(content: bytes) -> list[str]:
    return [line.text for line in read_ofd(content).lines if line.is_cell]


def prose_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def printed(*objects: str) -> list[str]:
    """What both ways of reading find on a page."""
    read = read_ofd(ofd(page(*objects)))
    lines = [line.text for line in read.lines]
    assert "".join(prose_of(read)) == "".join(lines)
    return lines
