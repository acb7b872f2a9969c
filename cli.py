"""The command line: each verb calls one function and prints what it did in a line."""

import logging
import sys
from functools import partial
from io import TextIOWrapper
from pathlib import Path

import click

from audits.garbage_collection import collect_less_often
from line.rules_verb import rules
from line.traces import show_failure
from line.verbs import (
    DONE,
    FILE,
    FOLDER,
    LANGUAGES,
    NOT_DONE,
    USAGE_WRONG,
    Place,
    end,
    end_when_nobody_reads,
    folder_of_pages,
    in_words,
    placed,
    watch,
)
from line.waive_verb import waive

PAGES = Path("reports_out")
KINDS = click.Choice(["government", "department", "township"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gouji", prog_name="gouji")
def main() -> None:
    """Gouji (勾稽): watches and checks 政府信息公开工作年度报告.

    \b
    See it work:   gouji demo
    Check a file:  gouji check report.docx
    The whole line, once, as gouji.toml says:  gouji run
    """
    collect_less_often()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.excepthook = show_failure


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an input, a line each.")
@click.option("--explain", is_flag=True, help="Show for each cell both readings and their places.")
@click.option(
    "--pages",
    type=FOLDER,
    help="Write report pages, an overview and a ledger into this folder.",
)
@click.option("--previous", type=FILE, help="Last year's report.")
@click.option("--body", help="Name of the body, in place of the one in the title.")
@click.option("--year", type=click.IntRange(2008, 2100), help="Year reported on.")
@click.option("--kind", type=KINDS, help="Kind of body.")
@click.option("--language", type=LANGUAGES, default="zh", show_default=True, help="Of the text.")
@click.option("--allow-private", is_flag=True, help="A URL may lead to a private address.")
@partial(placed, unusable=USAGE_WRONG)
def check(
    inputs: tuple[str, ...],
    *,
    place: Place,
    as_json: bool,
    explain: bool,
    pages: Path | None,
    previous: Path | None,
    body: str | None,
    year: int | None,
    kind: str | None,
    language: str,
    allow_private: bool,
) -> None:
    """Check files, folders or URLs. No database; no network for files.

    \b
    gouji check report.docx
    gouji check --json drafts/ > results.jsonl

    The rules that --config switches off are not asked.
    Exit status: 0 no error found, 1 at least one, 2 an input could not be read or a rule of
    ours broke down on it.
    """
    from audits.result import Known
    from line import checking
    from rules.case import BodyKind
    from rules.language import Language
    from rules.regional_limits import NO_LIMITS
    from rules.registry import switched_off

    end_when_nobody_reads()
    settings = place.settings() if place.config else None
    chosen = (settings.rules.disable, settings.rules.enable) if settings else ()
    wanted = checking.Wanted(
        inputs=inputs,
        known=Known(body=body, year=year, kind=BodyKind(kind) if kind else None),
        previous=previous,
        without=switched_off(*chosen),
        limits=settings.rules.limits if settings else NO_LIMITS,
        user_agent=settings.crawl.user_agent if settings else None,
        allow_private=allow_private,
    )
    told = checking.Told(as_json=as_json, explain=explain, language=Language(language), pages=pages)
    try:
        sys.exit(checking.check(wanted, told))
    except checking.PreviousUnreadable as fault:
        raise click.UsageError(str(fault)) from fault


@main.command()
@placed
def crawl(*, place: Place) -> None:
    """Visit the portals and keep what is new or changed.

    \b
    gouji crawl --home var
    """
    from line import jobs
    from line.stopping import asked_to_end

    with asked_to_end() as asked, watch("crawl") as progress:
        done = jobs.crawl(place.settings(), progress=progress, asked=asked)
    end([done])


@main.command()
@click.option("--dry-run", is_flag=True, help="Tell what would change; nothing is written.")
@placed
def audit(*, place: Place, dry_run: bool) -> None:
    """Audit what is in the archive; what did not change is not audited again.

    \b
    gouji audit --home var
    gouji audit --dry-run

    A dry run tells, by code and body, which findings an audit would add and close, for
    instance after a change of rules.
    """
    from line import jobs
    from line.foretold import foretell
    from line.stopping import asked_to_end

    with asked_to_end() as asked, watch("audit") as progress:
        if dry_run:
            told = foretell(place.settings(), progress=progress, asked=asked)
            lines, done = told.lines, told.done
        else:
            lines, done = (), jobs.audit(place.settings(), progress=progress, asked=asked)
    for line in lines:
        click.echo(line)
    end([done])


@main.command()
@folder_of_pages(PAGES)
@placed
def pages(*, place: Place, out: Path) -> None:
    """Write the pages of what the store says now.

    \b
    gouji pages --home var --out reports_out
    """
    from line import jobs

    end([jobs.pages(place.settings(), out)])


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
    from line import jobs

    settings = place.settings()
    if preview:
        for text in jobs.previewed(settings):
            click.echo(text)
    elif supervisor is not None:
        end([jobs.send_trial(settings, supervisor)])
    else:
        end([jobs.notify(settings)])


@main.command()
@folder_of_pages(PAGES)
@placed
def run(*, place: Place, out: Path) -> None:
    """Crawl, audit, pages and notices, once.

    \b
    gouji run --home var --out reports_out
    """
    from line import jobs
    from line.stopping import asked_to_end

    with asked_to_end() as asked:
        end(jobs.run_line(place.settings(), out, watch, asked=asked))


@main.command()
@folder_of_pages(PAGES)
@placed
def serve(*, place: Place, out: Path) -> None:
    """Do all of it on the schedule of gouji.toml, until stopped.

    \b
    gouji serve --home var
    """
    import scheduler

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    scheduler.serve(place.settings, out)


@main.command()
@click.option(
    "--home",
    type=FOLDER,
    default=Path("var/demo"),
    show_default=True,
    help="Home of the demo; what an earlier demo left there is replaced.",
)
@folder_of_pages(PAGES / "demo")
def demo(*, home: Path, out: Path) -> None:
    """Show the whole line on an invented county, in under a minute.

    \b
    gouji demo
    """
    from line.demonstration import demonstrate

    with in_words(NOT_DONE):
        sys.exit(DONE if demonstrate(home, out, watch) else NOT_DONE)


main.add_command(rules)
main.add_command(waive)


@main.group()
def bodies() -> None:
    """The register of who must publish."""


@bodies.command("check")
@click.argument("file", required=False, type=FILE)
@placed
def bodies_check(*, place: Place, file: Path | None) -> None:
    """Name every fault of the register with its line, and whose findings would reach nobody.

    \b
    gouji bodies check bodies.csv
    """
    from line.assembly import register_of
    from notifier.routing import bodies_without_supervisor

    settings = place.settings()
    register = register_of(settings, file)
    click.echo(f"{file or settings.register_path}: {len(register.bodies)} bodies, no faults")
    unheard = bodies_without_supervisor(register, settings.supervisors.keys())
    if unheard:
        click.echo(f"No supervisor hears of: {', '.join(body.id for body in unheard)}")


if __name__ == "__main__":
    main()
