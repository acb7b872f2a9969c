"""`python -m crawler ORDER.json`: carry out one work order, or go on with it.

The journal that the order names shows the progress. Exit status 0: nothing is left to do, whatever
the portals answered. 1: the order or journal is unusable, evidence cannot be kept, or the batch was
interrupted; running the same order again goes on from the journal.

With `--supervised SECONDS` the batch is interrupted when standard input ends, so that it does not
outlive the process that started it, and when it takes longer.
"""

import argparse
import sys
from pathlib import Path

from crawler.batch import Batch
from crawler.journal import Journal, JournalDamaged, JournalInUse
from crawler.lifeline import GRACE, end_with_starter
from crawler.portals import WorkOrder, WrongOrder

AFTER_ANOTHER = GRACE + 5.0
"""Seconds in which the same batch of a starter that died has come to its end."""


def main(arguments: list[str] | None = None) -> int:
    """Run one batch in this process; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m crawler", description="run one crawl batch")
    parser.add_argument("order", type=Path, help="work order, JSON")
    parser.add_argument(
        "--supervised",
        type=float,
        metavar="SECONDS",
        help="end when standard input ends, or after so long",
    )
    given = parser.parse_args(arguments)
    path: Path = given.order
    patience = 0.0
    if given.supervised is not None:
        end_with_starter(sys.stdin.fileno(), deadline=given.supervised)
        patience = AFTER_ANOTHER
    try:
        order = WorkOrder.from_json(path.read_text(encoding="utf-8"))
        with Journal(Path(order.journal), patience=patience) as journal:
            return _carry_out(Batch.going_on(order, journal))
    except (OSError, UnicodeDecodeError, WrongOrder, JournalDamaged, JournalInUse) as error:
        return _failed(f"{path}: {error}")


def _carry_out(batch: Batch) -> int:
    if batch.frontier.batch_ended:
        return 0
    from crawler.spider import run  # noqa: PLC0415  # Scrapy is slow to import

    failure = run(batch)
    if failure is not None:
        return _failed(
            f"evidence cannot be kept ({failure}): see that {batch.order.archive} and"
            f" {batch.order.journal} can be written and have room, then run the order again"
        )
    if batch.frontier.pending:
        left = len(batch.frontier.pending)
        return _failed(f"interrupted with {left} addresses left: run the same order to go on")
    batch.end()
    return 0


def _failed(why: str) -> int:
    sys.stderr.write(f"crawler: {why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
