"""Opening ``gouji.db``: one writer at a time, any number of readers.

RuntimeError
 ├── StoreInUse: another process writes
 ├── StoreMissing: nothing was ever written there
 └── StoreSchemaDiffers: it was written by a newer or an older Gouji
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
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
        StoreSchemaDiffers: a newer version of Gouji wrote it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StoreInUse(path) from None
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
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
        StoreSchemaDiffers: another version of Gouji wrote it.
    """
    if not path.is_file():
        raise StoreMissing(path)
    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)) as connection:
        connection.execute("BEGIN")
        database = Database(connection, execute_plugins=False)
        _refuse_newer(database, path)
        if schema.pending(database):
            raise StoreSchemaDiffers(path, "run `gouji audit` once to bring it up to date")
        yield Store(path=path, database=database)


def _refuse_newer(database: Database, path: Path) -> None:
    applied = {migration.name for migration in schema.applied(database)}
    ours = {
        migration.name for migration in schema.pending(Database(memory=True, execute_plugins=False))
    }
    if not applied <= ours:
        raise StoreSchemaDiffers(path, "use that newer version, or restore an older backup")
