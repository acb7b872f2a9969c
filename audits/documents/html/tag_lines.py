"""What the tags of a page do to the text between them, without building a tree.

Word processors write the same run of tags between one figure and the next; so what a run of tags
does is worked out once, and looked up from then on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from audits.documents.document import DocumentUnreadable
from audits.documents.html.tags import (
    BREAKS,
    CELLS,
    CLOSED_TAG,
    COMMENT_OR_TAG,
    NOT_NESTED,
    ROW_BORDERS,
    WITHOUT_TEXT,
    end_of_element,
)

MOST_NESTED = 5_000
_TAGS_IN_A_RUN = 40
_RUN = re.compile(rf"(?>(?:<[^>]*+>\s*+){{1,{_TAGS_IN_A_RUN}}})")
"""Tags with nothing but white space between; right only where no tag has ``>`` in a value."""
_RUNS_KEPT = 4096
_LONGEST_KEPT = 2_000
"""Characters of tags whose effect is kept; longer ones are worked out each time."""
_TAG = re.compile(r"<[^>]*+>\s*+")

# What tags do to the text that is being collected
_CELL, _CELL_END, _TABLE, _TABLE_END, _BORDER, _BREAK, _SPACE = range(7)
_TAKEN_IN = frozenset({(_CELL_END, _CELL), (_CELL_END, _CELL_END), (_CELL_END, _BORDER)}) | {
    (_CELL_END, _TABLE_END),
    (_BORDER, _TABLE_END),
}
"""What is done anyway by what follows it."""
_OF_NO_EFFECT = frozenset({(_BORDER, _BORDER), (_BORDER, _CELL_END), (_TABLE_END, _CELL_END)})
"""What does nothing after what stands before it."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run of tags does."""

    events: tuple[int, ...]
    length: int
    """How much of the run is told by ``events``; less than all where a tag does not end there."""
    passed_over: str = ""
    """The element that the last of these tags opens, when none of its text counts."""
    deepest: int = 0
    """How far the nesting rises above where it was."""
    nested: int = 0
    """By how much the nesting is changed in the end."""


class TextEvents(Protocol):
    """What is told of the text between tags."""

    pieces: list[str]
    """Text as written, to which more may be added."""

    def add(self, text: str) -> None: ...  # noqa: D102
    def open_cell(self) -> None: ...  # noqa: D102
    def take(self) -> None: ...  # noqa: D102
    def open_table(self) -> None: ...  # noqa: D102
    def close_table(self) -> None: ...  # noqa: D102
    def end_row(self) -> None: ...  # noqa: D102
    def break_line(self) -> None: ...  # noqa: D102
    def space(self) -> None: ...  # noqa: D102


class TagReader:
    """Goes through mark-up from tag to tag, and tells ``text`` what each of them does."""

    def __init__(self, markup: str, text: TextEvents, *, depth: int = 0, floor: float = 0) -> None:
        """``depth`` is how deep the elements are nested at first; it never falls below a floor."""
        self.ends_whole = True
        """Whether every ``<`` begins a tag or remark that ends, and every end was found."""
        self.depth = self.deepest = self.lowest = depth
        """How deep the elements are nested at the end, at most and at least."""
        self._floor = floor
        self._text = text
        self._markup = markup
        self._meet = (
            text.open_cell,
            text.take,
            text.open_table,
            text.close_table,
            text.end_row,
            text.break_line,
            text.space,
        )
        """What each event does."""

    def read(self) -> None:
        """Takes every run of tags in turn."""
        markup = self._markup
        at = 0
        last = markup.rfind(">") + 1
        while at < last:
            at = self._read_runs(at, last)
            if at < last:
                at = self._read_one(at)
        if at < len(markup):
            self._end(at)

    def _end(self, at: int) -> None:
        """The text after the last tag; a tag that is never closed takes all that follows."""
        self.ends_whole &= "<" not in self._markup[at:]
        while (mark := COMMENT_OR_TAG.search(self._markup, at)) is not None:
            self._text.add(self._markup[at : mark.start()])
            at = mark.end()
        self._text.add(self._markup[at:])

    def _read_runs(self, at: int, last: int) -> int:
        """From run to run up to what must be looked at closely; gives where that is."""
        markup = self._markup
        meet, pieces = self._meet, self._text.pieces
        for found in _RUN.finditer(markup, at, last):
            start, end = found.span()
            if start > at:
                pieces.append(markup[at:start])
            written = found[0]
            run = _run_of(written)
            for event in run.events:
                meet[event]()
            if run.deepest or run.nested:
                self._nest(run)
            at = start + run.length
            if run.passed_over:
                return self._passed(run.passed_over, at)
            if at < end:
                return at
        return at

    def _read_one(self, at: int) -> int:
        """One tag or comment, wherever it ends; gives where that is."""
        mark = COMMENT_OR_TAG.search(self._markup, at)
        if mark is None:
            self.ends_whole = False
            self._text.add(self._markup[at:])
            return len(self._markup)
        if CLOSED_TAG.fullmatch(mark[0]) is None or "<" in self._markup[at : mark.start()]:
            self.ends_whole = False
        self._text.add(self._markup[at : mark.start()])
        run = _worked_out([mark[0]])
        for event in run.events:
            self._meet[event]()
        self._nest(run)
        return self._passed(run.passed_over, mark.end()) if run.passed_over else mark.end()

    def _passed(self, name: str, at: int) -> int:
        """Where the end of an element is of which nothing is text."""
        end = end_of_element(self._markup, name, at)
        self.ends_whole &= end < len(self._markup)
        return end

    def _nest(self, run: _Run) -> None:
        self.deepest = max(self.deepest, self.depth + run.deepest)
        refuse_nesting_beyond_measure(self.deepest)
        self.depth = int(max(self.depth + run.nested, self._floor))
        self.lowest = min(self.lowest, self.depth)


def refuse_nesting_beyond_measure(depth: int) -> None:
    """Lets pass what people read.

    Raises:
        DocumentUnreadable: elements are nested beyond ``MOST_NESTED``.
    """
    if depth > MOST_NESTED:
        raise DocumentUnreadable(
            zh="网页的标签嵌套过深，未读取", en="the page's elements are nested too deeply"
        )


def _run_of(written: str) -> _Run:
    """What tags do together, up to the first that does not end where it was cut."""
    if len(written) > _LONGEST_KEPT:
        return _worked_out(_TAG.findall(written))
    return _known_run(written)


@lru_cache(maxsize=_RUNS_KEPT)
def _known_run(written: str) -> _Run:
    return _worked_out(_TAG.findall(written))


def _worked_out(written: Sequence[str]) -> _Run:
    events: list[int] = []
    length = nested = deepest = 0
    for piece in written:
        tag = _tag_of(piece) if len(piece) > _LONGEST_KEPT else _known_tag(piece)
        if not tag.is_whole:
            break
        length += len(piece)
        if tag.event is not None:
            events.append(tag.event)
        if tag.nesting:
            nested += tag.nesting
            deepest = max(deepest, nested)
        if tag.passes_over:
            length -= len(piece) - len(piece.rstrip())
            return _Run(_needed(events), length, tag.passes_over, deepest, nested)
        if tag.space_follows:
            events.append(_SPACE)
    return _Run(_needed(events), length, "", deepest, nested)


class _Tag(NamedTuple):
    """A tag or comment, and the white space after it."""

    is_whole: bool
    """It ends where it was cut."""
    event: int | None = None
    passes_over: str = ""
    nesting: int = 0
    space_follows: bool = False


def _tag_of(written: str) -> _Tag:
    tag = written.rstrip()
    space = len(tag) < len(written)
    mark = CLOSED_TAG.fullmatch(tag)
    if mark is None:
        return _Tag(is_whole=False)
    name = (mark["name"] or "").lower()
    is_end = bool(mark["slash"])
    nesting = 0 if not name or name in NOT_NESTED else -1 if is_end else 1
    if name in WITHOUT_TEXT:
        passed_over = "" if is_end else name
        return _Tag(True, None, passed_over, 0 if passed_over else nesting, space)
    return _Tag(True, _event_of(name, is_end=is_end), "", nesting, space)


_known_tag = lru_cache(maxsize=_RUNS_KEPT)(_tag_of)


def _event_of(name: str, *, is_end: bool) -> int | None:
    if name in CELLS:
        return _CELL_END if is_end else _CELL
    if name == "table":
        return _TABLE_END if is_end else _TABLE
    if name in ROW_BORDERS:
        return _BORDER
    return _BREAK if name in BREAKS else None


def _needed(events: list[int]) -> tuple[int, ...]:
    """Without spaces and breaks beside something that ends the text, and without repetitions."""
    kept: list[int] = []
    for event in events:
        last = kept[-1] if kept else None
        if event >= _BREAK and last is not None and (last != _SPACE or event == _SPACE):
            continue
        while kept and kept[-1] >= _BREAK and event < kept[-1]:
            kept.pop()
        if kept and (kept[-1], event) in _TAKEN_IN:
            kept.pop()
        if not kept or (kept[-1], event) not in _OF_NO_EFFECT:
            kept.append(event)
    return tuple(kept)
