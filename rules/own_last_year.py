"""The text of a report beside that of the same body's report of the year before."""

from collections.abc import Collection, Iterator

from rules.case import Case
from rules.finding import Counterpart, Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.two_texts import TwoTexts, two_texts
from rules.two_years import TwoYears

_CAUSE = "text of last year"
"""What is told of all the text and of a section of it is one fault."""


def last_years_text(
    case: Case,
    place: str,
    sections: Collection[str],
    *,
    least: int,
    short: int,
    steps: Collection[tuple[float, Severity]],
) -> Iterator[Outcome]:
    """One outcome where last year's report is held.

    Args:
        case: the report.
        place: where the outcome stands.
        sections: keys of those that are compared.
        least: how many characters of its own words each text must have.
        short: a text of fewer gives a hint only.
        steps: likeness from which a severity holds, the gravest first.
    """
    years = TwoYears.of(case)
    if years is None:
        return
    if isinstance(years, NotAssessable):
        yield NotAssessable(place=place, reason=years.reason)
        return
    alike = min(step for step, _ in steps)
    found = two_texts(years.now.report, years.before.report, sections, least=least, alike=alike)
    if isinstance(found, Text):
        yield NotAssessable(place=place, reason=found)
        return
    reached = next((grave for step, grave in steps if found.likeness >= step), None)
    if reached is None:
        yield Holds(place=place)
    else:
        yield _violation(years, place, found, found.severity(reached, short=short))


def _violation(years: TwoYears, place: str, found: TwoTexts, severity: Severity) -> Violation:
    year = years.before.report.year
    return Violation(
        place=place,
        arguments={"percent": found.percent, **years.years},
        quote=found.quote,
        counterpart=Counterpart(
            report=Text(zh=f"本单位{year}年报告", en=f"The body's own report for {year}"),
            quote=found.other_quote,
        ),
        severity=severity,
        cause=_CAUSE,
    )
