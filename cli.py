"""The command line: each verb calls one function and prints what it did in a line."""

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from audits.bodies import RegisterFaulty
from audits.checking.as_json import line_of
from audits.checking.as_text import console_for, print_result
from audits.checking.inputs import CheckInput, files_of, is_address, read_file
from audits.result import AuditResult, Known
from rules.case import BodyKind
from settings import (
    DEFAULT_PAGES,
    NO_SETTINGS,
    Settings,
    SettingsFaulty,
    home_folder,
    read_settings,
)

NO_ERROR, SOME_ERROR, NOT_DONE = 0, 1, 2


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
        except (SettingsFaulty, RegisterFaulty, OSError, RuntimeError, ValueError) as fault:
            if not _is_told_in_words(fault):
                raise
            raise click.ClickException(str(fault)) from fault

    return run


def _is_told_in_words(fault: Exception) -> bool:
    """Our own exceptions and those of the file system say what to do; others are our failures."""
    own = type(fault).__module__.split(".")[0] in {"audits", "crawler", "notifier", "scheduler"}
    return own or isinstance(fault, SettingsFaulty | OSError)


OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_PAGES,
    show_default=True,
    help="Folder of the pages.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gouji", prog_name="gouji")
def main() -> None:
    """Gouji (勾稽): watches and checks 政府信息公开工作年度报告.

    \b
    See it work:   gouji demo
    Check a file:  gouji check report.docx
    The whole line, once, as gouji.toml says:  gouji run
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object for each input, a line each."
)
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
    *,
    place: Place,
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
    from audits.checking.checked import PreviousUnreadable, checked, exit_status, previous_report

    known = Known(body=body, year=year, kind=BodyKind(kind) if kind else None)
    try:
        before = previous_report(previous) if previous else None
    except PreviousUnreadable as fault:
        click.echo(f"gouji check: {fault}", err=True)
        sys.exit(NOT_DONE)
    console = console_for(sys.stdout.isatty())
    results: list[AuditResult] = []
    for given in _inputs(inputs, place, allow_private=allow_private):
        result = checked(given, known, before)
        results.append(result)
        if as_json:
            click.echo(line_of(given.name, result))
        else:
            print_result(console, given.name, result, explain=explain)
    if not results:
        click.echo("gouji check: nothing to check in these folders", err=True)
    if pages_to is not None:
        from jobs import draft_pages

        counts = draft_pages(results, pages_to)
        click.echo(f"{counts.reports} report pages in {pages_to}", err=True)
    sys.exit(exit_status(results))


def _inputs(names: Sequence[str], place: Place, *, allow_private: bool) -> Iterator[CheckInput]:
    for name in files_of(names):
        if is_address(name):
            from jobs import fetched_input

            settings = NO_SETTINGS if place.config is None else place.settings()
            yield fetched_input(name, settings, allow_private=allow_private)
        else:
            yield read_file(name)


@main.command()
@placed
def crawl(*, place: Place) -> None:
    """Visit the portals and keep what is new or changed.

    \b
    gouji crawl --home var
    """
    import jobs

    with _counting("crawl") as progress:
        ended = jobs.crawl(place.settings(), progress=progress)
    click.echo(ended.sentence)
    sys.exit(NO_ERROR if ended.is_whole else SOME_ERROR)


@main.command()
@placed
def audit(*, place: Place) -> None:
    """Audit what is in the archive; what did not change is not audited again.

    \b
    gouji audit --home var
    """
    import jobs

    with _counting("audit") as progress:
        done = jobs.audit(place.settings(), progress=progress)
    click.echo(done.sentence)
    sys.exit(SOME_ERROR if done.failures else NO_ERROR)


@main.command()
@OUT
@placed
def pages(*, place: Place, out: Path) -> None:
    """Write the pages of what the store says now.

    \b
    gouji pages --home var --out reports_out
    """
    import jobs

    click.echo(f"{jobs.pages(place.settings(), out).sentence}; open {out / 'index.html'}")


@main.command()
@click.option("--preview", is_flag=True, help="Print what would be sent; nothing is written.")
@click.option("--test", "supervisor", help="Send this supervisor a message that tells of nothing.")
@placed
def notify(*, place: Place, preview: bool, supervisor: str | None) -> None:
    """Tell each supervisor what is new since the last notice.

    \b
    gouji notify --preview
    gouji notify --test county
    """
    import jobs

    settings = place.settings()
    if preview:
        for text in jobs.previewed(settings):
            click.echo(text)
        return
    if supervisor is not None:
        click.echo(jobs.send_trial(settings, supervisor))
        return
    told = jobs.notify(settings)
    click.echo(told.sentence)
    sys.exit(SOME_ERROR if told.delivery.failures else NO_ERROR)


@main.command()
@OUT
@placed
def run(*, place: Place, out: Path) -> None:
    """Crawl, audit, pages and notices, once.

    \b
    gouji run --home var --out reports_out
    """
    import jobs

    settings = place.settings()
    with _counting("crawl") as progress:
        crawled = jobs.crawl(settings, progress=progress)
    click.echo(crawled.sentence)
    with _counting("audit") as progress:
        audited = jobs.audit(settings, progress=progress)
    click.echo(audited.sentence)
    click.echo(f"{jobs.pages(settings, out).sentence}; open {out / 'index.html'}")
    told = jobs.notify(settings)
    click.echo(told.sentence)
    whole = crawled.is_whole and not audited.failures and not told.delivery.failures
    sys.exit(NO_ERROR if whole else SOME_ERROR)


@main.command()
@OUT
@placed
def serve(*, place: Place, out: Path) -> None:
    """Do all of it on the schedule of gouji.toml, until stopped.

    \b
    gouji serve --home var
    """
    import scheduler

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    scheduler.serve(place.settings, out)


@main.command()
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Home of the demo; what an earlier demo left there is replaced.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_PAGES / "demo",
    show_default=True,
    help="Folder of the pages.",
)
def demo(*, home: Path, out: Path) -> None:
    """Show the whole line on an invented county, in under a minute.

    \b
    gouji demo
    """
    from demonstration import DemoImpossible, demonstrate

    try:
        found_all = demonstrate(home, out)
    except DemoImpossible as fault:
        raise click.ClickException(str(fault)) from fault
    sys.exit(NO_ERROR if found_all else SOME_ERROR)


@main.group()
def bodies() -> None:
    """The register of who must publish."""


@bodies.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@placed
def bodies_check(*, place: Place, file: Path | None) -> None:
    """Name every fault of the register, with its line.

    \b
    gouji bodies check bodies.csv
    """
    import jobs

    settings = place.settings()
    register = jobs.register_of(settings, file)
    click.echo(f"{file or settings.register_path}: {len(register.bodies)} bodies, no faults")


@main.command()
@click.argument("code", required=False)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def rules(*, code: str | None, language: str) -> None:
    """List the rules, or explain one.

    \b
    gouji rules
    gouji rules B301 --language en
    """
    from audits.checking.rule_text import explained, listed
    from rules.language import Language

    shown = listed(Language(language)) if code is None else explained(code, Language(language))
    if shown is None:
        raise click.ClickException(f"no rule has the code {code!r}; `gouji rules` lists them")
    click.echo(shown)


@contextmanager
def _counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Progress with count, rate and time left on standard error, when it is a terminal."""
    from audits.checking.progress import counting

    with counting(what) as show:
        yield show


if __name__ == "__main__":
    main()
