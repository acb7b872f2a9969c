"""Small invented reports for the tests of rules: a base, and what differs from it."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rules.case import BodyKind, Case, Elsewhere
from rules.counted_figures import Counted, Lack, counted
from rules.duty import Duty
from rules.finding import Finding, Severity
from rules.language import Text
from rules.privacy.hiding import without_personal_data
from rules.publication import OfferingPage, SourceHost
from rules.region import Member, Publication, Region, Role, role_of
from rules.regional_limits import RegionalLimits
from rules.registered import Registered, RegisteredBody
from rules.report import (
    Cell,
    CellForm,
    Difference,
    Dispute,
    Report,
    SectionReading,
    TableReading,
    TableState,
)
from rules.revision import Earlier, KeptCopy, NotComparable
from rules.spec import FormatSpec, spec_of
from tests.sound_prose import PROSE, whole_year

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_PLACEHOLDERS = frozenset({"/", "—", "-", "无", "XX", "？"})

_SMALL_REQUESTS = {
    "received": (25, 2, 27),
    "brought_forward": (3, 0, 3),
    "granted": (12, 1, 13),
    "partly_granted": (4, 0, 4),
    "refused.third_party_rights": (2, 1, 3),
    "unable.not_held": (7, 0, 7),
    "not_processed.repeated": (2, 0, 2),
    "total": (27, 2, 29),
    "carried_forward": (1, 0, 1),
}
"""Natural persons, businesses, total; every other cell of table 3 holds 0."""

_SMALL_REVIEWS = {
    "reconsideration": (3, 1, 0, 2, 6),
    "direct_suit": (2, 0, 1, 0, 3),
    "suit_after_reconsideration": (0, 0, 0, 0, 0),
}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionSketch(_Model):
    """What differs in a section; only what is set counts."""

    heading: str = ""
    position: int = 0
    paragraphs: tuple[str, ...] = ()
    beside_prose: tuple[str, ...] = ()
    tables: int = 0
    pictures: int = 0
    frames: int = 0
    attachments: int = 0


class BodySketch(_Model):
    """A body of the register."""

    names: tuple[str, ...]
    kind: BodyKind = BodyKind.DEPARTMENT
    below: str | None = None
    """First name of the government it belongs to."""


class RegisterSketch(_Model):
    """What the register knows around a report's body."""

    names: tuple[str, ...] = ("青禾县水利局",)
    above: tuple[str, ...] = ("青禾县人民政府", "玉泉市人民政府")
    """Names of the governments above it, the nearest first."""
    others: tuple[BodySketch, ...] = ()

    def registered(self, kind: BodyKind | None) -> Registered:
        """The same as rules are given it."""
        up = (*self.above, None)
        above = tuple(
            RegisteredBody(id=name, names=(name,), kind=BodyKind.GOVERNMENT, parent=up[i + 1])
            for i, name in enumerate(self.above)
        )
        own = RegisteredBody(
            id=self.names[0], names=self.names, kind=kind or BodyKind.DEPARTMENT, parent=up[0]
        )
        others = (
            RegisteredBody(id=o.names[0], names=o.names, kind=o.kind, parent=o.below or up[0])
            for o in self.others
        )
        return Registered(body=own, above=above, near=(own, *above, *others) if above else ())


class PageSketch(_Model):
    """The page that offers a report."""

    holds_report: bool = True
    audited_file: str | None = None
    offers_files: bool = False
    has_download_control: bool = False


class DutySketch(_Model):
    """What is known of the duty to publish a report; due on the last day of January 2023."""

    due: date = date(2023, 1, 31)
    law: date | Literal["none"] = date(2023, 1, 31)
    """``none`` where the law sets none."""
    is_custom: bool = False
    is_held: bool = True
    published_on: date | None = None
    absent_on: tuple[date, date] | None = None
    absent_past_law: bool = False
    was_watched: bool = True
    doubt: str | None = None

    def duty(self, year: int) -> Duty:
        """The duty for a year."""
        facts = self.model_dump(exclude={"doubt", "law"})
        doubt = Text(zh=self.doubt, en=self.doubt) if self.doubt else None
        law = None if self.law == "none" else self.law
        return Duty(year=year, doubt=doubt, law=law, **facts)


class Sketch(_Model):
    """A report in few words: its base, and what sets it apart."""

    base: str = "small"
    """``small`` balances and raises nothing, ``zero`` holds zeros, ``blank`` is the blank form."""
    format: str = "ogi-2021"
    format_unknown: bool = False
    year: int = 2022
    year_unknown: bool = False
    title: str | None = "青禾县水利局{year}年政府信息公开工作年度报告"
    """With ``{year}`` for the year of the report."""
    list_title: str | None = None
    named_by_page: tuple[str, ...] = ()
    body: str | None = "青禾县水利局"
    published_on: date | None = None
    undated: bool = False
    """No date of publication; else it is ``published_on`` or 20 January after the year."""
    kind: BodyKind | None = BodyKind.DEPARTMENT
    kind_unknown: bool = False
    region: str | None = "330182"
    region_unknown: bool = False
    overview_limits: dict[str, int] = {}
    """By region."""
    previous: "Sketch | None" = None
    """The same body's report of the year before."""
    searched: bool = False
    """The reports of other bodies were searched."""
    elsewhere: "Sketch | None" = None
    """Another body's report that the search found to be like it."""
    cluster: tuple[str, ...] = ()
    """Names of the other bodies of the cluster."""
    members: "tuple[MemberSketch, ...] | None" = None
    """The bodies below the government on the register; ``None``: they were not looked at."""
    doubted: tuple[str, ...] = ()
    """Cells that another rule has a finding on, for sums over the bodies of a region."""
    duty: DutySketch | None = None
    """What the register, crawls and pages show of the duty to publish it."""
    earlier: "Sketch | None" = None
    """What the page showed of this report before."""
    earlier_lost: str | None = None
    """Why what the page showed before cannot be compared."""
    unlike_sources: bool = False
    """The earlier text is of other files."""
    mended: tuple[str, ...] = ()
    """Tables whose faults the earlier text had and this one has not."""
    shown_otherwise: bool = False
    """The page showed a differing text in between."""
    cells: dict[str, str] = {}
    """Raw text by cell id, or by a pattern such as ``t3/*/total``; applied in order."""
    absent: tuple[str, ...] = ()
    """Ids or patterns of cells that were not located."""
    disputed: tuple[str, ...] = ()
    tables: dict[str, TableReading] = {}
    sections: dict[str, SectionSketch] = {}
    sections_absent: tuple[str, ...] = ()
    intro: tuple[str, ...] | None = None
    """With ``{year}`` for the year of the report; ``None`` for the sentence on its period."""
    suspect: str | None = None
    recognised: bool = False
    """Its prose was read off pictures of its pages."""
    pictured: tuple[str, ...] = ()
    """Ids or patterns of cells that were read off a picture."""
    has_unread_attachment: bool = False
    compared_with: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    registered: RegisterSketch | None = None
    """``None``: no register knows the body."""
    page: PageSketch | None = None
    host: str | None = None
    host_is_listed: bool | None = None

    def case(self) -> Case:
        """The report with the spec of its format."""
        spec = None if self.format_unknown else spec_of(self.format)
        return Case(
            report=self.report(),
            spec=spec,
            kind=None if self.kind_unknown else self.kind,
            region_code=None if self.region_unknown else self.region,
            limits=RegionalLimits(overview=tuple(self.overview_limits.items())),
            previous=self.previous.report() if self.previous else None,
            elsewhere=self._elsewhere(),
            registered=self.registered.registered(self.kind) if self.registered else None,
            page=OfferingPage(**self.page.model_dump()) if self.page else None,
            host=SourceHost(name=self.host, is_listed=self.host_is_listed) if self.host else None,
            region=self._region(),
            duty=self.duty.duty(self.year) if self.duty else None,
            earlier=self._earlier(),
        )

    def counted(self) -> Counted:
        """What the report lends to sums."""
        findings = [finding_on(cell) for cell in self.doubted]
        spec = None if self.format_unknown else spec_of(self.format)
        return counted(self.report(), spec, findings)

    def _region(self) -> Region | None:
        if self.members is None:
            return None
        names = (self.body or "",)
        return Region(
            own=self.counted(), members=tuple(each.member(names) for each in self.members)
        )

    def _earlier(self) -> Earlier | NotComparable | None:
        if self.earlier_lost:
            return NotComparable(reason=Text(zh=self.earlier_lost, en=self.earlier_lost))
        if self.earlier is None:
            return None
        first, last = date(self.year + 1, 1, 22), date(self.year + 1, 3, 5)
        return Earlier(
            report=self.earlier.report(),
            before=KeptCopy(text="old", sha256="1" * 64, first_held=first, last_held=last),
            now=KeptCopy(text="new", sha256="2" * 64, first_held=last, last_held=last),
            like_sources=not self.unlike_sources,
            mended_tables=frozenset(self.mended),
            shown_otherwise=self.shown_otherwise,
        )

    def _elsewhere(self) -> Elsewhere | None:
        if self.elsewhere is None:
            return Elsewhere() if self.searched else None
        name = self.elsewhere.body or ""
        return Elsewhere(
            report=self.elsewhere.report(),
            name=name,
            address="https://www.example.gov.cn/nb/1.html",
            text="text-1",
            names=self.cluster or (name,),
            bodies=len(self.cluster or (name,)),
        )

    def report(self) -> Report:
        """The report."""
        spec = spec_of(self.format)
        tables = {t.id: TableReading(state=TableState.READ) for t in spec.tables} | self.tables
        raw = self._raw_cells(spec)
        disputed = frozenset(name for p in self.disputed for name in matching(p, raw))
        gone = disputed | {name for p in self.absent for name in matching(p, raw)}
        gone |= {n for n in raw if tables[n.split("/")[0]].state is not TableState.READ}
        report = Report(
            format=None if self.format_unknown else self.format,
            year=None if self.year_unknown else self.year,
            title=self._told(self.title) if self.title else None,
            list_title=self._told(self.list_title) if self.list_title else None,
            named_by_page=self.named_by_page,
            body=self.body,
            published_on=self._published_on(),
            intro=self._intro(),
            sections=self._sections(spec),
            tables=tables,
            cells=self._cells({name: text for name, text in raw.items() if name not in gone}),
            disputed={name: Dispute(grid=raw[name], sequence="8") for name in disputed},
            suspect=Text(zh=self.suspect, en=self.suspect) if self.suspect else None,
            recognised=self.recognised,
            has_unread_attachment=self.has_unread_attachment,
            compared_with=self.compared_with,
            differences=self.differences,
        )
        return without_personal_data(report)

    def _cells(self, raw: dict[str, str]) -> dict[str, Cell]:
        pictured = {name for p in self.pictured for name in matching(p, raw)}
        return {
            name: cell(text)._replace(recognised=name in pictured) for name, text in raw.items()
        }

    def _told(self, text: str) -> str:
        return text.replace("{year}", str(self.year))

    def _intro(self) -> tuple[str, ...]:
        if self.intro is None:
            return (whole_year(self.year),)
        return tuple(self._told(text) for text in self.intro)

    def _published_on(self) -> date | None:
        return None if self.undated else self.published_on or date(self.year + 1, 1, 20)

    def _raw_cells(self, spec: FormatSpec) -> dict[str, str]:
        raw = base_figures(self.base, spec)
        for pattern, text in self.cells.items():
            raw |= dict.fromkeys(matching(pattern, raw) or (pattern,), text)
        return raw

    def _sections(self, spec: FormatSpec) -> dict[str, SectionReading]:
        found = {
            section.key: SectionReading(
                heading=f"{section.numeral}、{section.heading}",
                position=position,
                paragraphs=(PROSE[section.key],) if section.key in PROSE else (),
                tables=1 if section.table else 0,
            )
            for position, section in enumerate(spec.sections)
            if section.key not in self.sections_absent
        }
        for key, sketch in self.sections.items():
            found[key] = replace(found[key], **sketch.model_dump(exclude_unset=True))
        return found


class MemberSketch(_Model):
    """A body below a government."""

    name: str
    kind: Role = Role.DEPARTMENT
    publication: Publication = Publication.PUBLISHED
    report: Sketch | None = None
    lack: Lack = Lack.NO_REPORT
    """Why it has no report to count."""

    def member(self, governments: tuple[str, ...]) -> Member:
        """The body as it stands to the government with these names."""
        return Member(
            name=self.name,
            role=role_of(self.name, self.kind, governments),
            publication=self.publication,
            counted=self.report.counted() if self.report else None,
            lack=self.lack,
        )


def finding_on(place: str) -> Finding:
    """What another rule said of a cell."""
    return Finding(
        code="B303",
        name="applicant-sum",
        rule_version=1,
        severity=Severity.ERROR,
        place=place,
        message=Text(zh="不符", en="differs"),
        cells=(place,),
        fault="1",
    )


def cell(raw: str) -> Cell:
    """A cell from its text, as reading would give it."""
    text = raw.strip()
    if not text:
        return Cell(raw=text, value=None, form=CellForm.BLANK)
    if text in _PLACEHOLDERS:
        return Cell(raw=text, value=None, form=CellForm.PLACEHOLDER)
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return Cell(raw=text, value=None, form=CellForm.TEXT)
    form = CellForm.NUMBER if numbers[0] == text else CellForm.NUMBER_WITH_TEXT
    return Cell(raw=text, value=Decimal(numbers[0].replace(",", "")), form=form)


def base_figures(base: str, spec: FormatSpec) -> dict[str, str]:
    """The raw cells of a base: ``blank``, ``zero`` or ``small``."""
    raw = {name: "" if base == "blank" else "0" for t in spec.tables for name in t.cell_ids}
    if base == "small":
        for row, (natural, business, total) in _SMALL_REQUESTS.items():
            raw[f"t3/{row}/natural_person"] = str(natural)
            raw[f"t3/{row}/business"] = str(business)
            raw[f"t3/{row}/total"] = str(total)
        columns = spec.table("t4").blocks[0].columns
        for row, values in _SMALL_REVIEWS.items():
            for column, value in zip(columns, values, strict=True):
                raw[f"t4/{row}/{column.id}"] = str(value)
    return raw


def matching(pattern: str, names: Collection[str]) -> tuple[str, ...]:
    """The cell ids that a pattern names; ``*`` stands for any text within one part of an id."""
    if "*" not in pattern:
        return (pattern,) if pattern in names else ()
    wanted = re.compile(re.escape(pattern).replace(r"\*", "[^/]*"))
    return tuple(name for name in names if wanted.fullmatch(name))
