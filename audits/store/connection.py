"""Opening ``gouji.db``: one writer at a time, any number of readers.

RuntimeError
 ├── StoreInUse: another process writes
 ├── StoreMissing: nothing was ever written there
 ├── StoreRefused: SQLite cannot write or read the file as things are; nothing half was written
 └── StoreSchemaDiffers: it was written by a newer or an older Gouji
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from filelock import FileLock, Timeout
from sqlite_utils import Database
from sqlite_utils.db import Table

from audits.migrations import schema

_WAIT_SECONDS = 30


class StoreInUse(RuntimeError):
    """Another process holds the store for writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is being written by another process; wait until it ends, or stop it"
            " (the lock is released when its process ends)"
        )


class StoreMissing(RuntimeError):
    """There is no store to read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} does not exist; run `gouji crawl` or `gouji add` first, or give the right home"
        )


class StoreSchemaDiffers(RuntimeError):
    """The tables are not those this version reads and writes."""

    def __init__(self, path: Path, what_to_do: str) -> None:
        super().__init__(f"{path} was written by another version of Gouji; {what_to_do}")


class StoreRefused(RuntimeError):
    """SQLite cannot write or read the file as things are: a full disk, a lock, missing rights."""

    def __init__(self, path: Path, cause: sqlite3.OperationalError) -> None:
        super().__init__(
            f"{path}: {cause}; {_WHAT_TO_DO[_primary_code(cause)]}, then run again:"
            " what was not finished is done then"
        )


_WHAT_TO_DO: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: "make room on its disk",
    sqlite3.SQLITE_IOERR: "make room on its disk, or check that the disk is sound",
    sqlite3.SQLITE_BUSY: "close the other program that has it open",
    sqlite3.SQLITE_LOCKED: "close the other program that has it open",
    sqlite3.SQLITE_READONLY: "give this user the right to write it and its folder",
    sqlite3.SQLITE_CANTOPEN: "give this user the right to open it and its folder",
}
"""What an operator can mend, by SQLite's primary result code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store, from ``open_for_writing`` or ``open_for_reading``.

    Only the modules of ``audits.store`` use more of it than ``path`` and ``transaction``.
    """

    path: Path
    database: Database

    def table(self, name: str) -> Table:
        """One table, to write to."""
        return self.database.table(name)

    def rows(
        self, sql: str, values: Sequence[Any] | dict[str, Any] = ()
    ) -> list[Mapping[str, Any]]:
        """What a query gives, by column name."""
        return list(self.database.query(sql, values))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing; may stand inside another."""
        with self.database.atomic():
            yield


@contextmanager
def open_for_writing(path: Path) -> Iterator[Store]:
    """The store at ``path``, made or brought up to date where needed, ours alone to write.

    Raises:
        StoreInUse: another process has it open for writing.
        StoreRefused: SQLite cannot open or write it as things are; also from inside the block.
        StoreSchemaDiffers: a newer version of Gouji wrote it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StoreInUse(path) from None
    try:
        with (
            _refusals_told(path),
            closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection,
        ):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            database = Database(connection, execute_plugins=False)
            _refuse_newer(database, path)
            schema.apply(database)
            yield Store(path=path, database=database)
    finally:
        lock.release()


@contextmanager
def open_for_reading(path: Path) -> Iterator[Store]:
    """The store at ``path`` as it stands now: what others write meanwhile is not seen.

    Raises:
        StoreMissing: there is no such file.
        StoreRefused: SQLite cannot open or read it as things are; also from inside the block.
        StoreSchemaDiffers: another version of Gouji wrote it.
    """
    if not path.is_file():
        raise StoreMissing(path)
    with (
        _refusals_told(path, ours=sqlite3.SQLITE_READONLY),
        closing(_connected_for_reading(path)) as connection,
    ):
        connection.execute("BEGIN")
        database = Database(connection, execute_plugins=False)
        _refuse_newer(database, path)
        if schema.pending(database):
            raise StoreSchemaDiffers(path, "run `gouji audit` once to bring it up to date")
        yield Store(path=path, database=database)


@contextmanager
def open_copy(path: Path) -> Iterator[Store]:
    """A copy of the store at ``path`` as it stands now, brought up to date, to write to.

    The store itself is not written to, and others may write it meanwhile. The copy stands in the
    folder for temporary files, readable by its owner only, and is gone afterwards.

    Raises:
        StoreMissing: there is no such file.
        StoreRefused: SQLite cannot read it or write the copy; also from inside the block.
        StoreSchemaDiffers: a newer version of Gouji wrote it.
    """
    if not path.is_file():
        raise StoreMissing(path)
    with TemporaryDirectory(prefix="gouji-") as folder:
        copy = Path(folder) / path.name
        with _refusals_told(path), closing(_connected_for_reading(path)) as connection:
            _refuse_newer(Database(connection, execute_plugins=False), path)
            with _refusals_told(copy), closing(sqlite3.connect(copy)) as target:
                connection.backup(target)
        with open_for_writing(copy) as store:
            yield store


def _connected_for_reading(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)


@contextmanager
def _refusals_told(path: Path, *, ours: int | None = None) -> Iterator[None]:
    """What an operator can mend is raised as such; a fault in our SQL stays what it is.

    Args:
        path: of the store.
        ours: a result code that can only be our own failure here.
    """
    try:
        yield
    except sqlite3.OperationalError as fault:
        if _primary_code(fault) not in _WHAT_TO_DO or _primary_code(fault) == ours:
            raise
        raise StoreRefused(path, fault) from fault


def _primary_code(fault: sqlite3.OperationalError) -> int:
    """SQLite's result code without its extension; 0 where the driver itself raised it."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF


def _refuse_newer(database: Database, path: Path) -> None:
    applied = {migration.name for migration in schema.applied(database)}
    ours = {
        migration.name for migration in schema.pending(Database(memory=True, execute_plugins=False))
    }
    if not applied <= ours:
        raise StoreSchemaDiffers(path, "use that newer version, or restore an older backup")
