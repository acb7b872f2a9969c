"""How long the audit of a page takes, against the parse of the same bytes by lxml.

Both sides take turns in one run, so that a busy machine slows both alike. Run it from the root:
``python -m benchmarks.audit_html``.
"""

import statistics
import sys
import time
from collections.abc import Callable

from lxml import html

from audits.audit import audit
from audits.result import Source, Submission
from rules.spec import spec_of
from tests.audits.published import Publication, as_html, parts_of, tables_with

ROUNDS = 40
LENGTH = 100_000
_WORD_PASTE = (
    '<p class="MsoNormal" align="center" style="text-align:center;line-height:20pt">'
    '<span style="font-size:10.5pt;font-family:仿宋_GB2312;color:black">{}</span>'
    '<span lang="EN-US"><o:p></o:p></span></p>'
)


def page() -> bytes:
    """A report with the markup of a word processor, filled up with prose to ``LENGTH`` bytes."""
    cells = [cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids]
    figures = {cell: str(number % 60) for number, cell in enumerate(cells)}
    parts = parts_of(tables_with(figures))
    shell = as_html(Publication(parts=parts), cell=_WORD_PASTE).encode()
    prose = "本机关按月梳理公开事项，及时更新栏目，回应群众关切。" * 5
    missing = max(LENGTH - len(shell), 0) // len(f"<p>{prose}</p>".encode())
    return as_html(
        Publication(parts=(*parts[:2], *[prose] * missing, *parts[2:])), cell=_WORD_PASTE
    ).encode()


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Prints the medians and their ratio."""
    content = page()
    submission = Submission(source=Source(name="page.html", content=content))
    pairs = [
        (seconds(lambda: audit(submission)), seconds(lambda: html.fromstring(content)))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    sys.stdout.write(
        f"{len(content)} bytes: audit {ours * 1000:.1f} ms, parse by lxml {theirs * 1000:.2f} ms, "
        f"ratio {ours / theirs:.1f}\n"
    )


if __name__ == "__main__":
    main()
