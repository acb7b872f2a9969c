"""``gouji demo``: the whole line on an invented county, with its truth beside what was found."""

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from audits.records import FindingState, StoredFinding
from audits.store.connection import open_for_reading
from audits.store.findings import findings
from audits.store.register import register
from line.jobs import Watch, run_line
from line.mendable import DemoImpossible
from rules.finding import Severity
from settings import CONFIGURATION, read_settings

if TYPE_CHECKING:
    from crawler.demo_portal import PlantedFault

MARKER = ".gouji-demo"
"""A home with this file was made by a demo, and the next one may replace it."""

_MOST_COLUMNS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was planted in one report, and the codes that were found there."""

    body: str
    """Name in the register, or the address of a page that belongs to none."""
    year: int
    planted: "PlantedFault | None"
    found: frozenset[str]

    @property
    def is_right(self) -> bool:
        """The planted fault was found, and nothing that does not follow from it."""
        if self.planted is None:
            return not self.found
        return self.planted.code in self.found <= {self.planted.code, *self.planted.also}


def demonstrate(home: Path, out: Path, watch: Watch) -> bool:
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
    console = _console()
    began = time.monotonic()
    _make_room(home)
    with DemoPortal() as portal:
        portal.write_configuration(home)
        console.print("[bold]勾稽 Gouji[/]：虚构的汀砚县，14个公开主体，3个年度，两套门户系统\n")
        console.print("[bold]1  First run 首次运行[/]")
        whole = _run_line(console, home, out, watch)
        reports = compared(home, portal.planted)
        _print_reports(console, reports)
        console.print("\n[bold]2  Second run 第二次运行[/]：没有变化")
        whole &= _run_line(console, home, out, watch)
        corrected = portal.correct_one_report()
        console.print(f"\n[bold]3  Third run 第三次运行[/]：一份年报已更正（{corrected.note_zh}）")
        whole &= _run_line(console, home, out, watch)
    closed = _print_closed(console, home, corrected)
    mails = len(list((home / "mail").glob("*.eml")))
    console.print(f"{mails} notices 通知邮件: {home / 'mail'}")
    console.print(f"[bold]Open 打开[/]  {(out / 'index.html').resolve()}")
    console.print(f"{time.monotonic() - began:.0f} s")
    return whole and closed and all(report.is_right for report in reports)


def compared(home: Path, planted: Sequence["PlantedFault"]) -> tuple[Compared, ...]:
    """Every report that has a planted fault or stands accused of one."""
    with open_for_reading(home / "gouji.db") as store:
        names = {body.id: body.name for body in register(store)}
        found = _codes_by_report(findings(store))
    by_report = {(fault.body, fault.year): fault for fault in planted}
    return tuple(
        Compared(
            body=names.get(body, body),
            year=year,
            planted=by_report.get((body, year)),
            found=found.get((body, year), frozenset()),
        )
        for body, year in dict.fromkeys((*by_report, *found))
    )


def _console() -> Console:
    there = Console(highlight=False)
    return Console(width=min(there.width, _MOST_COLUMNS), highlight=False, emoji=False)


def _make_room(home: Path) -> None:
    """A fresh home; one that a demo did not make is never touched."""
    if home.is_symlink() or (home.exists() and not _is_ours(home)):
        raise DemoImpossible(
            f"{home} was not made by a demo and is left as it is: give another --home"
        )
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True)
    (home / MARKER).touch()


def _is_ours(home: Path) -> bool:
    return home.is_dir() and ((home / MARKER).exists() or not any(home.iterdir()))


def _run_line(console: Console, home: Path, out: Path, watch: Watch) -> bool:
    """Crawl, audit, pages and notices, once; whether all was done."""
    whole = True
    for done in run_line(read_settings(home=home, given=home / CONFIGURATION), out, watch):
        console.print(f"   {done.sentence}", soft_wrap=True)
        whole = whole and done.is_whole
    return whole


def _print_reports(console: Console, reports: Sequence[Compared]) -> None:
    table = Table(title="Planted and found 预设与查出", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("公开主体", overflow="fold")
    table.add_column("年度", no_wrap=True)
    table.add_column("预设", no_wrap=True)
    table.add_column("说明", overflow="fold")
    table.add_column("查出", overflow="fold")
    table.add_column("", no_wrap=True)
    for report in reports:
        code = report.planted.code if report.planted else "—"
        note = report.planted.note_zh if report.planted else ""
        found = " ".join(sorted(report.found)) or "—"
        mark = "✓" if report.is_right else "✗"
        table.add_row(report.body, str(report.year), code, note, found, mark)
    console.print(table)
    planted_in = sum(report.planted is not None for report in reports)
    console.print(
        f"{planted_in} faults planted in as many reports, "
        f"{sum(report.planted is not None and report.is_right for report in reports)} found; "
        f"{len(reports) - planted_in} other reports accused."
    )


def _codes_by_report(stored: Sequence[StoredFinding]) -> Mapping[tuple[str, int], frozenset[str]]:
    """Codes of standing errors and warnings, by body and year."""
    codes: dict[tuple[str, int], frozenset[str]] = {}
    for finding in _standing(stored):
        subject = (finding.subject.body or finding.subject.page_url, finding.subject.year or 0)
        codes[subject] = codes.get(subject, frozenset()) | {finding.finding.code}
    return codes


def _standing(stored: Sequence[StoredFinding]) -> Iterator[StoredFinding]:
    for finding in stored:
        if finding.state.is_standing and finding.finding.severity is not Severity.INFO:
            yield finding


def _print_closed(console: Console, home: Path, corrected: "PlantedFault") -> bool:
    """Whether the finding of the corrected report is closed."""
    concerned = (corrected.body, corrected.year, corrected.code)
    with open_for_reading(home / "gouji.db") as store:
        names = {body.id: body.name for body in register(store)}
        states = {
            f.state
            for f in findings(store)
            if (f.subject.body, f.subject.year, f.finding.code) == concerned
        }
    closed = states == {FindingState.FIXED}
    console.print(
        f"\n{'✓' if closed else '✗'} {corrected.code} {names[corrected.body]} {corrected.year}年："
        f"{'已整改 fixed' if closed else '仍未关闭 still open'}"
    )
    return closed
