"""The command line: each verb calls one function and prints what it did in a line."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

import scheduler
from audits.audit import audit as audit_submission
from audits.bodies import RegisterFaulty
from audits.checking.as_json import line_of
from audits.checking.as_text import console_for, print_result
from audits.checking.inputs import CheckInput, files_of, is_address, read_file, refused_result
from audits.result import AuditResult, Known
from audits.store.connection import StoreInUse, StoreMissing, StoreSchemaDiffers
from crawler.one_page import PageRefused
from rules.case import BodyKind
from rules.finding import Severity
from rules.report import Report
from settings import DEFAULT_PAGES, Settings, SettingsFaulty, home_folder, read_settings

NO_ERROR, SOME_ERROR, NOT_DONE = 0, 1, 2

_EXPECTED = (SettingsFaulty, RegisterFaulty, StoreInUse, StoreMissing, StoreSchemaDiffers, OSError)
"""What an operator can mend; anything else is our failure and shows its trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which home and configuration a verb works on."""

    home: Path | None
    config: Path | None

    def settings(self) -> Settings:
        """The settings of the home.

        Raises:
            SettingsFaulty: they cannot be used.
        """
        return read_settings(home=home_folder(self.home), given=self.config)


def placed(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a verb ``--home`` and ``--config``, and turns what an operator can mend into words."""

    @click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Data folder.")
    @click.option("--config", type=click.Path(path_type=Path), help="gouji.toml to use.")
    @wraps(verb)
    def run(*args: Any, home: Path | None, config: Path | None, **options: Any) -> Any:
        try:
            return verb(*args, place=Place(home=home, config=config), **options)
        except _EXPECTED as fault:
            raise click.ClickException(str(fault)) from fault

    return run


def pages_folder(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a verb ``--out``."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=DEFAULT_PAGES,
        show_default=True,
        help="Folder of the pages.",
    )(verb)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gouji", prog_name="gouji")
def main() -> None:
    """Gouji (勾稽): watches and checks 政府信息公开工作年度报告.

    \b
    Start with:  gouji demo
    A file:      gouji check report.docx
    A portal:    gouji run --home var
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each input, a line each.")
@click.option("--explain", is_flag=True, help="Show for each cell both readings and their places.")
@click.option(
    "--pages",
    "pages_to",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write report pages, an overview and a ledger into this folder.",
)
@click.option("--previous", type=click.Path(path_type=Path), help="Last year's report.")
@click.option("--body", help="Name of the body, in place of the one in the title.")
@click.option("--year", type=click.IntRange(2008, 2100), help="Year reported on.")
@click.option("--kind", type=click.Choice([kind.value for kind in BodyKind]), help="Kind of body.")
@click.option("--allow-private", is_flag=True, help="A URL may lead to a private address.")
@placed
def check(
    inputs: tuple[str, ...],
    place: Place,
    *,
    as_json: bool,
    explain: bool,
    pages_to: Path | None,
    previous: Path | None,
    body: str | None,
    year: int | None,
    kind: str | None,
    allow_private: bool,
) -> None:
    """Check files, folders or URLs. No database; no network for files.

    \b
    gouji check report.docx
    gouji check --json drafts/ > results.jsonl

    Exit status: 0 no error found, 1 at least one, 2 an input could not be read.
    """
    known = Known(body=body, year=year, kind=BodyKind(kind) if kind else None)
    before = _previous_report(previous) if previous else None
    console = console_for(sys.stdout.isatty())
    results: list[AuditResult] = []
    for given in _inputs(inputs, place, allow_private=allow_private):
        result = _checked(given, known, before)
        results.append(result)
        if as_json:
            click.echo(line_of(given.name, result))
        else:
            print_result(console, given.name, result, explain=explain)
    if pages_to is not None:
        counts = scheduler.draft_pages(results, pages_to)
        click.echo(f"{counts.reports} report pages in {pages_to}", err=True)
    sys.exit(_status(results))


def _inputs(names: Sequence[str], place: Place, *, allow_private: bool) -> Iterator[CheckInput]:
    for name in files_of(names):
        if is_address(name):
            yield scheduler.fetched_input(name, place.settings(), allow_private=allow_private)
        else:
            yield read_file(name)


def _checked(given: CheckInput, known: Known, previous: Report | None) -> AuditResult:
    if given.submission is None:
        assert given.refusal is not None  # noqa: S101 - one of the two is always there
        return refused_result(given.name, given.refusal)
    return audit_submission(given.submission, known=known, previous=previous)


def _previous_report(path: Path) -> Report:
    given = read_file(str(path))
    result = _checked(given, Known(), None)
    if result.report is None:
        reason = result.reason.zh if result.reason else "no report"
        click.echo(f"--previous {path}: {reason}", err=True)
        sys.exit(NOT_DONE)
    return result.report


def _status(results: Sequence[AuditResult]) -> int:
    """2 when an input could not be read or is no report, and 2 wins over 1."""
    if not results or any(result.judgement is None for result in results):
        return NOT_DONE
    findings = (f for r in results if r.judgement for f in r.judgement.findings)
    return SOME_ERROR if any(f.severity is Severity.ERROR for f in findings) else NO_ERROR


@main.command()
@placed
def crawl(place: Place) -> None:
    """Visit the portals and keep what is new or changed.

    \b
    gouji crawl --home var
    """
    with _counting("pages and files") as progress:
        ended = scheduler.crawl(place.settings(), progress=progress)
    click.echo(scheduler.crawl_sentence(ended))
    sys.exit(NO_ERROR if ended.is_whole else SOME_ERROR)


@contextmanager
def _counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Progress with count, rate and time left on standard error, when it is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only when something is shown
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def show(done: int, known: int) -> None:
            bar.update(task, completed=done, total=known or None)

        yield show


if __name__ == "__main__":
    main()
