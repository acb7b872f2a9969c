"""Work orders as files: written whole, and found again when their batch was cut off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crawler.journal import Journal
from crawler.portals import WorkOrder
from crawler.records import BatchEnded

RESUMED_WITHIN = timedelta(days=1)
"""An older order is not gone on with: its lists have changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledOrder:
    """A work order and the file that holds it."""

    path: Path
    order: WorkOrder
    made_at: datetime


def journal_path(folder: Path, run: str) -> Path:
    """Where the journal of a run stands."""
    return (folder / f"{run}.journal").resolve()


def file_order(folder: Path, order: WorkOrder, *, made_at: datetime) -> FiledOrder:
    """The order as a file, there whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{order.run}.order"
    partial = path.with_suffix(".partial")
    partial.touch(mode=0o600)
    partial.write_text(order.to_json(), encoding="utf-8")
    partial.replace(path)
    return FiledOrder(path=path, order=order, made_at=made_at)


def unfinished_order(folder: Path, *, now: datetime) -> FiledOrder | None:
    """The newest order, when it is of the last day and its batch did not come to its end.

    An order that has no journal yet counts: its batch may be about to begin, and only one that
    writes the same journal is kept from running beside it.

    Raises:
        WrongOrder: the order cannot be read.
        JournalDamaged: its journal cannot.
        OSError: neither can be opened.
    """
    newest = max(folder.glob("*.order"), default=None)
    if newest is None:
        return None
    made_at = datetime.fromtimestamp(newest.stat().st_mtime, now.tzinfo)
    if now - made_at > RESUMED_WITHIN:
        return None
    order = WorkOrder.from_json(newest.read_text(encoding="utf-8"))
    if _is_over(Path(order.journal)):
        return None
    return FiledOrder(path=newest, order=order, made_at=made_at)


def _is_over(journal: Path) -> bool:
    """Nothing is left to do."""
    if not journal.exists():
        return False
    return any(isinstance(record, BatchEnded) for record in Journal(journal).read())
