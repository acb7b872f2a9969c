"""A page and the files it offers as one report: which files are of it, and what the whole tells.

Cells, tables and sections each stay with the source that prints them. What one source lacks and
another shows is never held against the first: it goes over whole, or it is not assessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audits.reading.title import Identity
from rules.language import Text
from rules.report import (
    Cell,
    CellForm,
    Difference,
    Report,
    SectionReading,
    TableReading,
    TableState,
)

_TOLD_ELSEWHERE = Text(
    zh="该表的内容另载于同一报告的页面或附件，两处所载不全相同",
    en="the page and its file both hold this table, and not alike",
)
_GOVERNMENT = "人民政府"


def is_of_page(report: Report, page: Identity) -> bool:
    """Year and body of a file's report are those of its page, as far as both name them."""
    years = {report.year, page.year} - {None}
    return len(years) < 2 and _is_one_name(report.body, page.body)


def _is_one_name(one: str | None, other: str | None) -> bool:
    """A name may be printed without the region above it, and a region for its government."""
    if not one or not other:
        return True
    names = (one, other)
    if one.endswith(other) or other.endswith(one):
        return True
    return len({name.removesuffix(_GOVERNMENT) for name in names}) == 1


def one_report(
    best: Report,
    others: Sequence[Report],
    page: Identity,
    *,
    unread: bool = False,
    names: Sequence[str] = (),
) -> Report:
    """The source that holds most of the form, so that nothing the others show is missed in it.

    Args:
        best: read from the source that is audited.
        others: read from the other sources of the same report.
        page: what the page says of itself.
        unread: the page offers a file that is no part of the report as read.
        names: of the sources of ``others``, in their order, which are then compared.
    """
    if not others:
        return _alone(best, page, unread=unread)
    compared = [
        (name, other)
        for name, other in zip(names, others, strict=False)
        if _share_cells(best, other)
    ]
    fullest = max((best, *others), key=lambda report: len(tuple(_filled_sections(report))))
    untold = {
        name: replace(table, state=TableState.UNREAD, reason=_TOLD_ELSEWHERE)
        for name, table in best.tables.items()
        if any(_tells_more(other, best, name) for other in others)
    }
    return replace(
        best,
        title=best.title or page.title,
        list_title=next((r.list_title for r in (best, *others) if r.list_title), None),
        body=best.body or page.body,
        year=best.year or page.year,
        suspect=best.suspect or fullest.suspect,
        intro=fullest.intro,
        sections=fullest.sections,
        tables={**best.tables, **untold},
        cells={k: cell for k, cell in best.cells.items() if _table_of(k) not in untold},
        disputed={k: dispute for k, dispute in best.disputed.items() if _table_of(k) not in untold},
        compared_with=tuple(name for name, _ in compared),
        differences=tuple(d for name, other in compared for d in _differences(best, other, name)),
        has_unread_attachment=unread
        or any(r.has_unread_attachment or _says_more(r, fullest) for r in (best, *others)),
    )


def _alone(only: Report, page: Identity, *, unread: bool) -> Report:
    return replace(
        only,
        title=only.title or page.title,
        body=only.body or page.body,
        year=only.year or page.year,
        has_unread_attachment=unread or only.has_unread_attachment,
    )


def _tells_more(other: Report, own: Report, name: str) -> bool:
    """The other source shows of a table what its own lacks."""
    theirs = other.tables.get(name)
    if theirs is None:
        return False
    if not _is_read(own.tables[name]):
        return theirs.state not in {own.tables[name].state, TableState.ABSENT}
    known = own.disputed.keys() | {k for k, _ in _figures(own, name)}
    return any(cell not in known for cell, _ in _figures(other, name))


def _is_read(table: TableReading) -> bool:
    return table.state is TableState.READ


def _figures(report: Report, name: str) -> Iterator[tuple[str, Cell]]:
    """The cells of a table that hold a figure."""
    for cell_id, cell in report.cells.items():
        if cell.value is not None and _table_of(cell_id) == name:
            yield cell_id, cell


def _table_of(cell_id: str) -> str:
    return cell_id.partition("/")[0]


def _filled_sections(report: Report) -> Iterator[str]:
    return (key for key, section in report.sections.items() if not section.is_empty)


def _says_more(other: Report, fullest: Report) -> bool:
    """A section holds text there that it lacks here."""
    return any(
        _text(other.sections[key]) not in _text(fullest.sections.get(key))
        for key in _filled_sections(other)
    )


def _text(section: SectionReading | None) -> str:
    return "" if section is None else "".join("".join(section.paragraphs).split())


def _share_cells(best: Report, other: Report) -> bool:
    return best.format == other.format and bool(best.cells.keys() & other.cells.keys())


def _differences(best: Report, other: Report, name: str) -> Iterator[Difference]:
    """Cells whose figures differ; a blank one counts as 0, and words as no figure at all."""
    for cell_id, cell in best.cells.items():
        their = other.cells.get(cell_id)
        if their is None or CellForm.TEXT in (cell.form, their.form):
            continue
        if (cell.value or 0) != (their.value or 0):
            yield Difference(cell=cell_id, raw=cell.raw, other_raw=their.raw, other=name)
