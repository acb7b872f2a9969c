"""Printed labels against those of the form: what counts as the same.

This belongs to the spec's side: it says which wording is which row, column or heading, and knows
nothing of how a document is laid out.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rules.spec import TableSpec

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\"'“”‘’「」《》〈〉<>.,、。，;；:：·•\-—_]+")
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}(?=[、.．])|\(?\d{1,2}\)?[、.．)])[、.．]?"
)
_FARTHEST = ((20, 5), (9, 3), (0, 2))
"""Least length of a label, and how many of its characters may be misprinted."""
_SHORTEST_TO_APPROXIMATE = 5
_TEXTS_REMEMBERED = 4_096
_NEGATION = re.compile("[不未无非没]")
_DECIDING = tuple(
    re.compile(word)
    for word in ("前", "后", "上一?年|去年", "[本今当]年", "下一?年|明年", "(?<!万)元")
)
"""Words whose change makes another label, however few characters it takes."""


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """A label without white space, punctuation and quotes, in one width."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16_384)
def without_numbering(text: str) -> str:
    """A label without what counts it: ``(三)``, ``1.``, ``二、``; plain."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return plain(_NUMBERING.sub("", squeezed))


def distance_within(left: str, right: str, most: int) -> bool:
    """Whether ``left`` becomes ``right`` by at most that many single-character edits."""
    if abs(len(left) - len(right)) > most:
        return False
    before = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        row = [i]
        for j, b in enumerate(right, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
        if min(row) > most:
            return False
        before = row
    return before[-1] <= most


class LabelIndex:
    """Labels to ids, exact first, then by nearness when that is unique.

    The same few hundred texts come in every report, so what was found is remembered.
    """

    def __init__(self, exact: Mapping[str, str]) -> None:
        self._exact = exact
        self._approximate = [
            (k, frozenset(k), _misprints_allowed(k))
            for k in exact
            if len(k) >= _SHORTEST_TO_APPROXIMATE
        ]
        self.find = lru_cache(maxsize=_TEXTS_REMEMBERED)(self._find)
        """The id whose label the text is, or ``None``."""

    def _find(self, text: str) -> str | None:
        wanted = without_numbering(text)
        if not wanted:
            return None
        found = self._exact.get(wanted) or self._exact.get(plain(text))
        if found is not None or len(wanted) < _SHORTEST_TO_APPROXIMATE or wanted.isdigit():
            return found
        printed = set(wanted)
        near = [
            label
            for label, characters, most in self._approximate
            if len(characters - printed) <= most and distance_within(wanted, label, most)
        ]
        if len({self._exact[label] for label in near}) != 1:
            return None
        meant = any(_may_be_misprint(wanted, label) for label in near)
        return self._exact[near[0]] if meant else None


def _may_be_misprint(text: str, label: str) -> bool:
    """The text has no word that the label lacks and that would change what it means."""
    if len(_NEGATION.findall(text)) != len(_NEGATION.findall(label)):
        return False
    return all(len(word.findall(text)) <= len(word.findall(label)) for word in _DECIDING)


def _misprints_allowed(label: str) -> int:
    return next(most for length, most in _FARTHEST if len(label) >= length)


def index_of(labels: Iterable[tuple[str, Iterable[str]]]) -> LabelIndex:
    """An index of ``(id, wordings)``; a wording that names two ids names none."""
    known: dict[str, str] = {}
    twice: set[str] = set()
    for known_id, wordings in labels:
        for wording in wordings:
            key = without_numbering(wording)
            if known.setdefault(key, known_id) != known_id:
                twice.add(key)
    return LabelIndex({key: value for key, value in known.items() if key not in twice})


@dataclass(frozen=True, slots=True, eq=False)
class TableLabels:
    """Everything that a table of the form prints."""

    table: TableSpec
    rows: LabelIndex
    columns: LabelIndex
    columns_of_row: Mapping[str, LabelIndex]
    """The columns of the block that has the row, by row id."""
    groups: Mapping[str, str]
    """Names of headings over rows or columns, notes and corner cells, by their plain texts."""
    heads: frozenset[str]
    """The plain labels of the columns."""
    ambiguous: frozenset[str]
    """Rows of a group whose label names a column too: ``其他``."""

    group_of: Mapping[str, str | None]
    """The name of the heading that spans a row, by row id; ``None`` where none does."""


OVER_EVERY_GROUP = "本年度办理结果"
"""The heading of all outcomes: printed again on each row, it ends no group."""

_CORNERS = (
    "信息内容",
    "申请人情况",
    "法人或其他组织",
    "本年度办理结果",
    "三、本年度办理结果",
    "行政诉讼",
)


@lru_cache(maxsize=32)
def labels_of(table: TableSpec) -> TableLabels:
    """The labels of a table, merged rows included."""
    rows = [r for b in table.blocks for r in (*b.rows, *b.merged_rows)]
    columns = {c.id: c for b in table.blocks for c in b.columns}
    heads = [r.group for r in rows if r.group] + [b.label for b in table.blocks if b.label]
    texts = [*_CORNERS, *heads, *([table.note] if table.note else [])]
    by_column = index_of((c.id, (c.label, *c.accepted)) for c in columns.values())
    by_block = [index_of((c.id, (c.label, *c.accepted)) for c in b.columns) for b in table.blocks]
    return TableLabels(
        table=table,
        rows=index_of((r.id, (r.label, *r.accepted)) for r in rows),
        columns=by_column,
        columns_of_row={
            row.id: index
            for block, index in zip(table.blocks, by_block, strict=True)
            for row in (*block.rows, *block.merged_rows)
        },
        groups={key(t): without_numbering(t) for t in texts for key in (plain, without_numbering)},
        group_of={r.id: without_numbering(r.group) if r.group else None for r in rows},
        heads=frozenset(plain(column.label) for column in columns.values()),
        ambiguous=frozenset(r.id for r in rows if r.group and by_column.find(r.label)),
    )
