"""Whether an auditing process stays within its memory over many reports.

Each report is another page of some 100 KB; what is made of it is thrown away, as a worker does.
Run it from the root: ``python -m benchmarks.memory``, or ``… memory 100000`` for as many reports.
"""

import sys
from pathlib import Path

from audits.audit import audit
from audits.audited_text import audited_text
from audits.garbage_collection import collect_less_often
from audits.result import Source, Submission
from benchmarks.pages.word_pasted import word_pasted

REPORTS = 2_000
_TIMES_TOLD = 10


def resident() -> float:
    """Memory held by this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main(reports: int) -> None:
    """Prints the memory held, at intervals."""
    collect_less_often()
    for number in range(reports + 1):
        content = word_pasted(number, ("ogi-2021", "ogi-2019")[number % 2])
        audited_text(audit(Submission(source=Source(name="page.html", content=content))))
        if number % max(reports // _TIMES_TOLD, 1) == 0:
            sys.stdout.write(f"after {number} reports: {resident():.0f} MB\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
