"""Archived bytes by their SHA-256: what was fetched is kept, and never overwritten.

One zstd file for each content, below a folder named by the first two digits of its hash. Writing is
a temporary file, fsync and rename, so a file that has its name is whole. Files and folders can be
read by their owner only.
"""

import hashlib
import os
import re
import sys
import tempfile
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 3
_OWNER_ONLY = 0o700
"""What was published may hold personal data."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ArchivedBytesMissing(LookupError):
    """The archive holds no file for this hash."""

    def __init__(self, sha256: str, path: Path) -> None:
        super().__init__(
            f"the archive has no bytes for {sha256}: {path} does not exist;"
            " restore it from a backup or fetch the page again"
        )


class ArchivedBytesDamaged(ValueError):
    """The file of this hash does not hold the bytes it was made from."""

    def __init__(self, sha256: str, path: Path, why: str) -> None:
        super().__init__(
            f"the archived bytes of {sha256} are damaged ({why}): move {path} away"
            " and restore it from a backup, or fetch the page again"
        )


def sha256_of(content: bytes) -> str:
    """The lower-case hexadecimal SHA-256 that names `content`."""
    return hashlib.sha256(content).hexdigest()


class Archive:
    """Bytes kept below one local folder, each content once, named by its hash."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of this hash are or would be; the file holds them zstd-compressed.

        Raises:
            ValueError: `sha256` is not 64 lower-case hexadecimal digits.
        """
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256!r}")
        return self._root / sha256[:2] / f"{sha256}.zst"

    def __contains__(self, sha256: str) -> bool:
        return self.path_of(sha256).is_file()

    def put(self, content: bytes) -> str:
        """Keep `content` and return its hash; keeping it again changes nothing.

        Raises:
            OSError: the folder cannot be written; nothing half-written has the final name.
        """
        sha256 = sha256_of(content)
        path = self.path_of(sha256)
        if not path.is_file():
            for folder in (self._root, path.parent):
                folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
            _write_whole(path, zstd.compress(content, LEVEL))
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of this hash, verified against it.

        Raises:
            ArchivedBytesMissing: there is no such file.
            ArchivedBytesDamaged: the file is not zstd, or its bytes have another hash.
        """
        path = self.path_of(sha256)
        try:
            content = zstd.decompress(path.read_bytes())
        except FileNotFoundError:
            raise ArchivedBytesMissing(sha256, path) from None
        except zstd.ZstdError as error:
            raise ArchivedBytesDamaged(sha256, path, str(error)) from error
        if sha256_of(content) != sha256:
            raise ArchivedBytesDamaged(sha256, path, "they have another hash")
        return content


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
