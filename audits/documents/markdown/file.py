"""Markdown, taken apart: its own tables, those in HTML, pictures and links to files."""

from audits.documents.document import Document
from audits.documents.markdown.blocks import blocks_of
from audits.documents.markdown.pieces import lines_of
from audits.documents.text.file import text_of, written_in


def read_markdown(content: bytes) -> Document:
    """A Markdown file, taken apart.

    Raises:
        DocumentUnreadable: the file is too large, or its bytes are no text.
    """
    text = "\n".join(text_of(content).removeprefix("\ufeff").splitlines())
    written_in(text)  # refuses what has more lines than any report
    return Document(blocks=tuple(blocks_of(text)), lines=tuple(lines_of(text)))
