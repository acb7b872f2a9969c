"""Limits of regions reach the rules, and a change of them audits again what is held."""

from audits.auditor import Auditor, current_auditor
from audits.bodies import Register
from audits.records import FindingState
from audits.store import findings
from rules.regional_limits import RegionalLimits
from rules.registry import switched_off
from tests.audits.published import TITLE, Publication, as_html
from tests.audits.small_office import COLUMN, Office, Page, body

NAME = "云上市青禾区水务局"
ENOUGH, TOO_FEW = 500, 20
"""Characters that sound prose keeps within, and that it does not."""


def _auditor(limit: int, *, region: str) -> Auditor:
    without = switched_off(enabled=("S122",))
    return current_auditor(without, RegionalLimits(overview=((region, limit),)))


def _told(office: Office) -> list[FindingState]:
    held = findings.findings(office.store)
    return [each.state for each in held if each.finding.code == "S122"]


def test_a_limit_holds_in_its_region_only_and_a_new_one_audits_again(office: Office) -> None:
    watched = body(NAME)
    office.register = Register.of([watched])
    office.crawl(Page(content=as_html(Publication()), title=TITLE, url=f"{COLUMN}2023.html"))
    elsewhere = "990000"
    assert not watched.region.startswith(elsewhere[:2])

    office.audit(_auditor(TOO_FEW, region=elsewhere))
    assert _told(office) == []

    office.audit(_auditor(TOO_FEW, region=watched.region))
    assert _told(office) == [FindingState.OPEN]

    office.audit(_auditor(ENOUGH, region=watched.region))
    assert _told(office) == [FindingState.RETRACTED]


def test_the_rule_is_not_asked_unless_it_is_switched_on(office: Office) -> None:
    watched = body(NAME)
    office.register = Register.of([watched])
    office.crawl(Page(content=as_html(Publication()), title=TITLE, url=f"{COLUMN}2023.html"))
    limits = RegionalLimits(overview=((watched.region, TOO_FEW),))
    office.audit(current_auditor(limits=limits))
    assert _told(office) == []
