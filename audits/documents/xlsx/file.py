"""A workbook, taken apart twice: by its XML for blocks, by openpyxl for lines."""

from audits.documents.document import Document
from audits.documents.xlsx.blocks import blocks_of
from audits.documents.xlsx.lines import lines_of
from audits.documents.xlsx.package import Package


def read_workbook(content: bytes) -> Document:
    """The sheets that are shown, in their order.

    Raises:
        DocumentUnreadable: no workbook, damaged, encrypted, or beyond the limits.
    """
    package = Package(content)
    return Document(
        blocks=tuple(blocks_of(package)),
        lines=tuple(lines_of(content)),
        enclosed=tuple(package.pictures()),
    )
