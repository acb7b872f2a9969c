"""The reports of governments beside those of the bodies of their regions (R901 to R904).

Run once every report was audited. A region is looked at again when a report in it, the register,
a duty to publish or a rule changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.across import Occasion, PageFailure
from audits.across.region_looking import RegionYear, look_at
from audits.across.region_members import Below, bodies_below
from audits.evidence import digest
from audits.records import ObligationState
from audits.store import regions as stored
from audits.store.connection import Store
from audits.store.obligations import obligations
from audits.store.regions import RegionLook, Speaking
from rules.counted_figures import VERSION, Counted, Lack, counted
from rules.region import Member, Publication, Region
from rules.registry import all_rules
from rules.rule import Rule
from rules.spec import spec_of

CODES = ("R901", "R902", "R903", "R904")

_AT_ONCE = 200
_PUBLICATIONS: Mapping[ObligationState, Publication] = {
    ObligationState.PUBLISHED: Publication.PUBLISHED,
    ObligationState.LATE: Publication.PUBLISHED,
    ObligationState.MISSING: Publication.MISSING,
    ObligationState.NOT_DUE: Publication.NOT_DUE,
    ObligationState.UNKNOWN: Publication.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """What is known of all bodies in one year."""

    year: int
    speaking: Mapping[str, Speaking]
    looks: Mapping[str, RegionLook]
    published: Mapping[str, Publication]


def search(occasion: Occasion) -> tuple[PageFailure, ...]:
    """Bring the findings on the figures of regions up to date."""
    store = occasion.store
    rules = [rule for rule in all_rules() if rule.code in CODES and rule.code in occasion.codes]
    _count_new_texts(store)
    below = bodies_below(occasion.register)
    failures: list[PageFailure] = []
    for year in stored.years_held(store):
        known = _known_of(store, year)
        due = [
            (place, key)
            for place in _places(below, known)
            if (key := _look_key(place, known, rules)) != _last_key(place, known)
        ]
        for start in range(0, len(due), _AT_ONCE):
            with store.transaction():
                for place, key in due[start : start + _AT_ONCE]:
                    failures += look_at(occasion, _region_year(place, known, key), rules)
    return tuple(failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A government with a report of the year, and the bodies below it."""

    government: Speaking
    below: Sequence[Below]


def _count_new_texts(store: Store) -> None:
    """What texts lend to sums that are new, or read or judged otherwise than before."""
    new = stored.texts_not_counted(store, VERSION)
    for start in range(0, len(new), _AT_ONCE):
        judged = stored.judged_readings(store, new[start : start + _AT_ONCE])
        found = [
            (text, counted(report, spec_of(report.format) if report.format else None, findings))
            for text, report, findings in judged
        ]
        with store.transaction():
            stored.write_counted(store, found, VERSION)


def _known_of(store: Store, year: int) -> _Year:
    return _Year(
        year=year,
        speaking=stored.speaking_in(store, year),
        looks=stored.region_looks(store, year),
        published={o.body: _PUBLICATIONS[o.state] for o in obligations(store, year=year)},
    )


def _places(below: Mapping[str, Sequence[Below]], known: _Year) -> Iterator[_Place]:
    """Also what was a government at the last look, so that its findings end."""
    formerly: dict[str, Sequence[Below]] = dict.fromkeys(known.looks, ())
    for government, bodies in (formerly | dict(below)).items():
        speaking = known.speaking.get(government)
        if speaking is not None:
            yield _Place(government=speaking, below=bodies)


def _look_key(place: _Place, known: _Year, rules: Sequence[Rule]) -> str:
    """Changes when anything did that may change what the rules say."""
    return digest(_made_of(place, known, rules))


def _made_of(place: _Place, known: _Year, rules: Sequence[Rule]) -> Iterator[str | None]:
    yield from (f"{rule.code} {rule.version}" for rule in rules)
    yield from (place.government.report, place.government.counted)
    for body in place.below:
        yield from (body.id, body.name, body.role, known.published.get(body.id))
        speaking = known.speaking.get(body.id)
        yield from (speaking.report, speaking.status, speaking.counted) if speaking else (None,)


def _last_key(place: _Place, known: _Year) -> str | None:
    last = known.looks.get(place.government.body)
    return last.look_key if last else None


def _region_year(place: _Place, known: _Year, key: str) -> RegionYear:
    government = place.government
    own = stored.counted_of(government.counted) if government.counted else Counted()
    texts = {body.id: known.speaking.get(body.id) for body in place.below}
    return RegionYear(
        government=government,
        region=Region(own=own, members=tuple(_member(body, known) for body in place.below)),
        texts={
            government.body: government.report,
            **{body: found.report if found else None for body, found in texts.items()},
        },
        look_key=key,
        last=known.looks.get(government.body),
    )


def _member(body: Below, known: _Year) -> Member:
    speaking = known.speaking.get(body.id)
    found = stored.counted_of(speaking.counted) if speaking and speaking.counted else None
    return Member(
        name=body.name,
        role=body.role,
        publication=known.published.get(body.id, Publication.UNKNOWN),
        counted=found,
        lack=Lack.UNREADABLE if speaking else Lack.NO_REPORT,
    )
