"""The findings of a report as numbered cards, and the flags they put on the form."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from audits.records import StoredFinding
from audits.site.equations import ShownEquation, full_label, shown_equation
from audits.site.faults import Fault
from audits.site.figures import Flag
from audits.site.revised import ShownRevision, shown_revision
from rules.language import Text
from rules.rule import Basis, Rule
from rules.spec import FormatSpec

MANY_CELLS = 6
"""A finding on more cells than this lists them apart, and marks them lightly."""

_NUMBER = re.compile(r"\d+(?:(?:[.,]|\*{2,})\d+)*")
"""Also one whose middle is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePart:
    """A piece of a quoted sentence."""

    text: str
    marked: bool
    """It is a number that the message speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCell:
    """A cell in words."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedFigure:
    """A figure that would make every equation hold."""

    cell: str
    label: Text
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPart:
    """One finding on a card."""

    found: StoredFinding
    title: Text
    has_page: bool
    """Its rule has a page of its own."""
    equation: ShownEquation | None
    quote: tuple[QuotePart, ...]
    revision: ShownRevision | None
    cells: tuple[NamedCell, ...]
    """Those it speaks of; empty where the equation or the revision shows them."""

    @property
    def has_many_cells(self) -> bool:
        """They would hide the rest of the card."""
        return len(self.cells) > MANY_CELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One fault as the report page shows it."""

    number: int
    fault: Fault
    lead: CardPart
    consequences: tuple[CardPart, ...]
    suggestion: tuple[SuggestedFigure, ...]
    basis: Basis | None


def cards_of(
    faults: Collection[Fault], rules: Mapping[str, Rule], spec: FormatSpec | None, *, first: int = 1
) -> tuple[Card, ...]:
    """A card for each fault, numbered from ``first`` in the order given."""
    return tuple(
        _card(number, fault, rules, spec) for number, fault in enumerate(faults, start=first)
    )


def flags_of(cards: Collection[Card]) -> dict[str, tuple[Flag, ...]]:
    """By cell id, the flags of the cards that point at it, in the order of the cards."""
    flags: dict[str, tuple[Flag, ...]] = {}
    for card in cards:
        cells = _flagged_cells(card)
        flag = Flag(
            number=card.number,
            severity=card.fault.severity,
            title=card.lead.title,
            one_of_many=len(cells) > MANY_CELLS,
        )
        for cell in cells:
            flags[cell] = (*flags.get(cell, ()), flag)
    return flags


def rule_title(found: StoredFinding, rules: Mapping[str, Rule]) -> Text:
    """What the rule is called; its short name where the rule is no longer kept."""
    rule = rules.get(found.finding.code)
    return rule.title if rule else Text(zh=found.finding.name, en=found.finding.name)


def suggestion_of(fault: Fault, spec: FormatSpec | None) -> tuple[SuggestedFigure, ...]:
    """The repair that the first of its findings to have one suggests."""
    for found in fault.findings:
        if found.finding.suggestion:
            return tuple(
                SuggestedFigure(cell=cell, label=full_label(cell, spec), figure=figure)
                for cell, figure in found.finding.suggestion.items()
            )
    return ()


def _card(number: int, fault: Fault, rules: Mapping[str, Rule], spec: FormatSpec | None) -> Card:
    rule = rules.get(fault.lead.finding.code)
    return Card(
        number=number,
        fault=fault,
        lead=_part(fault.lead, rules, spec),
        consequences=tuple(_part(found, rules, spec) for found in fault.others),
        suggestion=suggestion_of(fault, spec),
        basis=rule.basis_in(spec) if rule else None,
    )


def _part(found: StoredFinding, rules: Mapping[str, Rule], spec: FormatSpec | None) -> CardPart:
    finding = found.finding
    return CardPart(
        found=found,
        title=rule_title(found, rules),
        has_page=finding.code in rules,
        equation=shown_equation(finding.equation, spec) if finding.equation else None,
        quote=_quote(finding.quote, finding.message.zh) if finding.quote else (),
        revision=shown_revision(finding.revision, spec) if finding.revision else None,
        cells=() if finding.equation or finding.revision else _named(finding.cells, spec),
    )


def _named(cells: tuple[str, ...], spec: FormatSpec | None) -> tuple[NamedCell, ...]:
    return tuple(NamedCell(id=cell, label=full_label(cell, spec)) for cell in cells)


def _flagged_cells(card: Card) -> tuple[str, ...]:
    """Of an equation the cell it is about and those to repair; of other findings all cells."""
    cells: dict[str, None] = dict.fromkeys(figure.cell for figure in card.suggestion)
    for found in card.fault.findings:
        finding = found.finding
        if finding.equation is None:
            cells.update(dict.fromkeys(finding.cells))
        elif finding.place in finding.cells:
            cells[finding.place] = None
    return tuple(cells)


def _quote(quote: str, message: str) -> tuple[QuotePart, ...]:
    told = set(_NUMBER.findall(message))
    parts: list[QuotePart] = []
    end = 0
    for match in _NUMBER.finditer(quote):
        if match.group() in told:
            parts.append(QuotePart(text=quote[end : match.start()], marked=False))
            parts.append(QuotePart(text=match.group(), marked=True))
            end = match.end()
    parts.append(QuotePart(text=quote[end:], marked=False))
    return tuple(part for part in parts if part.text)
