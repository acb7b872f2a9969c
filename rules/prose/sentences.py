"""The prose of a report in sentences, each with the section it stands in."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from rules.once_a_report import once_a_report
from rules.one_width import in_one_width
from rules.report import Report

INTRO = "intro"
"""Stands for the paragraphs above the first section."""

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”’」）)]?")


class Passage(NamedTuple):
    """A paragraph or sentence as printed."""

    text: str
    section: str
    """Key of the section, or ``intro``."""


class Squeezed(NamedTuple):
    """A sentence as it is searched."""

    text: str
    """Without white space."""
    passage: Passage
    """As printed."""


def paragraphs_of(report: Report, sections: Collection[str] | None = None) -> Iterator[Passage]:
    """Every paragraph in print order, or those of some sections (``intro`` among them)."""
    if sections is None or INTRO in sections:
        yield from (Passage(text, INTRO) for text in report.intro)
    for key, section in report.sections.items():
        if sections is None or key in sections:
            yield from (Passage(text, key) for text in section.paragraphs)


def sentences_of(report: Report, sections: Collection[str] | None = None) -> tuple[Passage, ...]:
    """Every sentence in print order, or those of some sections (``intro`` among them)."""
    found = _sentences_of(report)
    if sections is None:
        return found
    return tuple(sentence for sentence in found if sentence.section in sections)


@once_a_report
def _sentences_of(report: Report) -> tuple[Passage, ...]:
    return tuple(
        Passage(text, paragraph.section)
        for paragraph in paragraphs_of(report)
        for text in sentences_in(paragraph.text)
    )


@once_a_report
def squeezed_sentences_of(report: Report) -> tuple[Squeezed, ...]:
    """Every sentence in print order, with what it says without white space."""
    return tuple(
        Squeezed("".join(passage.text.split()), passage) for passage in _sentences_of(report)
    )


@once_a_report
def plain_sentences_of(report: Report) -> tuple[Squeezed, ...]:
    """Every sentence in print order, with what it says in one width without white space."""
    return tuple(
        Squeezed("".join(in_one_width(passage.text).split()), passage)
        for passage in _sentences_of(report)
    )


def sentences_in(text: str) -> Iterator[str]:
    """A text cut behind 。！？, white space at the ends left out."""
    return (found for part in _SENTENCE.findall(text) if (found := part.strip()))


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of a text that holds the characters from ``start`` to ``end``."""
    before = max(text.rfind(stop, 0, start) for stop in "。！？!?") + 1
    ends = [place for stop in "。！？!?" if (place := text.find(stop, end)) >= 0]
    return text[before : min(ends, default=len(text)) + 1].strip()
