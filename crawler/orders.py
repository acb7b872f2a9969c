"""Work orders as files: written whole, and found again when their batch was cut off."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from crawler.journal import Journal
from crawler.portals import WorkOrder
from crawler.records import BatchEnded

RESUMED_WITHIN = timedelta(days=1)
"""An older order is not gone on with: its lists have changed since."""


def journal_path(folder: Path, run: str) -> Path:
    """Where the journal of a run stands."""
    return (folder / f"{run}.journal").resolve()


def write_order(folder: Path, order: WorkOrder) -> Path:
    """The order as a file, there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{order.run}.order"
    partial = path.with_suffix(".partial")
    partial.write_text(order.to_json(), encoding="utf-8")
    partial.replace(path)
    return path


def unfinished_order(folder: Path, *, now: datetime) -> Path | None:
    """The newest order, when it is of the last day and its batch did not come to its end."""
    newest = max(folder.glob("*.order"), default=None)
    if newest is None:
        return None
    made_at = datetime.fromtimestamp(newest.stat().st_mtime, now.tzinfo)
    journal = Path(json.loads(newest.read_text(encoding="utf-8"))["journal"])
    if now - made_at > RESUMED_WITHIN or not journal.exists():
        return None
    ended = any(isinstance(record, BatchEnded) for record in Journal(journal).read())
    return None if ended else newest
