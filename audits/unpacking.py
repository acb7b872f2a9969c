"""An archive stands for the files in it, also where one is in another."""

from collections.abc import Iterator

from audits.documents.document import DocumentUnreadable
from audits.documents.opening import media_type_of, open_document
from audits.result import Source

DEEPEST = 2
"""An archive in an archive is opened, one in that is not."""
ARCHIVES = frozenset({"application/zip", "application/vnd.rar"})
"""Media types."""


def is_archive(source: Source) -> bool:
    """The bytes are those of a ZIP or RAR archive of files."""
    return media_type_of(source.content) in ARCHIVES


def unpacked(source: Source) -> tuple[Source, ...]:
    """The files in an archive, named ``archive/member``; any other file stands for itself.

    So does an archive that cannot be opened, that holds nothing, or that lies too deep: why, is
    told when it is read.
    """
    return tuple(_unpacked(source, DEEPEST))


def _unpacked(source: Source, deepest: int) -> Iterator[Source]:
    members = _members(source) if deepest else ()
    if not members:
        yield source
    for member in members:
        yield from _unpacked(member, deepest - 1)


def _members(source: Source) -> tuple[Source, ...]:
    if not is_archive(source):
        return ()
    try:
        opened = open_document(source.content)
    except DocumentUnreadable:
        return ()
    return tuple(
        Source(name=f"{source.name}/{file.name}", content=file.content)
        for file in opened.document.enclosed
    )
