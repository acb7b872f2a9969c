"""What the verbs of the command line share: where they work, and how they end."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rules.privacy.masking import masked

if TYPE_CHECKING:
    from line.jobs import JobDone, Progress
    from settings import Settings

DONE, NOT_DONE, USAGE_WRONG, STOPPED = 0, 1, 2, 130
LANGUAGES = click.Choice(["zh", "en"])
FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which home and configuration a verb works on."""

    home: Path | None
    config: Path | None

    def settings(self) -> "Settings":
        """The settings of the home.

        Raises:
            SettingsFaulty: they cannot be used.
        """
        from settings import home_folder, read_settings

        return read_settings(home=home_folder(self.home), given=self.config)


@contextmanager
def in_words(unusable: int) -> Iterator[None]:
    """What an operator can mend ends a verb with a message, and Ctrl-C without a trace."""
    try:
        yield
    except (SystemExit, click.ClickException, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        click.echo("gouji: stopped; the next run goes on", err=True)
        sys.exit(STOPPED)
    except _mendable() as fault:
        from audits.checking.harmless import printable_lines

        click.echo(f"gouji: {printable_lines(masked(str(fault)))}", err=True)
        sys.exit(unusable)


def _mendable() -> tuple[type[Exception], ...]:
    """Looked up when something was raised: these exceptions belong to parts that load slowly."""
    from line.mendable import MENDABLE

    return MENDABLE


def placed(verb: Callable[..., Any], *, unusable: int = NOT_DONE) -> Callable[..., Any]:
    """Gives a verb ``--home`` and ``--config`` as the value ``place``, and its faults words."""

    @click.option("--home", type=FOLDER, help="Data folder.")
    @click.option("--config", type=FILE, help="gouji.toml to use.")
    @wraps(verb)
    def run(*args: Any, home: Path | None, config: Path | None, **options: Any) -> Any:
        with in_words(unusable):
            return verb(*args, place=Place(home=home, config=config), **options)

    return run


def folder_of_pages(default: Path) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a verb ``--out``."""
    return click.option(
        "--out",
        type=FOLDER,
        default=default,
        show_default=True,
        help="Folder of the pages.",
    )


def end_when_nobody_reads() -> None:
    """As other filters do: ``gouji check … | head`` ends when head has."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def end(done: "Iterable[JobDone]") -> None:
    """Says what each job did as soon as it is done; the exit status tells whether all was done."""
    whole = True
    for job in done:
        click.echo(job.sentence)
        whole = whole and job.is_whole
    sys.exit(DONE if whole else NOT_DONE)


def watch(what: str) -> AbstractContextManager["Progress"]:
    """Progress with count, rate and time left on standard error, when it is a terminal."""
    from audits.checking.progress import counting

    return counting(what)
