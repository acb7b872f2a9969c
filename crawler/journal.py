"""The journal of one batch: what was fetched, found and decided, one JSON line each.

The file only grows. The records of one answer are written together and its `Fetched` comes last, so
a batch killed at any moment has either all of an answer or will ask again. `audits` reads these
records, and nothing else of the crawl but the archived bytes.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from crawler.wire import NotAsDeclared, from_plain, to_plain


class Role(StrEnum):
    """What a fetched address is to us."""

    LIST = "list"
    PAGE = "page"
    ATTACHMENT = "attachment"
    ROBOTS = "robots"


class StopReason(StrEnum):
    """Why the paging of a list came to its end."""

    END = "end"
    NO_NEW = "no_new"
    TOTAL_REACHED = "total_reached"
    CAP = "cap"
    ERROR = "error"
    REPEATED_PAGE = "repeated_page"


class EndState(StrEnum):
    """How a portal or a batch ended."""

    OK = "ok"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that a page offers."""

    url: str
    text: str
    """The words of its link, white space folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A row of a list that may be an annual report, and is followed."""

    url: str
    title: str
    date: date | None
    """As the row shows it; no evidence of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesFound:
    """The rows of one list page that will be fetched; what the frontier needs after a kill."""

    column_url: str
    portal: str
    entries: tuple[ListedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFound:
    """What a page says of itself. One for each time its content was read."""

    url: str
    sha256: str
    portal: str
    column_url: str | None
    """None where no list led here."""
    list_title: str | None
    list_date: date | None
    title: str | None
    published_on: date | None
    """From the page's own meta tag or labelled field only."""
    source: str | None
    """The publisher field (来源, 发布机构)."""
    breadcrumb: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One address was asked for, and how it went. The last record of its answer."""

    url: str
    """As asked; `final_url` is where redirects ended."""
    final_url: str
    fetched_at: datetime
    status: int | None
    """Of HTTP; None where no answer came or none was asked for."""
    error: str | None
    """A word of `crawler.faults`; None where the answer is good."""
    media_type: str | None
    sha256: str | None
    """Of the archived bytes; with an error, of the refusal kept as evidence."""
    size: int | None
    """Bytes, decompressed."""
    portal: str
    role: Role
    page_url: str | None
    """For an attachment, the page that offers it."""
    etag: str | None
    last_modified: str | None
    not_modified: bool
    """The portal said 304; `sha256` is that of the bytes held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list was paged to its end, or as far as it went."""

    column_url: str
    portal: str
    entries: int
    """Different rows seen, followed or not."""
    followed: int
    declared_total: int | None
    """Rows, as the portal states them."""
    stop_reason: StopReason
    complete: bool
    """Every row was seen, as far as the portal's own figures can show."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalEnded:
    """Nothing more will be asked of a portal in this batch."""

    portal: str
    state: EndState
    reason: str | None
    requests: int
    """Sent, with retries and robots.txt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEnded:
    """Nothing is left to do. A journal without this record is of an interrupted batch."""

    state: EndState
    counts: Mapping[str, int]


Record = EntriesFound | PageFound | Fetched | Listed | PortalEnded | BatchEnded

_CLASSES: Mapping[str, type[Record]] = {
    "entries_found": EntriesFound,
    "page_found": PageFound,
    "fetched": Fetched,
    "listed": Listed,
    "portal_ended": PortalEnded,
    "batch_ended": BatchEnded,
}
_WORDS = {record: word for word, record in _CLASSES.items()}


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
    """The journal file of one batch; made, and held for one writer, by the first `append`."""

    def __init__(self, path: Path) -> None:
        self._path = path
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
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab")
        try:
            _hold(file)
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


def _hold(file: BinaryIO) -> None:
    """Keep other writers out until the file is closed or its process dies."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415  # not on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _drop_half_line(path: Path) -> None:
    with path.open("r+b") as file:
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
