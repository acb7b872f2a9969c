"""An audit as one line of JSON, with the names of the contract."""

import json

from audits.reading.figures import canonical
from audits.result import AuditResult
from rules.finding import Finding
from rules.judge import Judgement
from rules.report import Cell, Dispute, Report
from rules.spec import all_specs


def line_of(shown_name: str, result: AuditResult, *, encoding: str = "utf-8") -> str:
    """One JSON object on one line, in characters that the encoding has.

    ``shown_name`` is the input as the user gave it.
    """
    head = {
        "input": shown_name,
        "sha256": result.sha256,
        "media_type": result.media_type,
        "status": result.status.value,
        "reason": result.reason.zh if result.reason else None,
        "reason_en": result.reason.en if result.reason else None,
    }
    report = _report(result.report) if result.report else {}
    judged = _judgement(result.judgement) if result.judgement else {}
    whole = head | report | judged
    readable = json.dumps(whole, ensure_ascii=False)
    try:
        readable.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(whole)
    return readable


def _report(report: Report) -> dict[str, object]:
    keys = [section.key for section in all_specs()[0].sections]
    return {
        "body": report.body,
        "year": report.year,
        "title": report.title,
        "format": report.format,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "sections": {key: key in report.sections for key in keys},
        "tables": {name: table.state.value for name, table in report.tables.items()},
        "cells": {cell_id: _cell(cell) for cell_id, cell in report.cells.items()},
        "suspect": report.suspect is not None,
        "disputed": {cell_id: _dispute(d) for cell_id, d in report.disputed.items()},
    }


def _cell(cell: Cell) -> dict[str, str | None]:
    return {"raw": cell.raw, "value": None if cell.value is None else canonical(cell.value)}


def _dispute(dispute: Dispute) -> dict[str, str | None]:
    return {"grid": dispute.grid, "sequence": dispute.sequence}


def _judgement(judgement: Judgement) -> dict[str, object]:
    return {
        "outcomes": {
            code: {
                "pass": tally.passed,
                "fail": tally.failed,
                "not_assessable": tally.not_assessable,
            }
            for code, tally in judgement.tallies.items()
        },
        "not_assessable": [
            {
                "code": item.code,
                "place": item.place,
                "cells": list(item.cells),
                "reason": item.reason.zh,
                "reason_en": item.reason.en,
            }
            for item in judgement.not_assessed
        ],
        "findings": [_finding(finding) for finding in judgement.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    equation = finding.equation
    return {
        "fault": finding.fault,
        "code": finding.code,
        "name": finding.name,
        "rule_version": finding.rule_version,
        "severity": finding.severity.value,
        "place": finding.place,
        "message": finding.message.zh,
        "message_en": finding.message.en,
        "cells": list(finding.cells),
        "quote": finding.quote,
        "left": canonical(equation.left_sum) if equation else None,
        "right": canonical(equation.right_sum) if equation else None,
        "suggestion": dict(finding.suggestion) if finding.suggestion else None,
    }
