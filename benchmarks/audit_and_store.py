"""How long a thousand stored pages take through audit and store, on one core.

Pages of some 100 KB pasted from Word, each of another body and with other figures, wait in an
archive as a crawl leaves them. Run it from the root: ``python -m benchmarks.audit_and_store``.
"""

import sys
import tempfile
import time
from pathlib import Path

from audits.auditor import current_auditor
from audits.bodies import Register
from audits.garbage_collection import collect_less_often
from benchmarks.pages.word_pasted import word_pasted
from tests.audits.small_office import COLUMN, Office, Page, body, office_in

REPORTS = 1_000


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
    pages = (
        Page(
            url=f"{COLUMN}{seed}/2023.html",
            column_url=f"{COLUMN}{seed}/",
            title=f"云上市青禾县第{seed}镇人民政府2023年政府信息公开工作年度报告",
            content=word_pasted(seed).decode(),
        )
        for seed in range(REPORTS)
    )
    office.crawl(*pages, entries=REPORTS)


def main() -> None:
    """Prints the seconds, in all and a report."""
    collect_less_often()
    with tempfile.TemporaryDirectory() as folder, office_in(Path(folder)) as office:
        crawled(office)
        start, begun = time.perf_counter(), time.process_time()
        run = office.audit(current_auditor())
        spent, of_processor = time.perf_counter() - start, time.process_time() - begun
        audited = run.counts["audited"]
        if audited != REPORTS:
            raise RuntimeError(f"only {audited} of {REPORTS} pages were audited: {run.sentence}")
    sys.stdout.write(
        f"{audited} reports through audit and store in {spent:.2f} s, {of_processor:.2f} s of"
        f" processor time: {of_processor / audited * 1000:.2f} ms each\n"
    )


if __name__ == "__main__":
    main()
