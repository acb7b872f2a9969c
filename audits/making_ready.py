"""Files that are slow to open one by one are opened together, ahead of their audits."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from audits.documents.opening import prepare_documents

MOST_FILES = 25
MOST_BYTES = 64 * 1024 * 1024
_SLOW = frozenset(".doc .dot .wps .wpt .rtf .xls .et".split())


def make_ready(files: Iterable[tuple[str, Callable[[], bytes]]]) -> None:
    """Opens what is slow among the files, at most ``MOST_FILES`` of ``MOST_BYTES`` in all.

    Args:
        files: path or address of each, and how its bytes are had; where they cannot be had
            (``OSError``, ``LookupError``, ``ValueError``), that is told when its turn comes.
    """
    contents: list[bytes] = []
    room = MOST_BYTES
    for name, read in files:
        if not is_slow(name) or len(contents) == MOST_FILES:
            continue
        with suppress(OSError, LookupError, ValueError):
            content = read()
            if len(content) <= room:
                room -= len(content)
                contents.append(content)
    prepare_documents(contents)


def is_slow(name: str) -> bool:
    """The ending of the path or address is that of a kind which another program opens."""
    path = urlsplit(name).path if "://" in name else name
    return PurePosixPath(path).suffix.lower() in _SLOW
