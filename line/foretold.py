"""``gouji audit --dry-run``: what an audit would change, by code and body."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

from audits.bodies import Register
from audits.checking.harmless import printable
from audits.engine import AuditRun
from audits.foreseen import Effect, Foreseen, Rehearsal, rehearse
from line.assembly import register_of
from line.jobs import JobDone, Progress, audit_into
from settings import Settings

_WIDTH = max(len(effect) for effect in Effect)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """A dry run."""

    lines: tuple[str, ...]
    """A head, then a line for each code and body; none where nothing would change."""
    done: JobDone


def foretell(settings: Settings, *, progress: Progress, asked: Event) -> Foretold:
    """Audit a copy of the store, and tell what that changed; nothing else is written.

    Raises:
        AskedToEnd: ``asked`` was set.
        StoreMissing: nothing was ever crawled.
    """
    register = register_of(settings)
    audit = partial(
        audit_into, settings=settings, register=register, progress=progress, asked=asked
    )
    rehearsal = rehearse(settings.database, audit)
    sentence = f"{_sentence(rehearsal)} {rehearsal.done.sentence}"
    return Foretold(
        lines=tuple(_lines(rehearsal.foreseen, register)),
        done=JobDone(sentence=sentence, is_whole=not rehearsal.done.failures),
    )


def _sentence(rehearsal: Rehearsal[AuditRun]) -> str:
    added, reopened, fixed, retracted = (rehearsal.total(effect) for effect in Effect)
    return (
        f"Nothing was written. Findings to add: {added}; to open again: {reopened}; to close:"
        f" {fixed + retracted} ({fixed} as fixed, {retracted} as our own fault)."
    )


def _lines(foreseen: Sequence[Foreseen], register: Register) -> Iterator[str]:
    if foreseen:
        yield _line("code", Effect, "body")
    for each in foreseen:
        figures = [str(each.counts.get(effect, 0)) for effect in Effect]
        yield _line(each.code, figures, _name(each.subject, register))


def _line(code: str, figures: Iterable[str], name: str) -> str:
    return "  ".join((f"{code:<4}", *(f"{figure:>{_WIDTH}}" for figure in figures), name))


def _name(subject: str, register: Register) -> str:
    """Id and name of a body; the address of a page, which a portal chose."""
    body = register.bodies.get(subject)
    return printable(f"{body.id} {body.name}" if body else subject)
