"""Real reports: every cell as it was read by hand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from audits.audit import audit
from audits.result import AuditStatus, Source, Submission


@pytest.mark.parametrize("name", ["jiulongpo_2022", "template_2021"])
def test_a_real_report_has_the_cells_that_people_read(shared: Path, name: str) -> None:
    truth = json.loads((shared / "accept" / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    path = shared / "corpus" / truth["input"]
    result = audit(Submission(source=Source(name=path.name, content=path.read_bytes())))
    assert result.status is AuditStatus.AUDITED
    assert result.report is not None
    assert result.report.format == truth["format"]
    assert result.report.cells.keys() == truth["cells"].keys()
    for cell, value in truth["cells"].items():
        wanted = None if value is None else Decimal(value)
        assert result.report.cells[cell].value == wanted, cell
