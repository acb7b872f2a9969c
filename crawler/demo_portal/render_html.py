"""A report as the inside of a portal page, with the mark-up of two kinds of editors."""

from typing import Final

from crawler.demo_portal.grid import Grid, build_grid
from crawler.demo_portal.pages import TEMPLATES
from crawler.demo_portal.publishing import Medium
from crawler.demo_portal.report import Block, DemoReport, Paragraph, PicturePlace

_TEMPLATES: Final = {
    Medium.CLEAN_PAGE: "report_clean.html.j2",
    Medium.WORD_PAGE: "report_word.html.j2",
}


def render_html(report: DemoReport, medium: Medium) -> str:
    """The body of the page as HTML, every value escaped; the portal's frame shows the title.

    Raises:
        KeyError: the medium is an attachment.
    """
    sections = [
        (section.heading, [_printable(block, report) for block in section.blocks])
        for section in report.sections
    ]
    template = TEMPLATES.get_template(_TEMPLATES[medium])
    return template.render(introduction=report.introduction, sections=sections)


def _printable(block: Block, report: DemoReport) -> tuple[str, str | Grid]:
    """The name of the macro that prints a block, and what it prints."""
    match block:
        case Paragraph():
            return "paragraph", block.text
        case PicturePlace():
            return "picture", block.address
        case _:
            return "table", build_grid(block.table, report.form, report.cells)
