"""A source that no portal lists: the operator sees it, and nobody else is told of it (P609)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audits.auditor import current_auditor
from audits.bodies import Register
from audits.site.build import build
from audits.site.from_store import content_of
from audits.store import findings
from audits.store.connection import open_for_reading
from notifier.news import tellable
from notifier.notices import situation_of
from rules.finding import Severity
from tests.audits.published import TITLE, Publication, as_html
from tests.audits.site.district import NOON
from tests.audits.site.shown_page import ShownPage
from tests.audits.small_office import Office, Page, body, office_in
from tests.notifier import county

MIRROR = "https://mirror.example.com/nb/2023.html"
REGISTER = Register.of([body("云上市青禾区水务局")])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One whose only report stands on a host that no portal has."""
    with office_in(tmp_path / "home") as made:
        made.register = replace(REGISTER, hosts=frozenset({"www.example.gov.cn"}))
        made.crawl(Page(url=MIRROR, title=TITLE, content=as_html(Publication())))
        made.audit(current_auditor())
        yield made


def codes(office: Office) -> list[str]:
    return [each.finding.code for each in findings.findings(office.store)]


def test_it_is_kept_and_no_supervisor_hears_of_it(office: Office) -> None:
    assert "P609" in codes(office)
    told = situation_of(office.store, [county.supervisor("county-office")])
    assert told.register.bodies
    assert "P609" not in [each.finding.code for each in told.standing]


def test_it_is_never_told_however_grave_it_becomes() -> None:
    for severity in (Severity.INFO, Severity.ERROR):
        assert tellable(county.happened(county.found(code="P609", severity=severity))) == ()
    other = county.happened(county.found(code="P603", severity=Severity.WARNING))
    assert tellable(other) == other


def test_the_overview_shows_it_beside_the_unassigned_and_no_body_bears_it(
    office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    with open_for_reading(office.store.path) as store:
        build(content_of(store), out, office.archive.read, NOON)
    section = ShownPage(out / "index.html").one("section[aria-labelledby=unlisted]")
    assert MIRROR in section.text()
    for page in ("ledger.html", "reports/audit-office-2023.html", "bodies/audit-office.html"):
        words = ShownPage(out / page).words
        assert "mirror.example.com”不在" not in words
        assert "P609" not in words


def test_it_is_gone_once_a_portal_has_the_host(office: Office) -> None:
    office.register = replace(REGISTER, hosts=frozenset({"mirror.example.com"}))
    office.audit(current_auditor())
    (found,) = (f for f in findings.findings(office.store) if f.finding.code == "P609")
    assert not found.state.is_standing
