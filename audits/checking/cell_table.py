"""Each cell of a report with what both readers read, and where they found it."""

from rich.table import Table

from audits.checking.harmless import harmless
from audits.site.equations import full_label
from audits.site.wording import Wording
from rules.report import Cell, Dispute, Report
from rules.spec import FormatSpec


def cell_table(report: Report, spec: FormatSpec | None, say: Wording) -> Table:
    """The cells, then those that the readers read differently."""
    table = Table(show_lines=False)
    for head in ("report.cell", "report.by_grid", "report.by_sequence"):
        table.add_column(say(head), overflow="fold")
    for cell_id, cell in report.cells.items():
        table.add_row(_named(cell_id, spec, say), *_readings_of_cell(cell, say))
    for cell_id, dispute in report.disputed.items():
        name = f"{_named(cell_id, spec, say)}\n[yellow]▲ {say('word.disputed')}[/]"
        table.add_row(name, *_readings_of_dispute(dispute, say))
    return table


def _named(cell_id: str, spec: FormatSpec | None, say: Wording) -> str:
    return f"{harmless(cell_id)}\n{harmless(say.say(full_label(cell_id, spec)))}"


def _readings_of_cell(cell: Cell, say: Wording) -> tuple[str, str]:
    where = {origin.reader: say.say(origin.place.words) for origin in cell.origins}
    grid, sequence = (
        _reading(cell.raw if reader in where else None, where.get(reader), say)
        for reader in ("grid", "sequence")
    )
    return grid, sequence


def _readings_of_dispute(dispute: Dispute, say: Wording) -> tuple[str, str]:
    where = {origin.reader: say.say(origin.place.words) for origin in dispute.origins}
    return (
        _reading(dispute.grid, where.get("grid"), say),
        _reading(dispute.sequence, where.get("sequence"), say),
    )


def _reading(raw: str | None, where: str | None, say: Wording) -> str:
    """The text as read and its place; both may be hostile."""
    if raw is None:
        return say("report.nothing_read")
    text = harmless(raw) or say("page.bracketed", text=say("report.blank"))
    return f"{text}\n[dim]{harmless(where or '')}[/]"
