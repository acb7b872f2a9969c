"""How long the audit of a PDF file takes, against pdfplumber's own table extraction of it.

Both sides take turns in one run, so that a busy machine slows both alike. Run it from the root:
``python -m benchmarks.audit_pdf``, with paths of files to measure these instead.
"""

import io
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from audits.audit import audit
from audits.garbage_collection import collect_less_often
from audits.result import Source, Submission
from rules.spec import spec_of
from tests.audits.printed_pdf import Print, as_pdf
from tests.audits.published import Publication, parts_of, tables_with

ROUNDS = 5
PROSE = 12


def report() -> bytes:
    """A report over some pages, most of them tables, with rows that page ends cut."""
    cells = [cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids]
    figures = {cell: str(number % 60) for number, cell in enumerate(cells)}
    parts = parts_of(tables_with(figures))
    prose = "本机关按月梳理公开事项，及时更新栏目，回应群众关切。" * 5
    return as_pdf(
        Publication(parts=(*parts[:2], *[prose] * PROSE, *parts[2:])), Print(cuts_rows=True)
    )


def tables_of(content: bytes) -> None:
    """Every table of every page, by pdfplumber alone."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        for page in file.pages:
            page.extract_tables()


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(name: str, content: bytes) -> str:
    """The medians and their ratio, as a line to print."""
    submission = Submission(source=Source(name=name, content=content))
    audit(submission)
    tables_of(content)
    pairs = [
        (seconds(lambda: audit(submission)), seconds(lambda: tables_of(content)))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return (
        f"{name}: audit {ours * 1000:.0f} ms, tables by pdfplumber {theirs * 1000:.0f} ms, "
        f"ratio {ours / theirs:.2f}\n"
    )


def main() -> None:
    """Prints the medians and their ratio, of a made report or of the files named."""
    collect_less_often()
    os.environ["GOUJI_ISOLATED"] = "1"  # processor time is counted in this process alone
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    files = [Path(path) for path in sys.argv[1:]]
    found = [(file.name, file.read_bytes()) for file in files] or [("report.pdf", report())]
    for name, content in found:
        sys.stdout.write(measured(name, content))


if __name__ == "__main__":
    main()
