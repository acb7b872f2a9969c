"""``gouji demo``: the whole line on an invented county, with its truth beside what was found."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

import jobs
from audits.checking.progress import counting
from audits.records import FindingState, StoredFinding
from audits.store.connection import open_for_reading
from audits.store.findings import findings
from rules.finding import Severity
from settings import CONFIGURATION, read_settings

if TYPE_CHECKING:
    from crawler.demo_portal import PlantedFault

MARKER = ".gouji-demo"
"""A home with this file was made by a demo, and the next one may replace it."""


class DemoImpossible(RuntimeError):
    """The demo cannot run here; the message says what to do."""


def demonstrate(home: Path, out: Path) -> bool:
    """The line on the demo portal, three times; whether just the planted faults were found.

    Raises:
        DemoImpossible: a part is not installed, or the home belongs to somebody.
    """
    try:
        from crawler.demo_portal import DemoPortal  # noqa: PLC0415 - an optional part
    except ImportError as missing:
        raise DemoImpossible(
            f"{missing.name} is not installed: pip install 'gouji[demo]'"
        ) from missing
    console = Console()
    began = time.monotonic()
    _make_room(home)
    with DemoPortal() as portal:
        portal.write_configuration(home)
        console.print("[bold]勾稽 Gouji[/]：虚构的汀砚县，14个公开主体，3个年度，两套门户系统\n")
        console.print("[bold]1  First run[/] 首次运行")
        _run_line(console, home, out)
        found = _compared(console, home, portal.planted)
        console.print("\n[bold]2  Second run[/] 第二次运行：没有变化")
        _run_line(console, home, out)
        corrected = portal.correct_one_report()
        console.print(f"\n[bold]3  Third run[/] 一份年报已更正：{corrected.note_zh}")
        _run_line(console, home, out)
        closed = _is_closed(home, corrected)
    console.print(
        f"\n{'✓' if closed else '✗'} {corrected.code} {corrected.body} {corrected.year}："
        f"{'已整改 fixed' if closed else '仍未关闭 still open'}"
    )
    mails = sorted((home / "mail").glob("*.eml"))
    console.print(f"{len(mails)} notices 通知邮件: {home / 'mail'}")
    console.print(f"[bold]Open 打开[/]  {(out / 'index.html').resolve()}")
    console.print(f"{time.monotonic() - began:.0f} s")
    return found and closed


def _make_room(home: Path) -> None:
    """A fresh home; one that a demo did not make is never touched."""
    if home.exists() and any(home.iterdir()) and not (home / MARKER).exists():
        raise DemoImpossible(f"{home} was not made by a demo: give another --home")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / MARKER).touch()


def _run_line(console: Console, home: Path, out: Path) -> None:
    settings = read_settings(home=home, given=home / CONFIGURATION)
    with counting("crawl 抓取") as progress:
        console.print(f"   {jobs.crawl(settings, progress=progress).sentence}")
    with counting("audit 核验") as progress:
        console.print(f"   {jobs.audit(settings, progress=progress).sentence}")
    console.print(f"   {jobs.pages(settings, out).sentence}.")
    console.print(f"   {jobs.notify(settings).sentence}")


def _compared(console: Console, home: Path, planted: Sequence["PlantedFault"]) -> bool:
    """The planted faults beside the found ones; whether they are the same."""
    found = _codes_by_report(home)
    table = Table(title="Planted and found 预设与查出", title_justify="left")
    for head in ("body 公开主体", "year", "planted 预设", "found 查出", ""):
        table.add_column(head)
    right = True
    for fault in planted:
        codes = found.pop((fault.body, fault.year), frozenset())
        as_planted = fault.code in codes and codes <= {fault.code, *fault.also}
        right = right and as_planted
        words = f"{fault.code} {fault.note_zh}"
        table.add_row(
            fault.body, str(fault.year), words, " ".join(sorted(codes)), "✓" if as_planted else "✗"
        )
    for (body, year), codes in found.items():
        table.add_row(body, str(year), "—", " ".join(sorted(codes)), "✗")
    console.print(table)
    console.print(
        f"{len(planted)} faults planted in as many reports; {len(found)} other reports accused."
    )
    return right and not found


def _codes_by_report(home: Path) -> dict[tuple[str, int], frozenset[str]]:
    """Codes of standing errors and warnings, by body and year."""
    codes: dict[tuple[str, int], frozenset[str]] = {}
    for finding in _findings(home):
        subject = (finding.subject.body or finding.subject.page_url, finding.subject.year or 0)
        if finding.state.is_standing and finding.finding.severity is not Severity.INFO:
            codes[subject] = codes.get(subject, frozenset()) | {finding.finding.code}
    return codes


def _is_closed(home: Path, corrected: "PlantedFault") -> bool:
    concerned = (corrected.body, corrected.year, corrected.code)
    states = {
        f.state
        for f in _findings(home)
        if (f.subject.body, f.subject.year, f.finding.code) == concerned
    }
    return states == {FindingState.FIXED}


def _findings(home: Path) -> Sequence[StoredFinding]:
    with open_for_reading(home / "gouji.db") as store:
        return findings(store)
