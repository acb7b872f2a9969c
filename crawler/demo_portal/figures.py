"""The true figures of every body and year, drawn from one seed.

What holds, whatever the seed: table 3 balances in every column and row, table 4 in every row;
what a year carries forward is what the next brings forward, column by column; the stock of
normative documents follows from issued and repealed; the county government's figures are the sums
over its bodies. Nothing here is wrong: faults come later (`faults.py`).
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from crawler.demo_portal import county, form
from crawler.demo_portal.county import Body, BodyKind

Figures = Mapping[str, Decimal]
"""Figure by cell id of `ogi-2021`; documents and requests in pieces (件), fees in 万元."""

_ITEM_WEIGHTS: Final = {
    "granted": 40,
    "partly_granted": 8,
    "refused.forbidden_by_law": 1,
    "refused.third_party_rights": 3,
    "refused.internal_affairs": 3,
    "refused.deliberative": 3,
    "refused.enforcement_files": 2,
    "refused.administrative_inquiry": 3,
    "unable.not_held": 16,
    "unable.needs_creation": 5,
    "unable.still_unclear": 2,
    "not_processed.petition": 4,
    "not_processed.repeated": 3,
    "not_processed.publication": 1,
    "other.not_corrected": 3,
    "other.other": 1,
}
_APPLICANT_WEIGHTS: Final = {
    "natural_person": 80,
    "business": 14,
    "research": 1,
    "social_welfare": 1,
    "legal_service": 3,
    "other_org": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """How busy a body is in an ordinary year."""

    requests: int
    licensing: int
    penalties: int
    coercion: int
    normative_documents: int
    """The stock in force before the first year."""
    fees: Decimal
    """万元 a year; a body that collects none never does."""
    reviewed: bool
    """Whether its decisions are taken to review and to court."""


def _workload(
    requests: int,
    decisions: tuple[int, int, int],
    normative_documents: int,
    fees: str = "0",
    *,
    reviewed: bool = False,
) -> Workload:
    licensing, penalties, coercion = decisions
    return Workload(
        requests=requests,
        licensing=licensing,
        penalties=penalties,
        coercion=coercion,
        normative_documents=normative_documents,
        fees=Decimal(fees),
        reviewed=reviewed,
    )


WORKLOADS: Final = {
    county.OFFICE.id: _workload(22, (0, 0, 0), 46),
    county.EDUCATION.id: _workload(15, (38, 2, 0), 12, "412.6"),
    county.FINANCE.id: _workload(17, (26, 4, 0), 14),
    county.NATURAL_RESOURCES.id: _workload(58, (612, 31, 6), 11, "1386.25", reviewed=True),
    county.HOUSING.id: _workload(41, (327, 44, 9), 13, "208.4", reviewed=True),
    county.AGRICULTURE.id: _workload(14, (188, 27, 3), 9),
    county.HEALTH.id: _workload(13, (356, 41, 0), 8),
    county.MARKET.id: _workload(26, (3140, 268, 22), 10, reviewed=True),
    county.SHIDI.id: _workload(8, (46, 5, 1), 5),
    county.ZHENQUAN.id: _workload(7, (33, 3, 0), 4),
    county.HETING.id: _workload(11, (52, 7, 2), 6),
    county.MAILONG.id: _workload(6, (21, 2, 0), 4),
    county.YUNZHAO.id: _workload(0, (18, 3, 0), 3),
}


class _Ledger:
    """One body's books, kept from year to year."""

    def __init__(self, body: Body, seed: int) -> None:
        self._draw = random.Random(f"{seed}/{body.id}")  # noqa: S311 - invented figures, no secret
        self._workload = WORKLOADS[body.id]
        self._applicants = tuple(
            column.id
            for column in form.APPLICANTS
            if body.kind is not BodyKind.TOWNSHIP or column.id in ("natural_person", "business")
        )
        self._in_force = self._workload.normative_documents
        self._carried = dict.fromkeys(_APPLICANT_WEIGHTS, 0)
        self._carried["natural_person"] = min(2, self._workload.requests // 8)
        self._pending = 0

    def close_year(self) -> Figures:
        """The figures of the next year."""
        cells: dict[str, int] = {**self._rulemaking(), **self._requests(), **self._reviews()}
        cells |= self._decisions()
        return {**{cell: Decimal(n) for cell, n in cells.items()}, "t2/fees/amount": self._fees()}

    def _near(self, usual: int) -> int:
        """A figure within a fifth of the usual one."""
        spread = usual // 5
        return usual + self._draw.randint(-spread, spread)

    def _rulemaking(self) -> dict[str, int]:
        issued = self._draw.randint(0, 1 + self._workload.normative_documents // 8)
        repealed = self._draw.randint(0, min(2, self._in_force // 4))
        self._in_force += issued - repealed
        regulations = dict.fromkeys(
            ("t2/regulations/issued", "t2/regulations/repealed", "t2/regulations/in_force"), 0
        )
        return regulations | {
            "t2/normative_documents/issued": issued,
            "t2/normative_documents/repealed": repealed,
            "t2/normative_documents/in_force": self._in_force,
        }

    def _decisions(self) -> dict[str, int]:
        return {
            "t2/licensing/decisions": self._near(self._workload.licensing),
            "t2/penalties/decisions": self._near(self._workload.penalties),
            "t2/coercion/decisions": self._near(self._workload.coercion),
        }

    def _fees(self) -> Decimal:
        percent = self._draw.randint(88, 112)
        return (self._workload.fees * percent / 100).quantize(Decimal("0.01"))

    def _requests(self) -> dict[str, int]:
        brought = dict(self._carried)
        received = self._received()
        carried = {
            applicant: self._draw.randint(0, 2) if received[applicant] > 3 else 0
            for applicant in received
        }
        cells: dict[str, int] = {}
        outcomes = {
            row: dict.fromkeys(received, 0) for row in form.outcome_rows(form.Form.OGI_2021)
        }
        done = dict.fromkeys(received, 0)
        for applicant in received:
            done[applicant] = received[applicant] + brought[applicant] - carried[applicant]
            for row in self._outcomes_of(done[applicant]):
                outcomes[row][applicant] += 1
        self._carried = carried
        for row, by_applicant in (
            ("received", received),
            ("brought_forward", brought),
            *outcomes.items(),
            ("total", done),
            ("carried_forward", carried),
        ):
            cells |= {f"t3/{row}/{applicant}": n for applicant, n in by_applicant.items()}
            cells[f"t3/{row}/total"] = sum(by_applicant.values())
        return cells

    def _received(self) -> dict[str, int]:
        weights = [_APPLICANT_WEIGHTS[applicant] for applicant in self._applicants]
        received = dict.fromkeys(_APPLICANT_WEIGHTS, 0)
        received["natural_person"] = min(5, self._workload.requests)
        for applicant in self._draw.choices(
            self._applicants, weights, k=max(0, self._near(self._workload.requests) - 5)
        ):
            received[applicant] += 1
        return received

    def _outcomes_of(self, requests: int) -> Iterable[str]:
        """The outcome row of each request; the first two of an applicant group are granted."""
        rows, weights = tuple(_ITEM_WEIGHTS), tuple(_ITEM_WEIGHTS.values())
        drawn = self._draw.choices(rows, weights, k=max(0, requests - 2))
        return ["granted"] * min(2, requests) + drawn

    def _reviews(self) -> dict[str, int]:
        counts = {
            f"t4/{row.id}/{result.id}": 0
            for row in form.REVIEW_ROWS
            for result in form.REVIEW_RESULTS
        }
        if self._workload.reviewed:
            counts["t4/reconsideration/upheld"] = 2 + self._pending + self._draw.randint(0, 2)
            counts["t4/reconsideration/corrected"] = self._draw.randint(0, 1)
            self._pending = counts["t4/reconsideration/pending"] = self._draw.randint(0, 1)
            counts["t4/direct_suit/upheld"] = self._draw.randint(0, 1)
            counts["t4/suit_after_reconsideration/upheld"] = self._draw.randint(0, 2)
        totals = {
            f"t4/{row.id}/total": sum(
                counts[f"t4/{row.id}/{result.id}"] for result in form.REVIEW_RESULTS
            )
            for row in form.REVIEW_ROWS
        }
        return counts | totals


def true_figures(seed: int) -> Mapping[tuple[str, int], Figures]:
    """The figures of all fourteen bodies in all years, by body id and year."""
    figures: dict[tuple[str, int], Figures] = {}
    for body in (*county.DEPARTMENTS, *county.TOWNSHIPS):
        ledger = _Ledger(body, seed)
        figures |= {(body.id, year): ledger.close_year() for year in county.YEARS}
    for year in county.YEARS:
        parts = [figures[id_, year] for id_ in WORKLOADS]
        figures[county.GOVERNMENT.id, year] = {
            cell: sum((part[cell] for part in parts), Decimal(0)) for cell in parts[0]
        }
    return figures


def as_printed(figure: Decimal) -> str:
    """The figure as reports print it: no separators, no trailing zeros."""
    return f"{figure.normalize():f}"
