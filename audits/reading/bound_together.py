"""Two reports in one file: of another body or another year, one after the other.

Their cells must not be taken for one report's, and nothing tells which of the two is asked for.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from audits.documents.document import Block, DocumentUnreadable, Paragraph, Table
from audits.reading.title import Identity, title_ending_at
from rules.labels import plain
from rules.spec import Layout, all_specs

_TEXTS_REMEMBERED = 16_384


def refuse_reports_bound_together(blocks: Sequence[Block]) -> None:
    """Nothing, for blocks of at most one report.

    Raises:
        DocumentUnreadable: between two tables of requests stands the title of another report.
    """
    ends = [at for at, block in enumerate(blocks) if isinstance(block, Table) and _ends(block)]
    for upper, lower in pairwise(ends):
        above = next(_titles(blocks[:upper]), None)
        if above and any(_is_other(above, title) for title in _titles(blocks[upper + 1 : lower])):
            raise DocumentUnreadable(
                zh="文件内有两份年度报告（机构或年份不同），未核验；请拆分为单独的文件后分别核验",
                en="the file holds two annual reports, of two bodies or years, and was not "
                "audited; give each of them in a file of its own",
            )


def _ends(table: Table) -> bool:
    """Whether it prints the last row of the table of requests."""
    return any(map(_holds_last_label, {cell.text for cell in table.grid.cells}))


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _holds_last_label(text: str) -> bool:
    return any(label in plain(text) for label in _last_labels())


@lru_cache(maxsize=1)
def _last_labels() -> tuple[str, ...]:
    tables = (table for spec in all_specs() for table in spec.tables)
    last = (table.rows[-1] for table in tables if table.layout is Layout.MATRIX)
    return tuple({plain(row.group or row.label) for row in last})


def _titles(blocks: Sequence[Block]) -> Iterator[Identity]:
    """Titles of reports among the paragraphs, the last first."""
    lines = [block.text for block in blocks if isinstance(block, Paragraph) and not block.is_link]
    for at in range(len(lines) - 1, -1, -1):
        title = title_ending_at(lines, at)
        if title is not None:
            yield title


def _is_other(one: Identity, other: Identity) -> bool:
    if one.year and other.year and one.year != other.year:
        return True
    if not one.body or not other.body:
        return False
    return one.body not in other.body and other.body not in one.body
