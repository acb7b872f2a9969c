"""A report as a DOCX file with merged cells; the same report gives the same bytes."""

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from crawler.demo_portal.grid import Grid, build_grid
from crawler.demo_portal.report import Block, DemoReport, Paragraph, PicturePlace

if TYPE_CHECKING:
    from docx.document import Document


def render_docx(report: DemoReport, published: dt.datetime) -> bytes:
    """The file as bytes, dated with the day of publication and nothing of today.

    Raises:
        ValueError: the report holds a picture, which only pages have.
    """
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = report.title, report.body.name
    properties.created = properties.modified = published.replace(tzinfo=None)
    title = document.add_paragraph(report.title)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(report.introduction)
    for section in report.sections:
        document.add_paragraph().add_run(section.heading).bold = True
        for block in section.blocks:
            _add_block(document, block, report)
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written)


def _add_block(document: "Document", block: Block, report: DemoReport) -> None:
    match block:
        case Paragraph():
            document.add_paragraph(block.text)
        case PicturePlace():
            raise ValueError(
                f"{report.title}: a table as a picture cannot be put into a DOCX file; "
                "publish this report as a page"
            )
        case _:
            _add_table(document, build_grid(block.table, report.form, report.cells))


def _add_table(document: "Document", grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=grid.width, style="Table Grid")
    places = [row.cells for row in table.rows]
    for index, row in enumerate(grid.rows):
        for cell in row:
            first = places[index][cell.column]
            last = places[index + cell.rows - 1][cell.column + cell.columns - 1]
            merged = first.merge(last) if first is not last else first
            merged.text = cell.text


def _without_clock(written: io.BytesIO) -> bytes:
    """The same archive with 1980-01-01 on every member: python-docx stamps the present time."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for member in source.namelist():
            entry = zipfile.ZipInfo(member)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return fixed.getvalue()
