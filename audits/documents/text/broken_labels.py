"""Labels that were broken over lines, put together for the grids: the longest run that is one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from audits.documents.text.vocabulary import is_wording

NumberedLine = tuple[int, str]

MOST_PARTS = 5
_LONGEST_PART = 60
_TAIL = re.compile(r"(?:\s*[|\t][\s\S]*|(?:\s+[\d.,/+\-—]+)+\s*)$")
"""What stands behind the last part: a cell's border, or the row's figures."""
_PART = re.compile(r'[\u4e00-\u9fff]|^\s*(?:\(?\d{1,2}[.．、)]|["“”‘’「」（）()《》：:、，,]+)\s*$')
_FIELD_BEGINS = re.compile(r'(?:^|[,\t])"(?:[^"]|"")*$')
_FIELD_ENDS = re.compile(r'^(?:[^"]|"")*"(?:[,\t]|$)')


def with_whole_fields(written: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """The lines, where a quoted field that goes over several is on one, numbered as its first."""
    waiting: list[NumberedLine] = []
    for number, line in written:
        if waiting and _FIELD_ENDS.match(line):
            begun = "".join(text for _, text in waiting) + line
            numbered = (waiting[0][0], begun)
            waiting = []
            if _FIELD_BEGINS.search(begun):
                waiting.append(numbered)
            else:
                yield numbered
        elif (waiting and len(waiting) < MOST_PARTS) or (
            not waiting and _FIELD_BEGINS.search(line)
        ):
            waiting.append((number, line))
        else:
            yield from (*waiting, (number, line))
            waiting = []
    yield from waiting


def with_whole_labels(written: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """The lines, where a label that stands on several is on one line, numbered as its last.

    Lines are put together only where all of them make a label of the form, letter by letter, and
    not every one of them is a label by itself.
    """
    at = 0
    while at < len(written):
        parts = _parts_from(written, at)
        yield (
            written[at + parts - 1][0],
            "".join(text.strip() for _, text in written[at : at + parts - 1])
            + written[at + parts - 1][1].lstrip()
            if parts > 1
            else written[at][1],
        )
        at += parts


def _parts_from(written: Sequence[NumberedLine], at: int) -> int:
    """How many lines from there are one label."""
    for parts in range(min(MOST_PARTS, len(written) - at), 1, -1):
        *upper, last = [text for _, text in written[at : at + parts]]
        words = [*upper, _TAIL.sub("", last)]
        if not all(len(w.strip()) <= _LONGEST_PART and _is_part(w) for w in words):
            continue
        if is_wording("".join(words)) and not all(map(is_wording, words)):
            return parts
    return 1


def _is_part(text: str) -> bool:
    """Words or what counts them, and no border: a figure is the end of the row above."""
    return bool(_PART.search(text)) and "|" not in text and "\t" not in text.strip()
