"""How long the audit of a page takes, against the parse of the same bytes by lxml.

Both sides take turns in one run, so that a busy machine slows both alike. First one report is
audited five times; then no page comes twice, so that nothing but what reports share can be
remembered. Run it from the root: ``python -m benchmarks.audit_html``.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from lxml import html

from audits.audit import audit
from audits.documents.opening import open_document
from audits.garbage_collection import collect_less_often
from audits.reading.read import read_report
from audits.result import AuditStatus, Source, Submission
from benchmarks.pages.word_pasted import word_pasted
from rules.case import Case
from rules.judge import judge
from rules.spec import spec_of

ROUNDS = 5
PAGES = 12
"""Pages that one round times on each side."""
FORMS = ("ogi-2021", "ogi-2019")

Times = dict[str, float]


def large(seed: int) -> bytes:
    """Pasted from Word, some 100 KB."""
    return word_pasted(seed, FORMS[seed % 2])


def small(seed: int) -> bytes:
    """The same report without what Word and the portal put around it."""
    return word_pasted(seed, FORMS[seed % 2], plain=True)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(pages: Sequence[bytes]) -> Times:
    """Seconds a page on each side, and by stage."""
    total = dict.fromkeys(("audit", "lxml", "take apart", "read", "judge"), 0.0)
    for content in pages:
        for name, spent in _times(content):
            total[name] += spent / len(pages)
    return total


def _times(content: bytes) -> Iterator[tuple[str, float]]:
    submission = Submission(source=Source(name="page.html", content=content))
    yield "audit", seconds(lambda: audit(submission))
    yield "lxml", seconds(lambda: html.fromstring(content))
    document = open_document(content).document
    report = read_report(document)
    if report is None or report.format is None:
        raise RuntimeError("the page to measure with is not read as a report")
    case = Case(report=report, spec=spec_of(report.format))
    yield "take apart", seconds(lambda: open_document(content))
    yield "read", seconds(lambda: read_report(document))
    yield "judge", seconds(lambda: judge(case))


def of_one_page(content: bytes) -> float:
    """The median of five audits of a page to that of five parses, in turns."""
    submission = Submission(source=Source(name="page.html", content=content))
    audits, parses = [], []
    for _ in range(ROUNDS):
        parses.append(seconds(lambda: html.fromstring(content)))
        audits.append(seconds(lambda: audit(submission)))
    return statistics.median(audits) / statistics.median(parses)


def main() -> None:
    """Prints the medians, their ratio and what each stage takes."""
    collect_less_often()
    for name, make in (("pasted from Word", large), ("small", small)):
        pages = [make(seed) for seed in range((ROUNDS + 1) * PAGES)]
        result = audit(Submission(source=Source(name="page.html", content=pages[0])))
        if result.status is not AuditStatus.AUDITED:
            raise RuntimeError("the page to measure with is not audited")
        measured(pages[:PAGES])
        rounds = [measured(pages[n * PAGES : (n + 1) * PAGES]) for n in range(1, ROUNDS + 1)]
        middle = {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}
        ratio = statistics.median(each["audit"] / each["lxml"] for each in rounds)
        stages = ", ".join(
            f"{stage} {middle[stage] / middle['lxml']:.2f}"
            for stage in ("take apart", "read", "judge")
        )
        sys.stdout.write(
            f"{name}, {len(pages[-1])} bytes: audit {middle['audit'] * 1000:.2f} ms, parse by lxml "
            f"{middle['lxml'] * 1000:.2f} ms, ratio {ratio:.2f} ({stages}); one page five times"
            f" {statistics.median(map(of_one_page, pages[-PAGES:])):.2f}\n"
        )
    sys.stdout.write(
        "1.0 would take readers in a compiled language over one pass of the bytes: in Python two"
        " independent readings of two hundred cells, their agreement and the rules cost by"
        " themselves what lxml needs to parse the page in C.\n"
    )


if __name__ == "__main__":
    main()
