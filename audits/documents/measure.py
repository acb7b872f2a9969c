"""How much a document may hold: a report has some hundreds of cells, and time is not endless."""

from audits.documents.document import DocumentUnreadable

MOST_TABLES = 2_000
MOST_LINES = 100_000


def refuse_beyond_measure(*, lines: int, tables: int) -> None:
    """Lets pass what may be a report.

    Raises:
        DocumentUnreadable: there are more tables or more pieces of text than in any report.
    """
    if tables > MOST_TABLES:
        raise DocumentUnreadable(
            zh=f"表格超过 {MOST_TABLES} 个，未读取", en="there are too many tables to be read"
        )
    if lines > MOST_LINES:
        raise DocumentUnreadable(
            zh=f"文字超过 {MOST_LINES} 段，未读取",
            en="there are too many pieces of text to be read",
        )
