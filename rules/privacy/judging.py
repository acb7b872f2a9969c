"""What the rules on personal data share: one outcome for each place that lays some open."""

from collections.abc import Iterable, Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import prose_numbers_obstacle
from rules.language import Text, listed
from rules.privacy.exposure import Exposure, ExposureKind
from rules.prose.sentences import INTRO

_PLACE = "report"
_SHOWN = 5
_TITLES = Text(zh="标题或页面字段", en="the title or a field of the page")
_INTRO = Text(zh="正文开头", en="the paragraphs above the first section")


def exposed(case: Case, kind: ExposureKind) -> tuple[Exposure, ...]:
    """The personal data of one kind that the report lays open."""
    return tuple(each for each in case.report.exposures if each.kind is kind)


def exposures_judged(
    case: Case,
    exposures: Iterable[Exposure],
    *,
    of_contact: Severity | None = None,
    of_figure: Severity | None = None,
) -> Iterator[Outcome]:
    """A violation for each place where personal data was printed; else one outcome.

    Args:
        case: the report.
        exposures: of one kind.
        of_contact: the severity where all of it in a place tells how to reach the body.
        of_figure: that where all of it stands alone in a cell or line, and may be a figure.
    """
    places: dict[str, list[Exposure]] = {}
    for exposure in exposures:
        places.setdefault(exposure.place, []).append(exposure)
    for place, found in places.items():
        severity = None
        if all(exposure.is_contact for exposure in found):
            severity = of_contact
        elif all(exposure.is_alone for exposure in found):
            severity = of_figure
        yield _violation(case, place, found, severity)
    if not places:
        obstacle = prose_numbers_obstacle(case.report)
        yield NotAssessable(place=_PLACE, reason=obstacle) if obstacle else holds(_PLACE)


def _violation(
    case: Case, place: str, found: list[Exposure], severity: Severity | None
) -> Violation:
    gravest = min(found, key=lambda exposure: exposure.is_contact)
    return Violation(
        place=place,
        arguments={
            "where": _where(case, place),
            "shown": _shown(tuple(dict.fromkeys(exposure.masked for exposure in found))),
        },
        cells=(place,) if "/" in place else (),
        quote=gravest.sentence,
        severity=severity,
    )


def _shown(masked: tuple[str, ...]) -> Text:
    some = listed(Text(zh=each, en=each) for each in masked[:_SHOWN])
    if len(masked) <= _SHOWN:
        return some
    return Text(zh=f"{some.zh}等", en=f"{some.en} and others")


def _where(case: Case, place: str) -> Text:
    if "/" in place:
        return case.form.cell_label(place)
    if place == INTRO:
        return _INTRO
    labels = {section.key: section.label.text for section in case.form.sections}
    labels |= {table.id: table.label.text for table in case.form.tables}
    return labels.get(place, _TITLES)
