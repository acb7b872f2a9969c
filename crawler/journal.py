"""The journal of one batch: its records, one JSON line each.

The file only grows. The records of one answer are written together and its `Fetched` comes last, so
a batch killed at any moment has either all of an answer or will ask again. `audits` reads these
records, and nothing else of the crawl but the archived bytes. Titles stand here as published, so
the file can be read by its owner only.
"""

import json
import mmap
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from crawler.records import (
    Attachment,
    BatchEnded,
    ColumnFound,
    ColumnsFound,
    EndState,
    EntriesFound,
    Fetched,
    Listed,
    ListedPage,
    PageFound,
    PortalEnded,
    Record,
    Role,
    StopReason,
)
from crawler.wire import NotAsDeclared, from_plain, to_plain

__all__ = [
    "Attachment",
    "BatchEnded",
    "ColumnFound",
    "ColumnsFound",
    "EndState",
    "EntriesFound",
    "Fetched",
    "Journal",
    "JournalDamaged",
    "JournalInUse",
    "Listed",
    "ListedPage",
    "PageFound",
    "PortalEnded",
    "Record",
    "Role",
    "StopReason",
]

_CLASSES: Mapping[str, type[Record]] = {
    "entries_found": EntriesFound,
    "columns_found": ColumnsFound,
    "page_found": PageFound,
    "fetched": Fetched,
    "listed": Listed,
    "portal_ended": PortalEnded,
    "batch_ended": BatchEnded,
}
_WORDS = {record: word for word, record in _CLASSES.items()}


_LOOK = 0.1
"""Seconds between two looks whether another writer has ended."""


class JournalDamaged(ValueError):
    """A line before the last cannot be read."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(
            f"{path}, line {line}: {why}; the journal was changed or the disk lost part of it:"
            " keep the file, and crawl these portals again"
        )


class JournalInUse(RuntimeError):
    """Another process is writing this journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is being written by another process: the same batch runs already;"
            " wait for its end, or stop it"
        )


class Journal:
    """The journal file of one batch; made, and held for one writer, by the first `append`.

    Args:
        path: the file.
        patience: seconds that the first `append` waits for another writer to end.
    """

    def __init__(self, path: Path, *, patience: float = 0.0) -> None:
        self._path = path
        self._patience = patience
        self._file: BinaryIO | None = None

    def read(self) -> Iterator[Record]:
        """The records in the order written; a half-written last line is left out.

        Raises:
            JournalDamaged: another line cannot be read.
            FileNotFoundError: there is no such journal.
        """
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.endswith(b"\n"):
                    yield self._record(number, line)

    def append(self, *records: Record) -> None:
        """Write the records in one piece, after what is there.

        Raises:
            OSError: the file cannot be written.
            JournalInUse: another process writes it.
        """
        if self._file is None:
            self._file = self._open()
        self._file.write(b"".join(map(_line, records)))
        self._file.flush()

    def close(self) -> None:
        """Bring what was written to the disk."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.append()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> BinaryIO:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        file = self._path.open("ab")
        try:
            _hold(file, self._patience)
        except BlockingIOError:
            file.close()
            raise JournalInUse(self._path) from None
        _drop_half_line(self._path)
        return file

    def _record(self, number: int, line: bytes) -> Record:
        try:
            plain = json.loads(line)
        except ValueError:
            raise JournalDamaged(self._path, number, "not JSON") from None
        word = plain.pop("record", None) if isinstance(plain, dict) else None
        if not isinstance(word, str) or word not in _CLASSES:
            raise JournalDamaged(self._path, number, f"no kind of record: {word!r}")
        try:
            return from_plain(_CLASSES[word], plain)
        except NotAsDeclared as error:
            raise JournalDamaged(self._path, number, str(error)) from error


def _line(record: Record) -> bytes:
    plain = {"record": _WORDS[type(record)], **to_plain(record)}
    return json.dumps(plain, ensure_ascii=False).encode(errors="replace") + b"\n"


def _hold(file: BinaryIO, patience: float) -> None:
    """Keep other writers out until the file is closed or its process dies."""
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415  # not on Windows

    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise
            time.sleep(_LOOK)
        else:
            return


def _drop_half_line(path: Path) -> None:
    with path.open("r+b") as file:
        if path.stat().st_size == 0:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            whole = content.rfind(b"\n") + 1
        file.truncate(whole)
