"""An audit as one line of JSON, with the names of the contract."""

import json

from audits.checking.absent_cells import absent_cells
from audits.result import AuditResult
from rules.finding import Counterpart, Finding
from rules.judge import Judgement
from rules.place import Place
from rules.printed_figures import figure_text
from rules.prose.fee import fee_of
from rules.prose.period import period_of
from rules.prose.scope import scope_of
from rules.report import Cell, Dispute, Origin, Report
from rules.spec import all_specs, spec_of


def line_of(
    shown_name: str, result: AuditResult, *, encoding: str = "utf-8", explain: bool = False
) -> str:
    """One JSON object on one line, in characters that the encoding has.

    Args:
        shown_name: the input as the user gave it.
        result: its audit.
        encoding: of the output.
        explain: also where each reader found each cell, and why a cell is not there.
    """
    head = {
        "input": shown_name,
        "sha256": result.sha256,
        "media_type": result.media_type,
        "status": result.status.value,
        "reason": result.reason.zh if result.reason else None,
        "reason_en": result.reason.en if result.reason else None,
        "notes": [note.zh for note in result.notes],
        "notes_en": [note.en for note in result.notes],
    }
    report = _report(result.report) if result.report else {}
    explained = _explained(result.report) if result.report and explain else {}
    judged = _judgement(result.judgement) if result.judgement else {}
    whole = head | report | explained | judged
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
        "list_title": report.list_title,
        "format": report.format,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "period": _period(report),
        "scope": _scope(report),
        "fee": _fee(report),
        "sections": {key: key in report.sections for key in keys},
        "tables": {name: table.state.value for name, table in report.tables.items()},
        "cells": {cell_id: _cell(cell) for cell_id, cell in report.cells.items()},
        "suspect": report.suspect is not None,
        "disputed": {cell_id: _dispute(d) for cell_id, d in report.disputed.items()},
    }


def _period(report: Report) -> dict[str, str | None] | None:
    period = period_of(report)
    if period is None:
        return None
    return {
        "begins": period.begins.isoformat() if period.begins else None,
        "ends": period.ends.isoformat() if period.ends else None,
        "raw": period.raw,
        "sentence": period.sentence,
    }


def _scope(report: Report) -> dict[str, str] | None:
    told = scope_of(report)
    if told is None:
        return None
    return {"scope": told.scope.value, "sentence": told.sentence, "section": told.section}


def _fee(report: Report) -> dict[str, str | None] | None:
    told = fee_of(report)
    if told is None:
        return None
    return {
        "said": told.said.value,
        "amount": None if told.amount is None else figure_text(told.amount),
        "sentence": told.sentence,
        "section": told.section,
    }


def _explained(report: Report) -> dict[str, object]:
    origins = {cell_id: cell.origins for cell_id, cell in report.cells.items()}
    origins |= {cell_id: dispute.origins for cell_id, dispute in report.disputed.items()}
    spec = spec_of(report.format) if report.format else None
    absent = absent_cells(report, spec) if spec else {}
    return {
        "headings": {key: section.heading for key, section in report.sections.items()},
        "origins": {cell_id: [_origin(one) for one in each] for cell_id, each in origins.items()},
        "recognised": [cell_id for cell_id, cell in report.cells.items() if cell.recognised],
        "absent": {cell: {"reason": why.zh, "reason_en": why.en} for cell, why in absent.items()},
    }


def _origin(origin: Origin) -> dict[str, object]:
    """The reader and what is known of the place; ``raw`` where it is not that of the cell."""
    own = {} if origin.raw is None else {"raw": origin.raw}
    return {"reader": origin.reader} | own | _place(origin.place)


def _place(place: Place) -> dict[str, object]:
    told = {name: number for name, number in place._asdict().items() if number is not None}
    return told if place.box is None else told | {"box": [round(s, 1) for s in place.box]}


def _cell(cell: Cell) -> dict[str, str | None]:
    return {"raw": cell.raw, "value": None if cell.value is None else figure_text(cell.value)}


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
        "counterpart": _counterpart(finding.counterpart),
        "left": figure_text(equation.left_sum) if equation else None,
        "right": figure_text(equation.right_sum) if equation else None,
        "suggestion": dict(finding.suggestion) if finding.suggestion else None,
    }


def _counterpart(counterpart: Counterpart | None) -> dict[str, object] | None:
    if counterpart is None:
        return None
    return {
        "report": counterpart.report.zh,
        "report_en": counterpart.report.en,
        "quote": counterpart.quote,
        "address": counterpart.address,
    }
