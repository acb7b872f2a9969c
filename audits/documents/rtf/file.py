"""A file in Rich Text Format, taken apart twice: by LibreOffice, and by its control words."""

from audits.documents.document import Document
from audits.documents.docx.file import read_docx
from audits.documents.office.conversion import RICH_TEXT, converted
from audits.documents.rtf.lines import lines_of


def read_rtf(content: bytes) -> Document:
    """A file in Rich Text Format, taken apart.

    Raises:
        DocumentUnreadable: LibreOffice is not there or cannot open it, or what it holds is beyond
            the limits.
    """
    lines = lines_of(content)
    (word,) = converted(content, RICH_TEXT)
    document = read_docx(word)
    return Document(
        blocks=document.blocks, lines=lines, enclosed=document.enclosed, notes=document.notes
    )
