"""What becomes of findings on a region when publishers, register or reading change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audits.bodies import Register
from audits.decisions import decide
from audits.records import FindingState
from audits.waiving import Decision
from rules.case import BodyKind
from tests.audits.county_region import (
    WHO,
    audit_better,
    audit_strictly,
    bodies,
    county,
    found,
    locked,
    members,
    page,
    states,
)
from tests.audits.small_office import Office, body, office_in


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as opened:
        opened.register = Register.of(bodies())
        yield opened


@pytest.fixture
def short(office: Office) -> Office:
    """A county with 20 requests whose water office alone has 35, audited."""
    office.crawl(county(), *members())
    office.audit(WHO)
    return office


def test_a_county_that_puts_its_report_right_has_fixed_it(short: Office) -> None:
    short.crawl(county(43), run="crawl-2")
    short.audit(WHO)
    assert states(short) == {"R901": "fixed", "R902": "fixed"}


def test_a_body_that_puts_its_report_right_has_fixed_it_too(short: Office) -> None:
    short.crawl(page("water", 12), run="crawl-2")
    short.audit(WHO)
    assert states(short) == {"R901": "fixed", "R902": "fixed"}


def test_a_finding_that_our_register_takes_away_is_retracted(short: Office) -> None:
    short.register = Register.of(
        [replace(each, parent=None) if each.id == "water" else each for each in bodies()]
    )
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "retracted"}


def test_what_our_register_takes_away_is_never_fixed_though_a_body_changed_too(
    short: Office,
) -> None:
    short.register = Register.of(
        [replace(each, parent=None) if each.id == "water" else each for each in bodies()]
    )
    short.crawl(page("town", 4), run="crawl-2")
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "retracted"}


def test_a_finding_that_our_reading_takes_away_is_retracted(short: Office) -> None:
    short.audit(replace(WHO, audit=audit_better, key="2"))
    assert states(short) == {"R901": "retracted", "R902": "retracted"}


def test_a_figure_that_a_later_release_has_a_finding_on_counts_no_more(short: Office) -> None:
    short.audit(replace(WHO, audit=audit_strictly, key="2"))
    finding = found(short)["R902", "t3"]
    assert finding.state is FindingState.OPEN
    assert finding.unjudged is not None
    assert "青禾县水利局（该单元格在其年报中另有问题）" in finding.unjudged.zh


def test_the_findings_of_what_is_no_government_by_our_register_are_retracted(
    short: Office,
) -> None:
    short.register = Register.of(
        [replace(each, kind=BodyKind.DEPARTMENT, parent=None) for each in bodies()]
    )
    short.audit(WHO)
    assert set(states(short).values()) == {"retracted"}


def test_a_county_report_that_can_no_longer_be_read_closes_nothing(short: Office) -> None:
    short.crawl(locked("county"), run="crawl-2")
    short.audit(WHO)
    assert set(states(short).values()) == {"open"}
    assert found(short)["R902", "t3"].unjudged is not None


def test_a_body_whose_report_can_no_longer_be_read_closes_nothing(short: Office) -> None:
    short.crawl(locked("water"), run="crawl-2")
    short.audit(WHO)
    assert states(short) == {"R901": "open", "R902": "open"}


def explain(office: Office) -> None:
    decision = Decision(
        by="auditor", reason="汇总口径", at=office.tick(), decided_as=FindingState.EXPLAINED
    )
    decide(office.store, {found(office)["R902", "t3"].id: decision})


def test_an_explanation_outlives_a_change_of_the_register(short: Office) -> None:
    explain(short)
    short.register = Register.of([*bodies(), body("青禾县林业局", id="forest", parent="county")])
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "explained"}


def test_an_explanation_ends_when_a_body_changes_its_report(short: Office) -> None:
    explain(short)
    short.crawl(page("water", 36), run="crawl-2")
    short.audit(WHO)
    assert states(short, "R902") == {"R902": "open"}
