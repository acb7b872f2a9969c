"""What an OLE2 file holds, by the names in its directory ([MS-CFB] 2.6.1)."""

OLE2_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def holds_stream(content: bytes, name: str) -> bool:
    """The OLE2 file has an entry of this name."""
    encoded = (name + "\0").encode("utf-16-le")
    return content.startswith(OLE2_START) and encoded in content


def holds_workbook(content: bytes) -> bool:
    """The OLE2 file is a workbook of Excel or of WPS, and holds no text of Word's."""
    is_workbook = holds_stream(content, "Workbook") or holds_stream(content, "Book")
    return is_workbook and not holds_stream(content, "WordDocument")
