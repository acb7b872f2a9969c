"""Names of the members of an archive: as they were meant, and leading nowhere else."""

import re
from pathlib import PurePosixPath

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_LEFT_BY_PROGRAMS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_FOLDERS_LEFT_BY_PROGRAMS = frozenset({"__MACOSX"})


def name_of(written: bytes) -> str:
    """The name that the bytes spell in UTF-8, or else in GBK, as Chinese archivers write it."""
    for charset in ("utf-8", "gb18030"):
        try:
            return written.decode(charset)
        except UnicodeDecodeError:
            continue
    return written.decode("cp437")


def harmless_path(name: str) -> str:
    """The path inside the archive, from its root and never out of it."""
    flat = _DRIVE.sub("", _CONTROL.sub("", name).replace("\\", "/"))
    parts = [part.strip() for part in flat.split("/")]
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "?"


def is_left_by_program(path: str) -> bool:
    """No document of anybody's: the notes of a file manager, a lock of a word processor."""
    pure = PurePosixPath(path)
    return (
        pure.name.lower() in _LEFT_BY_PROGRAMS
        or pure.name.startswith(("~$", "._"))
        or not _FOLDERS_LEFT_BY_PROGRAMS.isdisjoint(pure.parts)
    )
