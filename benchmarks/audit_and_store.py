"""How long a thousand stored pages take through audit and store, on one core.

Pages of some 100 KB pasted from Word, each of another body and with other figures, wait in an
archive as a crawl leaves them. lxml parses the same bytes before and after, so that the machine's
speed falls out of the ratio. Run it from the root: ``python -m benchmarks.audit_and_store``.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from audits.auditor import current_auditor
from audits.bodies import Register
from audits.garbage_collection import collect_less_often
from benchmarks.pages.word_pasted import word_pasted
from tests.audits.small_office import COLUMN, Office, Page, body, office_in

REPORTS = 1_000


def pages() -> Iterator[bytes]:
    """The same content for the same number, in every run."""
    return (word_pasted(seed) for seed in range(REPORTS))


def seconds_to_parse() -> float:
    """Processor time that lxml takes for the pages."""
    spent = 0.0
    for content in pages():
        begun = time.process_time()
        html.fromstring(content)
        spent += time.process_time() - begun
    return spent


def crawled(office: Office) -> None:
    """The pages, held in the archive and the store."""
    office.register = Register.of(
        [
            body(
                f"云上市青禾县第{seed}镇人民政府", id=f"town-{seed}", column_url=f"{COLUMN}{seed}/"
            )
            for seed in range(REPORTS)
        ]
    )
    crawl = (
        Page(
            url=f"{COLUMN}{seed}/2023.html",
            column_url=f"{COLUMN}{seed}/",
            title=f"云上市青禾县第{seed}镇人民政府2023年政府信息公开工作年度报告",
            content=content.decode(),
        )
        for seed, content in enumerate(pages())
    )
    office.crawl(*crawl, entries=REPORTS)


def main() -> None:
    """Prints the seconds, in all and a report."""
    collect_less_often()
    with tempfile.TemporaryDirectory() as folder, office_in(Path(folder)) as office:
        crawled(office)
        before = seconds_to_parse()
        start, begun = time.perf_counter(), time.process_time()
        run = office.audit(current_auditor())
        spent, of_processor = time.perf_counter() - start, time.process_time() - begun
        audited = run.counts["audited"]
        if audited != REPORTS:
            raise RuntimeError(f"only {audited} of {REPORTS} pages were audited: {run.sentence}")
    parsed = (before + seconds_to_parse()) / 2
    sys.stdout.write(
        f"{audited} reports through audit and store in {spent:.2f} s, {of_processor:.2f} s of"
        f" processor time: {of_processor / audited * 1000:.2f} ms each, {of_processor / parsed:.2f}"
        f" times what lxml takes to parse them ({parsed / audited * 1000:.2f} ms each)\n"
    )


if __name__ == "__main__":
    main()
