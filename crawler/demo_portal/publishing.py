"""Every report of the county as published: composed, faults planted, dated, given its form."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from crawler.demo_portal import county, form
from crawler.demo_portal.county import Body, BodyKind
from crawler.demo_portal.faults import find_fault, telling_with
from crawler.demo_portal.figures import Figures, as_printed, true_figures
from crawler.demo_portal.form import Form, FormTable, SectionKey
from crawler.demo_portal.phrases import load_phrases
from crawler.demo_portal.planting import plant
from crawler.demo_portal.prose import Prose, Writer
from crawler.demo_portal.report import (
    Block,
    DemoReport,
    Paragraph,
    Section,
    TablePlace,
    numbered_heading,
)


class Medium(StrEnum):
    """How a report is published."""

    CLEAN_PAGE = "clean-page"
    WORD_PAGE = "word-page"
    """A page whose tables were pasted from a word processor."""
    DOCX = "docx"
    PDF = "pdf"


BEIJING: Final = dt.timezone(dt.timedelta(hours=8))
_UNTIL_CORRECTED: Final = dt.timedelta(days=41)
_DOCX_BODIES: Final = frozenset({county.FINANCE.id, county.HETING.id})
_PDF_BODIES: Final = frozenset({county.HOUSING.id, county.MAILONG.id})
_WORD_BODIES: Final = frozenset(
    {county.EDUCATION.id, county.HEALTH.id, county.SHIDI.id, county.YUNZHAO.id, county.OFFICE.id}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A report with the date and the medium of its publication."""

    report: DemoReport
    published: dt.datetime
    """With the offset of Beijing time."""
    medium: Medium
    corrected: dt.datetime | None = None
    """When the body replaced the report at its address, if it did."""

    @property
    def changed(self) -> dt.datetime:
        """When the published bytes last changed."""
        return self.corrected or self.published


def publish_all(seed: int) -> tuple[Publication, ...]:
    """All 42 publications, by year, then in the order of the register."""
    figures = true_figures(seed)
    writers = _writers(seed)
    return tuple(
        Publication(
            report=_report(body, year, figures[body.id, year], writers, faulty=True),
            published=_published(body, year, seed),
            medium=_medium(body, year),
        )
        for year in county.YEARS
        for body in county.BODIES
    )


def correct(publication: Publication, seed: int) -> Publication:
    """The report without its planted fault, put at the same address some weeks later."""
    body, year = publication.report.body, publication.report.year
    figures = true_figures(seed)[body.id, year]
    return replace(
        publication,
        report=_report(body, year, figures, _writers(seed), faulty=False),
        corrected=publication.published + _UNTIL_CORRECTED,
    )


def _writers(seed: int) -> Mapping[str, Writer]:
    phrases = load_phrases()
    return {body.id: Writer(body, phrases, seed) for body in county.BODIES}


def _report(
    body: Body, year: int, figures: Figures, writers: Mapping[str, Writer], *, faulty: bool
) -> DemoReport:
    fault = find_fault(body.id, year)
    prose = writers[body.id].write(year, figures, telling_with(fault))
    if fault and faulty and fault.words_of:
        others = writers[fault.words_of].write(year, figures, telling_with(fault))
        prose = replace(prose, overview=others.overview, problems=others.problems)
    clean = DemoReport(
        body=body,
        year=year,
        form=Form.OGI_2021,
        title=f"{body.name}{year}年政府信息公开工作年度报告",
        introduction=prose.introduction,
        sections=_sections(prose),
        cells=_printed(figures),
    )
    return plant(clean, fault) if fault and faulty else clean


def _sections(prose: Prose) -> tuple[Section, ...]:
    contents: Mapping[SectionKey, tuple[Block, ...]] = {
        SectionKey.OVERVIEW: tuple(Paragraph(text=text) for text in prose.overview),
        SectionKey.PROACTIVE: (TablePlace(table=FormTable.PROACTIVE),),
        SectionKey.REQUESTS: (TablePlace(table=FormTable.REQUESTS),),
        SectionKey.REVIEWS: (TablePlace(table=FormTable.REVIEWS),),
        SectionKey.PROBLEMS: tuple(Paragraph(text=text) for text in prose.problems),
        SectionKey.OTHER_MATTERS: (Paragraph(text=prose.other_matters),),
    }
    return tuple(
        Section(key=key, heading=numbered_heading(position, key), blocks=contents[key])
        for position, key in enumerate(form.SECTION_TITLES)
    )


def _printed(figures: Figures) -> Mapping[str, str]:
    return {cell: as_printed(figure) for cell, figure in figures.items()}


def _published(body: Body, year: int, seed: int) -> dt.datetime:
    """In January of the next year; a government in March."""
    draw = random.Random(f"{seed}/{body.id}/{year}/date")  # noqa: S311 - an invented date
    month = 3 if body.kind is BodyKind.GOVERNMENT else 1
    day, hour, minute = draw.randint(9, 28), draw.randint(9, 16), draw.randint(0, 59)
    return dt.datetime(year + 1, month, day, hour, minute, tzinfo=BEIJING)


def _medium(body: Body, year: int) -> Medium:
    if body.id in _DOCX_BODIES:
        return Medium.DOCX
    if body.id in _PDF_BODIES or (body.kind is BodyKind.GOVERNMENT and year == county.YEARS[-1]):
        return Medium.PDF
    return Medium.WORD_PAGE if body.id in _WORD_BODIES else Medium.CLEAN_PAGE
