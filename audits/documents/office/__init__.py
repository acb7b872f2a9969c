"""Old Word files: DOC, WPS and whatever else is kept the OLE2 way, through LibreOffice."""

from collections.abc import Sequence

from audits.documents.document import Document, DocumentUnreadable
from audits.documents.isolation import Limits
from audits.documents.office.compound import OLE2_START, holds_stream, holds_workbook
from audits.documents.opening import DocumentReader


def _is_compound(content: bytes) -> bool:
    return content.startswith(OLE2_START) and not holds_workbook(content)


def _read(content: bytes) -> Document:
    _refuse_what_is_no_text(content)
    from audits.documents.office.word import read_old_word

    return read_old_word(content)


def _prepare(contents: Sequence[bytes]) -> None:
    from audits.documents.office.conversion import OLD_WORD, convert_ahead

    texts = [content for content in contents if holds_stream(content, "WordDocument")]
    convert_ahead(texts, OLD_WORD)


def _refuse_what_is_no_text(content: bytes) -> None:
    if holds_stream(content, "EncryptedPackage"):
        raise DocumentUnreadable(
            zh="文件有密码，无法读取；请另存为没有密码的文件后再核验",
            en="the file has a password; save it without one",
        )
    if not holds_stream(content, "WordDocument"):
        raise DocumentUnreadable(
            zh="不是 Word 或 WPS 文字文件（可能是演示文稿或已损坏），未读取",
            en="neither a Word nor a WPS text (perhaps slides, or damaged)",
        )


READER = DocumentReader(
    media_type="application/msword",
    recognises=_is_compound,
    read=_read,
    prepare=_prepare,
    limits=Limits(seconds=120.0),
)
