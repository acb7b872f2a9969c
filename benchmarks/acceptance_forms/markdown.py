"""Markdown: headings, paragraphs and pipe tables; merged cells stand once, the rest blank."""

import random
import re
from collections.abc import Iterator

from benchmarks.acceptance_forms.form import Form, one_by_one
from benchmarks.acceptance_forms.published import Table, published_report

_HEADING = re.compile(r"[一二三四五六]、\S{4,30}$")


def as_markdown(content: bytes, chance: random.Random) -> bytes:
    """The report of a page in Markdown."""
    report = published_report(content)
    repeats = chance.random() < 0.3
    parts = [f"# {report.title}"]
    for block in report.blocks:
        if isinstance(block, Table):
            parts.append("\n".join(_pipes(block, repeats=repeats)))
        else:
            parts.append(f"## {block}" if _HEADING.match(block) else block)
    return ("\n\n".join(parts) + "\n").encode()


def _pipes(table: Table, *, repeats: bool) -> Iterator[str]:
    """The rows; a merged cell is repeated over its places, or left blank but for the first."""
    texts = [[""] * table.width for _ in table.rows]
    for row, column, cell in table.placed:
        for down in range(cell.row_span):
            for right in range(cell.column_span):
                if repeats or not (down or right):
                    texts[row + down][column + right] = cell.text
    for number, line in enumerate(texts):
        yield "| " + " | ".join(line) + " |"
        if number == 0:
            yield "|" + " --- |" * table.width


FORM = Form(
    name="md",
    made_of=frozenset({"html", "htm", "shtml"}),
    extension="md",
    write=one_by_one(as_markdown),
)
