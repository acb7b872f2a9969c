"""Which pictures of cells are kept with a report: those a person is asked to look at."""

from dataclasses import replace

from rules.judge import Judgement
from rules.report import Report


def with_pictures_of(report: Report, judgement: Judgement) -> Report:
    """The report with pictures of the cells that a finding names; disputed ones keep theirs."""
    if not any(cell.picture for cell in report.cells.values()):
        return report
    named = {cell for finding in judgement.findings for cell in finding.cells}
    named |= {
        term.cell
        for finding in judgement.findings
        if finding.equation is not None
        for term in (*finding.equation.left, *finding.equation.right)
    }
    cells = {
        cell_id: cell if cell_id in named or not cell.picture else cell._replace(picture="")
        for cell_id, cell in report.cells.items()
    }
    return replace(report, cells=cells)
