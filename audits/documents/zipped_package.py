"""Documents that are ZIP archives of parts: opened and unpacked within a measure."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from audits.documents.document import DocumentUnreadable

MOST_BYTES = 64 * 1024 * 1024

DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
)
"""Every way in which a damaged archive makes its reader fail."""
LOCKED_ZIP = (RuntimeError, NotImplementedError)
"""How its reader refuses what is encrypted or packed in a way that it does not know."""


def _too_large() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取", en="the file is too large to be read"
    )


def _expands() -> DocumentUnreadable:
    return DocumentUnreadable(zh="文件解压后过大，未读取", en="the file expands beyond the limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What is told of a package that cannot be read."""

    damaged: Callable[[], DocumentUnreadable]
    locked: Callable[[], DocumentUnreadable]
    too_large: Callable[[], DocumentUnreadable] = _too_large
    expands: Callable[[], DocumentUnreadable] = _expands


class ZippedPackage:
    """An open package; what is unpacked of it is counted against its room."""

    def __init__(self, content: bytes, *, room: int, refusals: Refusals) -> None:
        """Open the package, of which ``room`` bytes may be unpacked.

        Raises:
            DocumentUnreadable: it is too large or damaged.
        """
        if len(content) > MOST_BYTES:
            raise refusals.too_large()
        self._room = room
        self._refusals = refusals
        with self._refused_when_broken():
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        self.members = self._archive.infolist()
        spelt = {member.filename: member for member in self.members}
        self._by_path = {path.replace("\\", "/"): member for path, member in spelt.items()} | spelt

    def has(self, path: str) -> bool:
        """Whether there is such a member."""
        return path in self._by_path

    def content(self, path: str, *, most: int | None = None) -> bytes:
        """A member's bytes.

        Raises:
            DocumentUnreadable: it is not there, damaged, encrypted, or larger than that many bytes
                or than the room that is left.
        """
        member = self._by_path.get(path)
        if member is None:
            raise self._refusals.damaged()
        most = self._room if most is None else min(most, self._room)
        if member.file_size > most:
            raise self._refusals.expands()
        with self._refused_when_broken(), self._archive.open(member) as file:
            unpacked = file.read(most + 1)
        if len(unpacked) > most:
            raise self._refusals.expands()
        self._room -= len(unpacked)
        return unpacked

    @contextmanager
    def _refused_when_broken(self) -> Iterator[None]:
        try:
            yield
        except DAMAGED_ZIP as fault:
            raise self._refusals.damaged() from fault
        except LOCKED_ZIP as fault:
            raise self._refusals.locked() from fault
