"""One government and year: what becomes of the findings on the figures of its region."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audits.across import Occasion, PageFailure
from audits.evidence import digest
from audits.lifecycle import Change, Look, after_look
from audits.records import ReportRecord, StoredFinding
from audits.store.findings import findings_of, write_changes
from audits.store.own_words import write_judgement
from audits.store.regions import RegionLook, Speaking, write_region_look
from audits.store.reports import record_by_id, report_text
from rules.case import BodyKind, Case
from rules.finding import Finding
from rules.judge import Judgement, judge
from rules.language import Text
from rules.region import Region
from rules.report import Report
from rules.rule import Rule
from rules.spec import spec_of

_UNREADABLE = Text(zh="报告无法读取", en="the report cannot be read")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionYear:
    """The region of a government in a year, with what a look at it rests on."""

    government: Speaking
    region: Region
    texts: Mapping[str, str | None]
    """By body, the government among them, the text that speaks for it."""
    look_key: str
    last: RegionLook | None

    @property
    def bodies_changed(self) -> bool:
        """Other bodies stand on the register than at the last look: that is our change."""
        return self.last is not None and self.last.texts.keys() != self.texts.keys()

    @property
    def bytes_key(self) -> str:
        """Of the publishers' texts; as before where none of those looked at then has changed."""
        last = self.last
        if last is not None and all(
            last.texts[body] == text for body, text in self.texts.items() if body in last.texts
        ):
            return last.bytes_key
        return digest(part for pair in sorted(self.texts.items()) for part in pair)


def look_at(
    occasion: Occasion, place: RegionYear, rules: Sequence[Rule]
) -> tuple[PageFailure, ...]:
    """Judge the government's report beside those of its bodies, and write what that changes.

    Returns:
        Where a rule broke down, which is our fault; the region is then looked at again next time.
    """
    store = occasion.store
    record = record_by_id(store, place.government.report)
    judgements = _judgements(occasion, place, rules)
    for code, judgement in judgements.items():
        write_judgement(store, record.id, code, judgement)
    codes = {rule.code: rule.version for rule in rules}
    look = Look(
        judgement=_joined(judgements) if judgements else None,
        unjudged=None if judgements else record.reason or _UNREADABLE,
        bytes_key=place.bytes_key,
        report=record.id,
        at=occasion.at,
        codes=codes,
    )
    subject = (record.subject.key, record.year or 0)
    known = [f for f in findings_of(store, (subject,)) if f.finding.code in codes]
    write_changes(store, _changes(record, known, look, place))
    failures = tuple(
        PageFailure(page_url=record.page_url, failure=failure)
        for judgement in judgements.values()
        for failure in judgement.failures
    )
    if not failures:
        write_region_look(store, _done(place))
    return failures


def _judgements(
    occasion: Occasion, place: RegionYear, rules: Sequence[Rule]
) -> Mapping[str, Judgement]:
    """What each rule says; nothing where the government's report could not be read."""
    if place.government.counted is None:
        return {}
    held = report_text(occasion.store, place.government.report)
    if held is None:
        return {}
    case = case_of(held.report, place.region)
    return {rule.code: _judged(case, rule) for rule in rules}


def case_of(report: Report, region: Region) -> Case:
    """A government's report with the bodies of its region."""
    return Case(
        report=report,
        spec=spec_of(report.format) if report.format else None,
        kind=BodyKind.GOVERNMENT,
        region=region,
    )


def _judged(case: Case, rule: Rule) -> Judgement:
    judgement = judge(case, (rule,))
    return replace(judgement, findings=tuple(_with_cause(f) for f in judgement.findings))


def _with_cause(finding: Finding) -> Finding:
    """A sum that is wrong in a table and a floor that is broken there are one fault."""
    cause = finding.code if finding.place == "report" else finding.place
    return replace(finding, fault=f"region {cause}")


def _joined(judgements: Mapping[str, Judgement]) -> Judgement:
    found = tuple(judgements.values())
    return Judgement(
        findings=tuple(finding for each in found for finding in each.findings),
        tallies={code: tally for each in found for code, tally in each.tallies.items()},
        not_assessed=tuple(missed for each in found for missed in each.not_assessed),
    )


def _changes(
    record: ReportRecord, known: Sequence[StoredFinding], look: Look, place: RegionYear
) -> Iterator[Change]:
    """What is gone since other bodies stand on the register was never the publisher's fault."""
    if look.judgement is None or place.last is None or not place.bodies_changed:
        yield from after_look(record.subject, known, look)
        return
    found = {(f.code, f.place) for f in look.judgement.findings}
    there = [k for k in known if (k.finding.code, k.finding.place) in found]
    gone = [k for k in known if (k.finding.code, k.finding.place) not in found]
    yield from after_look(record.subject, there, look)
    nothing = replace(look.judgement, findings=())
    yield from after_look(
        record.subject, gone, replace(look, judgement=nothing, bytes_key=place.last.bytes_key)
    )


def _done(place: RegionYear) -> RegionLook:
    return RegionLook(
        body=place.government.body,
        year=place.government.year,
        look_key=place.look_key,
        bytes_key=place.bytes_key,
        texts=place.texts,
    )
