"""Rows that reports add to the groups of the form: whose subtotal a label names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rules.labels import plain, without_numbering
from rules.spec import TableSpec

_ALONE = frozenset(("小计", "分项小计", "小计数"))
"""合计 and 总计 alone may be the last row of the outcomes."""
_BESIDE_A_GROUP = (*_ALONE, "合计", "共计")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")


@dataclass(frozen=True, slots=True, eq=False)
class SubtotalLabels:
    """What subtotals of a table of the form are called."""

    by_group: Mapping[str, str]
    """Id of the subtotal by the plain name of its group's heading."""
    by_words: Mapping[str, str]
    """Id by a label that names the group too."""
    parts: Mapping[str, tuple[str, ...]]
    """The rows that each adds up."""

    def named(self, text: str) -> str | None:
        """The subtotal of the group that the label itself names: 不予公开小计."""
        return self.by_words.get(_BRACKETS.sub("", without_numbering(text)))

    def is_alone(self, text: str) -> bool:
        """A label that names no group: 小计."""
        return bool(self.by_group) and plain(_BRACKETS.sub("", text)) in _ALONE


@lru_cache(maxsize=32)
def subtotal_labels(table: TableSpec) -> SubtotalLabels:
    """What the subtotals of a table are called; nothing where it has no groups of items."""
    rows = [row for block in table.blocks for row in block.subtotals]
    by_group = {without_numbering(row.group or ""): row.id for row in rows}
    return SubtotalLabels(
        by_group=by_group,
        by_words={
            wording: row
            for group, row in by_group.items()
            for word in _BESIDE_A_GROUP
            for wording in (f"{group}{word}", f"{word}{group}")
        },
        parts={row.id: row.parts for row in rows},
    )
