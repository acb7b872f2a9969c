"""Old Word files and their like, through LibreOffice: its DOCX for blocks, its page for lines."""

from audits.documents.document import Document
from audits.documents.docx.file import read_docx
from audits.documents.html.page import read_html
from audits.documents.office.conversion import OLD_WORD, converted


def read_old_word(content: bytes) -> Document:
    """A DOC or WPS file, taken apart.

    Raises:
        DocumentUnreadable: LibreOffice is not there or cannot open it, or what it holds is beyond
            the limits.
    """
    word, page = converted(content, OLD_WORD)
    document = read_docx(word)
    return Document(
        blocks=document.blocks,
        lines=read_html(page).lines,
        enclosed=document.enclosed,
        notes=document.notes,
    )
