"""A document into a report: the one place where the parts of reading come together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from urllib.parse import unquote

from audits.documents.document import (
    AttachmentLink,
    Block,
    Document,
    Frame,
    Picture,
)
from audits.reading.agreement import Agreed, agree
from audits.reading.damage import sign_of_damage
from audits.reading.format_by_labels import format_of
from audits.reading.grid_reader import LaidGrid, holding, read_by_grid
from audits.reading.identity import (
    identity_of,
    is_titled_as_report,
    is_titled_otherwise,
    list_title_of,
    names_in_fields,
)
from audits.reading.missing_parts import missing_parts
from audits.reading.readings import TableFound
from audits.reading.sections import Outline, outline_of
from audits.reading.sequence_reader import LinesInOrder, in_order, read_by_sequence
from audits.reading.set_apart import set_apart
from audits.reading.table_note import grids_lack_note, lines_lack_note
from rules.labels import without_numbering
from rules.language import Text
from rules.report import Cell, Dispute, Report, TableReading, TableState
from rules.spec import FormatSpec, TableSpec, all_specs

READING_VERSION = 9
"""Raised whenever the same bytes may be read differently than before."""

_LAYOUT_UNKNOWN = Text(zh="表格的版式未能识别", en="its layout could not be made out")
_DRAWN = Text(
    zh="该处为图片、框架或未读取的附件", en="a picture, a frame or an unread file stands there"
)
_NO_ROWS = Text(
    zh="有表格文字，但未能识别其行列",
    en="its words are there, but no rows and columns could be made out",
)

_IS_RECOGNISED = attrgetter("recognised")
_SECTIONS_OF_A_REPORT = 3
_LABELS_OF_A_TABLE = 3
_LONGEST_ROW = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _TableRead:
    reading: TableReading
    agreed: Agreed


def read_report(
    document: Document,
    *,
    specs: Sequence[FormatSpec] | None = None,
    unread_attachments: bool = False,
    attachments_read: Collection[str] = (),
) -> Report | None:
    """The report that a document holds, or ``None`` when it holds none.

    A document is a report when it prints a table of the form, or has the title of one and at
    least three of the six sections.

    Args:
        document: a page or file.
        specs: the formats to know; all of them unless given.
        unread_attachments: a file that it offers may hold its tables, and was not read.
        attachments_read: addresses of the files it offers that were read.
    """
    known = all_specs() if specs is None else tuple(specs)
    apart = set_apart(known, document.blocks)
    document, grids = replace(document, blocks=apart.blocks), apart.grids
    outline = _outline(known, document.blocks)
    above = document.blocks[: outline.first_block]
    overview = outline.sections.get("overview")
    told = overview.paragraphs if overview else ()
    identity = identity_of(document, above, outline.intro, told)
    if identity.title is None and is_titled_otherwise(document, above):
        return None
    spec = format_of(known, [grid.rows for grid in grids], identity.year)
    if spec is None and (identity.title is None or len(outline.sections) < _SECTIONS_OF_A_REPORT):
        return None
    if spec is None and not any(not s.is_empty for s in outline.sections.values()):
        return None
    tables = _tables(spec or known[0], document, grids, outline, unread_attachments)
    return Report(
        format=spec.id if spec else None,
        title=identity.title,
        list_title=list_title_of(document),
        named_by_page=names_in_fields(document),
        body=identity.body,
        year=identity.year,
        published_on=document.fields.published_on,
        intro=outline.intro,
        sections=outline.sections,
        tables={name: read.reading for name, read in tables.items()},
        cells=_cells(tables),
        disputed=_disputed(tables),
        suspect=sign_of_damage([identity.title or "", *outline.intro, *_prose(outline)]),
        recognised=document.recognised,
        has_unread_attachment=unread_attachments or _links_beyond(document, attachments_read),
    )


def may_be_report(document: Document) -> bool:
    """A document that is no report as read may be one in a picture, frame or file that it shows."""
    shown = any(isinstance(b, AttachmentLink) or _may_show(b) for b in document.blocks)
    return shown and is_titled_as_report(document)


def _may_show(block: Block) -> bool:
    """A picture or frame; not a script, of which every page has some."""
    return isinstance(block, Picture) or (isinstance(block, Frame) and not block.by_script)


def _links_beyond(document: Document, attachments_read: Collection[str]) -> bool:
    """Anywhere in the document stands a link to a file that was not read."""
    read = {_file_name(address) for address in attachments_read}
    links = (block for block in document.blocks if isinstance(block, AttachmentLink))
    return any(_file_name(link.address) not in read for link in links)


def _file_name(address: str) -> str:
    """A link and the address that it leads to end alike."""
    return unquote(address).partition("#")[0].rpartition("/")[2]


def _outline(specs: Sequence[FormatSpec], blocks: Sequence[Block]) -> Outline:
    """The outline by the format whose headings fit most."""
    most = max(len(spec.sections) for spec in specs)
    best = outline_of(specs[0], blocks)
    for spec in specs[1:]:
        if len(best.sections) == most:
            break
        best = max(best, outline_of(spec, blocks), key=lambda o: len(o.sections))
    return best


def _tables(
    spec: FormatSpec,
    document: Document,
    grids: Sequence[LaidGrid],
    outline: Outline,
    unread_attachments: bool,
) -> Mapping[str, _TableRead]:
    lines = in_order(spec.tables, document.lines)
    held = {table.id: holding(table, grids) for table in spec.tables}
    return {
        table.id: _table(table, document, held[table.id], lines, outline)
        if held[table.id]
        else _not_found(table, document, lines, outline, unread_attachments)
        for table in spec.tables
    }


def _table(
    table: TableSpec,
    document: Document,
    grids: Sequence[LaidGrid],
    lines: LinesInOrder,
    outline: Outline,
) -> _TableRead:
    found = read_by_grid(table, grids)
    agreed = agree(found, read_by_sequence(table, lines))
    if not agreed.cells and not agreed.disputed:
        return _TableRead(reading=_unread(table, outline), agreed=agreed)
    lacks_note = grids_lack_note(table, (each.grid for each in grids)) and lines_lack_note(
        table, document.lines
    )
    reading = replace(_reading(table, found, document), note_missing=lacks_note)
    return _TableRead(reading=reading, agreed=agreed)


def _unread(table: TableSpec, outline: Outline) -> TableReading:
    section = outline.sections.get(table.section)
    state = TableState.PICTURE if section and section.may_hold_unread_content else TableState.UNREAD
    return TableReading(state=state, reason=_LAYOUT_UNKNOWN)


def _reading(table: TableSpec, found: TableFound, document: Document) -> TableReading:
    merged = tuple(
        row.id for block in table.blocks for row in block.merged_rows if row.id in found.labels
    )
    missing = missing_parts(table, found, document)
    return TableReading(
        state=TableState.READ,
        rows_missing=missing.rows,
        columns_missing=missing.columns,
        rows_merged=merged,
        subtotals=found.subtotals,
        rows_surplus=found.surplus,
        shape_doubt=missing.doubt,
        recognised=any(map(_IS_RECOGNISED, found.cells.values())),
        labels=dict(found.labels),
    )


def _not_found(
    table: TableSpec,
    document: Document,
    lines: LinesInOrder,
    outline: Outline,
    unread_attachments: bool,
) -> _TableRead:
    """No grid holds the table: what stands in its place decides what may be said."""
    nothing = Agreed(cells={}, disputed={})
    section = outline.sections.get(table.section)
    in_section = section is not None and section.may_hold_unread_content
    elsewhere = section is None and any(_may_show(block) for block in document.blocks)
    if in_section or unread_attachments or elsewhere:
        reading = TableReading(state=TableState.PICTURE, reason=_DRAWN)
    elif read_by_sequence(table, lines) or _prints_labels_of(table, document):
        reading = TableReading(state=TableState.UNREAD, reason=_NO_ROWS)
    else:
        reading = TableReading(state=TableState.ABSENT)
    return _TableRead(reading=reading, agreed=nothing)


def _prints_labels_of(table: TableSpec, document: Document) -> bool:
    """Labels of the table stand alone in pieces of text: it is set in something else than cells.

    In a line that prints a row of a table without rules, white space parts them.
    """
    printed = [part.label for b in table.blocks for part in b.rows]
    printed += [part.label for b in table.blocks for part in b.columns]
    labels = {_squeezed(label) for label in printed} | {without_numbering(p) for p in printed}
    lines = [line.text for line in document.lines if len(line.text) <= _LONGEST_ROW]
    alone = {_squeezed(text) for text in lines}
    alone |= {without_numbering(part) for text in lines for part in text.split()}
    found = {without_numbering(label) for label in labels & alone}
    return len(found) >= _LABELS_OF_A_TABLE


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _cells(tables: Mapping[str, _TableRead]) -> Mapping[str, Cell]:
    return {k: v for table in tables.values() for k, v in table.agreed.cells.items()}


def _disputed(tables: Mapping[str, _TableRead]) -> Mapping[str, Dispute]:
    return {k: v for table in tables.values() for k, v in table.agreed.disputed.items()}


def _prose(outline: Outline) -> list[str]:
    return [text for section in outline.sections.values() for text in section.paragraphs]
