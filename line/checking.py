"""``gouji check``: inputs one after another, each result told as soon as it is there."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audits.checking.as_json import line_of
from audits.checking.as_text import console_for, print_result
from audits.checking.checked import PreviousUnreadable, checked, previous_report, status_of
from audits.checking.harmless import printable
from audits.checking.inputs import (
    CheckInput,
    inputs_of,
    is_address,
    make_files_ready,
    refused,
)
from audits.china_time import china_now
from audits.making_ready import MOST_FILES
from audits.result import AuditResult, Known, Source, Submission
from rules.language import Language
from rules.privacy.masking import masked
from rules.regional_limits import RegionalLimits

__all__ = ["PreviousUnreadable", "Told", "Wanted", "check"]

Tell = Callable[[str, AuditResult], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be checked, and how."""

    inputs: Sequence[str]
    known: Known
    previous: Path | None
    without: frozenset[str]
    """Codes of rules that are switched off."""
    limits: RegionalLimits
    """What regions ask for."""
    user_agent: str | None
    """Who asks, where an input is a web address; ``None`` for what settings have by default."""
    allow_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How the results are told."""

    as_json: bool
    explain: bool
    language: Language
    pages: Path | None
    """The folder of the report pages; ``None`` for no pages."""


def check(wanted: Wanted, told: Told) -> int:
    """Check every input and tell each result at once; the exit status, of which the highest wins.

    Raises:
        PreviousUnreadable: last year's report cannot be read.
        OSError: a page cannot be written.
    """
    before = previous_report(wanted.previous) if wanted.previous else None
    tell = partial(_json_line, explain=told.explain) if told.as_json else _printer(told)
    for_pages: list[AuditResult] = []
    status = 0
    for given in _inputs(wanted):
        result = checked(given, wanted.known, before, wanted.without, wanted.limits)
        name = masked(given.name)
        tell(name, result)
        _tell_failures(name, result)
        status = max(status, status_of(result))
        if told.pages is not None:
            for_pages.append(result)
    if told.pages is not None:
        sys.stderr.write(f"{_write_pages(for_pages, told.pages)}\n")
    return status


def _inputs(wanted: Wanted) -> Iterator[CheckInput]:
    for number, name in enumerate(wanted.inputs):
        if number % MOST_FILES == 0:
            make_files_ready(wanted.inputs[number : number + MOST_FILES])
        if is_address(name):
            yield _fetched(name, wanted)
        else:
            yield from inputs_of(name)


def _fetched(address: str, wanted: Wanted) -> CheckInput:
    """A published page with the files it offers, fetched as a crawl would."""
    from crawler.one_page import PageRefused, fetch_page
    from settings import CrawlSettings

    user_agent = wanted.user_agent or CrawlSettings().user_agent
    try:
        fetched = fetch_page(address, user_agent=user_agent, allow_private=wanted.allow_private)
    except PageRefused as fault:
        why = f"{fault.word}: {fault}"
        return refused(address, zh=f"未能取得（{why}）", en=f"could not be fetched ({why})")
    submission = Submission(
        source=Source(name=address, content=fetched.page.content),
        attachments=tuple(
            Source(name=file.address, content=file.content) for file in fetched.attachments
        ),
        unread_attachments=fetched.missing,
    )
    return CheckInput(name=address, submission=submission)


def _tell_failures(name: str, result: AuditResult) -> None:
    """Our own, for those who mend them; what they kept from being told is in the result."""
    for failure in result.judgement.failures if result.judgement else ():
        sys.stderr.write(f"gouji: {printable(name)}: {failure.error}\n{failure.trace}")


def _json_line(name: str, result: AuditResult, *, explain: bool) -> None:
    line = line_of(name, result, encoding=sys.stdout.encoding, explain=explain)
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _printer(told: Told) -> Tell:
    console = console_for(is_terminal=sys.stdout.isatty())

    def tell(name: str, result: AuditResult) -> None:
        print_result(console, name, result, language=told.language, explain=told.explain)

    return tell


def _write_pages(results: Sequence[AuditResult], out: Path) -> str:
    """The pages of reports that were checked and not fetched; what was written, in a line."""
    from audits.site.build import build
    from audits.site.drafts import content_of_drafts

    now = china_now()
    built = build(content_of_drafts(results, now), out, None, now)
    return f"{built.sentence}. Open {out / 'index.html'}"
