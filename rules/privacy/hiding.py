"""A report without the personal data in it: only what is left to find it by goes on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from rules.one_width import in_one_width
from rules.privacy.contact import tells_contact
from rules.privacy.exposure import Exposure, ExposureKind
from rules.privacy.masking import SHORTEST, Mask, matches_in
from rules.privacy.match import Match
from rules.prose.sentences import INTRO, sentence_around
from rules.report import Cell, CellForm, Dispute, Report, SectionReading

_PICTURE = "picture"
_AMOUNT = "/amount"
_OF_CONTACT = frozenset({ExposureKind.MOBILE_NUMBER, ExposureKind.PRIVATE_MAIL})
_WHOLE_REPORT = "report"
_MOST_TOLD = 50
"""Of one kind in one place; a whole list of people may be printed."""
_AROUND = 150
"""Letters that are kept to each side of what is hidden, where its sentence has more."""


class _Found(NamedTuple):
    place: str
    text: str
    match: Match


class _Sentence(NamedTuple):
    hidden: str
    tells_contact: bool


def without_personal_data(report: Report, others: Iterable[Report] = ()) -> Report:
    """The report with its personal data hidden in every text, and told of in ``exposures``.

    So is what ``others`` lay open, the same report in other files of its page. What tables hold
    beside the cells of the form is not kept.

    A cell in which something was hidden has no figure and no picture. An amount of money is a
    figure, however many digits it has.
    """
    report = _with_numbers_whole(report)
    whole = (report, *map(_with_numbers_whole, others))
    found = tuple(each for source in whole for each in _found_in(source))
    if not found:
        return replace(report, sections=_prose_alone(report)) if _has_more(report) else report
    mask = Mask(each.match for each in found)
    exposures = dict.fromkeys(_exposures(found, mask))
    besides = replace(report, cells={}, disputed={}, sections=_prose_alone(report))
    besides_cells: Report = _covered(besides, mask)
    return replace(
        besides_cells,
        cells={name: _covered_cell(name, cell, mask) for name, cell in report.cells.items()},
        disputed={name: _covered_dispute(d, mask) for name, d in report.disputed.items()},
        exposures=tuple(exposures),
    )


def _with_numbers_whole(report: Report) -> Report:
    """Paragraphs between which a number was cut, at the end of a line, are one again."""
    prose = (report.intro, *(section.paragraphs for section in report.sections.values()))
    if not any(_is_cut(*pair) for paragraphs in prose for pair in pairwise(paragraphs)):
        return report
    sections = {
        key: replace(section, paragraphs=_joined(section.paragraphs))
        for key, section in report.sections.items()
    }
    return replace(report, intro=_joined(report.intro), sections=sections)


def _joined(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    whole: list[str] = []
    for text in paragraphs:
        if whole and _is_cut(whole[-1], text):
            whole[-1] += text
        else:
            whole.append(text)
    return tuple(whole)


def _is_cut(text: str, following: str) -> bool:
    """Personal data begins in one text and ends in the next; lines of figures alone are a table."""
    if not text[-1:].isdecimal() or text.isdecimal() or not following[:1].isalnum():
        return False
    return any(m.start < len(text) < m.end for m in matches_in(text + following))


def _has_more(report: Report) -> bool:
    return any(section.beside_prose for section in report.sections.values())


def _prose_alone(report: Report) -> Mapping[str, SectionReading]:
    return {key: replace(each, beside_prose=()) for key, each in report.sections.items()}


def _found_in(report: Report) -> Iterator[_Found]:
    for place, text in _texts_of(report):
        for match in matches_in(text):
            yield _Found(place, text, match)


def _texts_of(report: Report) -> Iterator[tuple[str, str]]:
    """Every text of the report with its place; of cells those that may hold personal data."""
    for title in (report.title, report.list_title, report.body, *report.named_by_page):
        yield _WHOLE_REPORT, title or ""
    if report.suspect:
        yield _WHOLE_REPORT, report.suspect.zh
    yield from ((INTRO, text) for text in report.intro)
    for key, section in report.sections.items():
        yield from ((key, text) for text in (section.heading, *section.paragraphs))
    yield from _texts_beside_prose(report)
    for table_id, table in report.tables.items():
        told = [each.zh for each in (table.reason, table.shape_doubt) if each]
        yield from ((table_id, t) for t in (*table.labels.values(), *table.rows_surplus, *told))
    for name, cell in report.cells.items():
        if len(cell.raw) >= SHORTEST and not _is_amount(name, cell.raw):
            yield name, cell.raw
    readings = [(n, text) for n, d in report.disputed.items() for text in (d.grid, d.sequence)]
    readings += [(difference.cell, difference.other_raw) for difference in report.differences]
    yield from ((name, text) for name, text in readings if text and not _is_amount(name, text))


def _texts_beside_prose(report: Report) -> Iterator[tuple[str, str]]:
    """But those of cells of the form, which are told as such."""
    if _has_more(report):
        cells = {cell.raw for cell in report.cells.values()}
        cells |= {text or "" for d in report.disputed.values() for text in (d.grid, d.sequence)}
        for key, section in report.sections.items():
            yield from ((key, text) for text in section.beside_prose if text not in cells)


def _is_amount(name: str, text: str) -> bool:
    return name.endswith(_AMOUNT) and text.isdecimal()


def _exposures(found: Iterable[_Found], mask: Mask) -> Iterator[Exposure]:
    """As many as somebody can look at, each in its sentence."""
    told: Counter[tuple[str, ExposureKind]] = Counter()
    sentences: dict[str, _Sentence] = {}
    for each in found:
        told[each.place, each.match.kind] += 1
        if told[each.place, each.match.kind] <= _MOST_TOLD:
            text = sentence_around(each.text, each.match.start, each.match.end)
            if text not in sentences:
                tells = tells_contact(in_one_width(text))
                sentences[text] = _Sentence(hidden=mask.over(text), tells_contact=tells)
            yield _exposure(each, sentences[text])


def _exposure(found: _Found, sentence: _Sentence) -> Exposure:
    kind, masked = found.match.kind, found.match.masked
    begin = max(0, sentence.hidden.find(masked) - _AROUND)
    return Exposure(
        kind=kind,
        place=found.place,
        masked=masked,
        sentence=sentence.hidden[begin : begin + 2 * _AROUND + len(masked)],
        is_contact=kind in _OF_CONTACT and sentence.tells_contact,
        is_alone=found.text.isdecimal(),
    )


def _covered_cell(name: str, cell: Cell, mask: Mask) -> Cell:
    if _is_amount(name, cell.raw) or (len(cell.raw) < SHORTEST and cell.raw.isdecimal()):
        return cell
    covered: Cell = _covered(cell, mask)
    if covered.raw == cell.raw:
        return covered
    form = CellForm.HIDDEN if cell.form is CellForm.NUMBER else CellForm.TEXT
    return covered._replace(value=None, form=form, picture="")


def _covered_dispute(dispute: Dispute, mask: Mask) -> Dispute:
    covered: Dispute = _covered(dispute, mask)
    if (covered.grid, covered.sequence) == (dispute.grid, dispute.sequence):
        return covered
    return replace(covered, picture="")


def _covered(value: Any, mask: Mask) -> Any:
    """The value with every text in it covered, however deep; ids and pictures stay."""
    if isinstance(value, str):
        covered = mask.over(value)
        return value if covered == value else covered
    if isinstance(value, Mapping):
        return {key: _covered(held, mask) for key, held in value.items()}
    if hasattr(value, "_fields"):
        names = [name for name in value._fields if name != _PICTURE]
        return value._replace(**{name: _covered(getattr(value, name), mask) for name in names})
    if isinstance(value, tuple):
        return tuple(_covered(held, mask) for held in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name != _PICTURE]
        return replace(value, **{name: _covered(getattr(value, name), mask) for name in names})
    return value
